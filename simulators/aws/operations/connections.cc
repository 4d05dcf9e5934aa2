// Dedicated connections: order, list, rename, delete; and accepting a hosted one.
#include <fmt/format.h>

#include "simulators/aws/operations/operation.h"
#include "simulators/aws/operations/ports.h"
#include "simulators/aws/world/locations.h"
#include "simulators/aws/world/render.h"

namespace ic::sim::aws {
namespace {

StatusOr<Json> CreateConnection(OperationCall& call) {
  PortOrder order{.name = TextOf(call.in, "connectionName"),
                  .location = TextOf(call.in, "location"),
                  .bandwidth = TextOf(call.in, "bandwidth"),
                  .provider_name = TextOf(call.in, "providerName"),
                  .lag_id = TextOf(call.in, "lagId"),
                  .macsec = FlagOf(call.in, "requestMACSec")};
  if (Has(call.in, "billingMode")) order.billing_mode = TextOf(call.in, "billingMode");
  IC_ASSIGN_OR_RETURN(order.tags, ReadTags(call.in, "tags"));
  IC_ASSIGN_OR_RETURN(Connection * connection, OrderPort(call, order));
  return ConnectionJson(call.world, *connection, call.account());
}

StatusOr<Json> DescribeConnections(OperationCall& call) {
  Json list = Json::array();
  if (Has(call.in, "connectionId")) {
    IC_ASSIGN_OR_RETURN(const Connection* one, OwnConnection(call, TextOf(call.in, "connectionId")));
    call.target = one->id;
    list.push_back(ConnectionJson(call.world, *one, call.account()));
  } else {
    for (const auto& connection : call.world.connections.items()) {
      if (connection->owner == call.account() && connection->region == call.region() && !connection->interconnect) {
        list.push_back(ConnectionJson(call.world, *connection, call.account()));
      }
    }
  }
  return Page(call, "connections", std::move(list));
}

StatusOr<Json> UpdateConnection(OperationCall& call) {
  call.target = TextOf(call.in, "connectionId");
  IC_ASSIGN_OR_RETURN(Connection * connection, OwnConnection(call, call.target));
  if (connection->life.Is({"deleting", "deleted", "rejected"})) {
    return ClientError(fmt::format("Connection {} is in state {}", connection->id, connection->life.state));
  }
  if (Has(call.in, "connectionName")) {
    IC_RETURN_IF_ERROR(CheckName("Connection name", TextOf(call.in, "connectionName"), 200));
  }
  if (Has(call.in, "encryptionMode")) {
    const std::string mode = TextOf(call.in, "encryptionMode");
    IC_RETURN_IF_ERROR(CheckEncryptionMode(connection->id, connection->request_macsec, mode));
    connection->encryption_mode = mode;
  }
  if (Has(call.in, "connectionName")) connection->name = TextOf(call.in, "connectionName");
  return ConnectionJson(call.world, *connection, call.account());
}

StatusOr<Json> DeleteConnection(OperationCall& call) {
  call.target = TextOf(call.in, "connectionId");
  IC_ASSIGN_OR_RETURN(Connection * connection, OwnConnection(call, call.target));
  IC_RETURN_IF_ERROR(DeletePort(call, *connection));
  return ConnectionJson(call.world, *connection, call.account());
}

StatusOr<Json> ConfirmConnection(OperationCall& call) {
  call.target = TextOf(call.in, "connectionId");
  IC_ASSIGN_OR_RETURN(Connection * connection, OwnConnection(call, call.target));
  if (connection->life.state != "ordering") {
    return ClientError(
        fmt::format("ConfirmConnection failed. {} is in state {}", connection->id, connection->life.state));
  }
  call.life.Confirmed(*connection, call.now);
  return Json{{"connectionState", connection->life.state}};
}

StatusOr<Json> CreateInterconnect(OperationCall& call) {
  PortOrder order{.name = TextOf(call.in, "interconnectName"),
                  .location = TextOf(call.in, "location"),
                  .bandwidth = TextOf(call.in, "bandwidth"),
                  .provider_name = TextOf(call.in, "providerName"),
                  .lag_id = TextOf(call.in, "lagId"),
                  .macsec = FlagOf(call.in, "requestMACSec")};
  IC_RETURN_IF_ERROR(CheckPartner(call));
  IC_ASSIGN_OR_RETURN(order.tags, ReadTags(call.in, "tags"));
  IC_ASSIGN_OR_RETURN(Connection * interconnect, OrderPort(call, order));
  interconnect->interconnect = true;
  return InterconnectJson(*interconnect, call.account());
}

StatusOr<Connection*> OwnInterconnect(OperationCall& call) {
  call.target = TextOf(call.in, "interconnectId");
  const StatusOr<Connection*> found = OwnConnection(call, call.target);
  if (found.ok() && (*found)->interconnect) return found;
  return ClientError(fmt::format("Could not find Interconnect with ID {}", call.target));
}

StatusOr<Json> DescribeInterconnects(OperationCall& call) {
  Json list = Json::array();
  if (Has(call.in, "interconnectId")) {
    IC_ASSIGN_OR_RETURN(const Connection* one, OwnInterconnect(call));
    list.push_back(InterconnectJson(*one, call.account()));
  } else {
    for (const auto& connection : call.world.connections.items()) {
      if (connection->owner == call.account() && connection->region == call.region() && connection->interconnect) {
        list.push_back(InterconnectJson(*connection, call.account()));
      }
    }
  }
  return Page(call, "interconnects", std::move(list));
}

StatusOr<Json> DeleteInterconnect(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Connection * interconnect, OwnInterconnect(call));
  IC_RETURN_IF_ERROR(DeletePort(call, *interconnect));
  return Json{{"interconnectState", interconnect->life.state}};
}

}  // namespace

std::span<const Operation> ConnectionOperations() {
  static constexpr Operation kOperations[] = {
      {"CreateConnection", CreateConnection},           {"DescribeConnections", DescribeConnections},
      {"UpdateConnection", UpdateConnection},           {"DeleteConnection", DeleteConnection},
      {"ConfirmConnection", ConfirmConnection},         {"CreateInterconnect", CreateInterconnect},
      {"DescribeInterconnects", DescribeInterconnects}, {"DeleteInterconnect", DeleteInterconnect},
  };
  return kOperations;
}

}  // namespace ic::sim::aws
