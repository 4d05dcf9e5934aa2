// Link aggregation groups: make, list, change, delete, and moving connections in and out.
#include <algorithm>

#include <fmt/format.h>

#include "simulators/aws/operations/operation.h"
#include "simulators/aws/operations/ports.h"
#include "simulators/aws/world/render.h"

namespace ic::sim::aws {
namespace {

Status CheckLagQuota(const OperationCall& call) {
  const auto& items = call.world.lags.items();
  const auto held = std::count_if(items.begin(), items.end(), [&](const auto& lag) {
    return lag->owner == call.account() && lag->region == call.region() && !lag->life.Is({"deleting", "deleted"});
  });
  if (held < call.world.quotas.lags_per_region) return OkStatus();
  return ClientError(fmt::format("You have reached the limit of {} LAGs in region {}.",
                                 call.world.quotas.lags_per_region, call.region()));
}

// The interfaces of a connection that joins a LAG become the LAG's; their VLANs must be free there.
Status CheckInterfacesCanMove(const World& world, std::string_view connection_id, std::string_view lag_id) {
  for (const VirtualInterface* moving : InterfacesOn(world, connection_id)) {
    for (const VirtualInterface* there : InterfacesOn(world, lag_id)) {
      if (there->vlan == moving->vlan) return ClientError(fmt::format("VLAN {} is already in use", moving->vlan));
    }
  }
  return OkStatus();
}

void MoveInterfaces(World& world, std::string_view connection_id, const std::string& lag_id) {
  for (VirtualInterface* interface : InterfacesOn(world, connection_id)) interface->connection_id = lag_id;
}

// What a connection must be to become a member of a LAG like that.
Status CheckCanJoin(const OperationCall& call, const Connection& connection, const Lag& lag) {
  if (connection.hosted()) {
    return ClientError(fmt::format("Hosted connection {} cannot be associated with a Lag", connection.id));
  }
  if (connection.life.Is({"deleting", "deleted", "rejected"})) {
    return ClientError(fmt::format("Connection {} is in state {}", connection.id, connection.life.state));
  }
  if (connection.bandwidth != lag.bandwidth) {
    return ClientError(fmt::format("Connection {} has bandwidth {}, Lag {} has {}", connection.id, connection.bandwidth,
                                   lag.id, lag.bandwidth));
  }
  if (connection.device != lag.device) {
    return ClientError(fmt::format("Connection {} and Lag {} are not on the same AWS device", connection.id, lag.id));
  }
  if (connection.request_macsec != lag.request_macsec) {
    return ClientError(fmt::format("Connection {} and lag should be requested MacSec at the same time", connection.id));
  }
  return CheckInterfacesCanMove(call.world, connection.id, lag.id);
}

struct LagOrder {
  PortOrder port;
  std::int64_t count = 0;
  Connection* existing = nullptr;
  Tags tags;
};

StatusOr<LagOrder> ReadOrder(OperationCall& call) {
  LagOrder order{.port = {.name = "Requested Connection",
                          .location = TextOf(call.in, "location"),
                          .bandwidth = TextOf(call.in, "connectionsBandwidth"),
                          .provider_name = TextOf(call.in, "providerName"),
                          .macsec = FlagOf(call.in, "requestMACSec")},
                 .count = NumberOf(call.in, "numberOfConnections")};
  if (Has(call.in, "billingMode")) order.port.billing_mode = TextOf(call.in, "billingMode");
  IC_ASSIGN_OR_RETURN(order.tags, ReadTags(call.in, "tags"));
  IC_ASSIGN_OR_RETURN(order.port.tags, ReadTags(call.in, "childConnectionTags"));
  IC_RETURN_IF_ERROR(CheckName("Lag name", TextOf(call.in, "lagName"), 200));
  IC_RETURN_IF_ERROR(CheckOrder(call, order.port));
  IC_RETURN_IF_ERROR(CheckLagQuota(call));
  const int most = MaxLinks(call.world.quotas, order.port.bandwidth);
  if (order.count < 1 || order.count > most) {
    return ClientError(fmt::format("Number of connections {} is invalid: a Lag of {} connections can have 1 to {}",
                                   order.count, order.port.bandwidth, most));
  }
  if (Has(call.in, "connectionId")) {
    IC_ASSIGN_OR_RETURN(order.existing, OwnConnection(call, TextOf(call.in, "connectionId")));
    if (order.existing->location != order.port.location) {
      return ClientError(fmt::format("Connection {} is not at location {}", order.existing->id, order.port.location));
    }
    if (const Lag* from = call.world.lags.Find(order.existing->lag_id)) {
      IC_RETURN_IF_ERROR(CheckMinimumLinks(call.world, *from));
    }
  }
  IC_RETURN_IF_ERROR(CheckConnectionQuota(call, order.port, order.count - (order.existing != nullptr ? 1 : 0)));
  return order;
}

StatusOr<Json> CreateLag(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(LagOrder order, ReadOrder(call));
  Lag made{.id = call.world.NewId("dxlag"),
           .name = TextOf(call.in, "lagName"),
           .owner = call.account(),
           .region = call.region(),
           .location = order.port.location,
           .bandwidth = order.port.bandwidth,
           .provider_name = order.port.provider_name,
           .device = order.existing ? order.existing->device : call.world.DeviceAt(order.port.location),
           .request_macsec = order.port.macsec,
           .encryption_mode = order.port.macsec ? "should_encrypt" : "",
           .billing_mode = order.port.billing_mode,
           .tags = order.tags};
  if (order.existing != nullptr) IC_RETURN_IF_ERROR(CheckCanJoin(call, *order.existing, made));
  call.life.Pending(made, call.now);
  Lag& lag = call.world.lags.Add(std::move(made));
  if (order.existing != nullptr) {
    if (order.existing->lag_id.empty()) MoveInterfaces(call.world, order.existing->id, lag.id);
    order.existing->lag_id = lag.id;
    order.existing->macsec_keys.clear();  // the LAG has none yet
  }
  order.port.lag_id = lag.id;
  for (std::int64_t i = order.existing != nullptr ? 1 : 0; i < order.count; ++i) {
    order.port.name = fmt::format("Requested Connection {} for Lag {}", i + 1, lag.id);
    IC_RETURN_IF_ERROR(OrderPort(call, order.port).status());  // does not fail: all of it was checked above
  }
  call.target = lag.id;
  return LagJson(call.world, lag, call.account());
}

StatusOr<Json> DescribeLags(OperationCall& call) {
  Json list = Json::array();
  if (Has(call.in, "lagId")) {
    call.target = TextOf(call.in, "lagId");
    IC_ASSIGN_OR_RETURN(const Lag* lag, OwnLag(call, call.target));
    list.push_back(LagJson(call.world, *lag, call.account()));
  } else {
    for (const auto& lag : call.world.lags.items()) {
      if (lag->owner == call.account() && lag->region == call.region()) {
        list.push_back(LagJson(call.world, *lag, call.account()));
      }
    }
  }
  return Page(call, "lags", std::move(list));
}

StatusOr<Lag*> LiveLag(OperationCall& call, const std::string& id) {
  IC_ASSIGN_OR_RETURN(Lag * lag, OwnLag(call, id));
  if (lag->life.Is({"deleting", "deleted"})) return ClientError(fmt::format("Could not find Lag with ID {}", id));
  return lag;
}

StatusOr<Json> UpdateLag(OperationCall& call) {
  call.target = TextOf(call.in, "lagId");
  IC_ASSIGN_OR_RETURN(Lag * lag, LiveLag(call, call.target));
  const std::int64_t links = NumberOf(call.in, "minimumLinks", lag->minimum_links);
  if (Has(call.in, "lagName")) IC_RETURN_IF_ERROR(CheckName("Lag name", TextOf(call.in, "lagName"), 200));
  if (links < 0) return ClientError("MinimumLinks must not be negative");
  if (links > static_cast<std::int64_t>(Members(call.world, *lag).size())) {
    return ClientError("MinimumLinks cannot be set higher than the number of connections");
  }
  if (Has(call.in, "encryptionMode")) {
    IC_RETURN_IF_ERROR(CheckEncryptionMode(lag->id, lag->request_macsec, TextOf(call.in, "encryptionMode")));
    lag->encryption_mode = TextOf(call.in, "encryptionMode");
  }
  if (Has(call.in, "lagName")) lag->name = TextOf(call.in, "lagName");
  lag->minimum_links = static_cast<int>(links);
  return LagJson(call.world, *lag, call.account());
}

StatusOr<Json> DeleteLag(OperationCall& call) {
  call.target = TextOf(call.in, "lagId");
  IC_ASSIGN_OR_RETURN(Lag * lag, LiveLag(call, call.target));
  if (!InterfacesOn(call.world, lag->id).empty()) {
    return ClientError(fmt::format("Lag {} cannot be deleted until its Virtual Interfaces are deleted", lag->id));
  }
  for (const auto& connection : call.world.connections.items()) {
    if (connection->parent_id == lag->id && !connection->life.Is({"deleting", "deleted", "rejected"})) {
      return ClientError(fmt::format("Lag {} cannot be deleted until its hosted connections are deleted", lag->id));
    }
  }
  // The ports stay, and go on costing.
  for (Connection* member : Members(call.world, *lag)) member->lag_id.clear();
  call.life.Deleted(*lag, call.now);
  return LagJson(call.world, *lag, call.account());
}

StatusOr<Json> AssociateConnection(OperationCall& call) {
  call.target = TextOf(call.in, "connectionId");
  IC_ASSIGN_OR_RETURN(Connection * connection, OwnConnection(call, call.target));
  IC_ASSIGN_OR_RETURN(const Lag* lag, LiveLag(call, TextOf(call.in, "lagId")));
  if (connection->lag_id == lag->id) return ConnectionJson(call.world, *connection, call.account());
  IC_RETURN_IF_ERROR(CheckCanJoin(call, *connection, *lag));
  const int most = MaxLinks(call.world.quotas, lag->bandwidth);
  if (static_cast<int>(Members(call.world, *lag).size()) >= most) {
    return ClientError(fmt::format("Lag {} has the maximum of {} connections", lag->id, most));
  }
  if (const Lag* from = call.world.lags.Find(connection->lag_id)) {
    IC_RETURN_IF_ERROR(CheckMinimumLinks(call.world, *from));  // its interfaces stay with that LAG
  } else {
    MoveInterfaces(call.world, connection->id, lag->id);
  }
  connection->lag_id = lag->id;
  connection->macsec_keys = lag->macsec_keys;  // its own are replaced
  connection->moving_until = call.now + call.life.MoveTime();
  return ConnectionJson(call.world, *connection, call.account());
}

StatusOr<Json> DisassociateConnection(OperationCall& call) {
  call.target = TextOf(call.in, "connectionId");
  const StatusOr<Connection*> connection = OwnConnection(call, call.target);
  if (!connection.ok()) return ClientError("Connection does not exist");
  const StatusOr<Lag*> lag = OwnLag(call, TextOf(call.in, "lagId"));
  if (!lag.ok()) return ClientError("Lag does not exist");
  if ((*connection)->lag_id != (*lag)->id) {
    return ClientError(fmt::format("Connection {} is not associated with Lag {}", call.target, (*lag)->id));
  }
  if ((*connection)->moving_until) {
    return ClientError(fmt::format("Connection {} is in a transitioning state.", call.target));
  }
  IC_RETURN_IF_ERROR(CheckMinimumLinks(call.world, **lag));
  (*connection)->lag_id.clear();
  return ConnectionJson(call.world, **connection, call.account());
}

}  // namespace

std::span<const Operation> LagOperations() {
  static constexpr Operation kOperations[] = {
      {"CreateLag", CreateLag},
      {"DescribeLags", DescribeLags},
      {"UpdateLag", UpdateLag},
      {"DeleteLag", DeleteLag},
      {"AssociateConnectionWithLag", AssociateConnection},
      {"DisassociateConnectionFromLag", DisassociateConnection},
  };
  return kOperations;
}

}  // namespace ic::sim::aws
