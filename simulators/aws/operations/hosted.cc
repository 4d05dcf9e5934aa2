// Hosted connections: what a partner makes on its interconnect or LAG for another account.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "simulators/aws/operations/operation.h"
#include "simulators/aws/operations/ports.h"
#include "simulators/aws/world/render.h"

namespace ic::sim::aws {
namespace {

constexpr std::array<std::string_view, 11> kBandwidths = {
    "50Mbps", "100Mbps", "200Mbps", "300Mbps", "400Mbps", "500Mbps", "1Gbps", "2Gbps", "5Gbps", "10Gbps", "25Gbps"};

std::vector<Connection*> HostedOn(const World& world, std::string_view parent) {
  std::vector<Connection*> found;
  for (const auto& connection : world.connections.items()) {
    if (connection->parent_id == parent && connection->hosted()) found.push_back(connection.get());
  }
  return found;
}

Status CheckVlanFree(const World& world, std::string_view parent, int vlan) {
  for (const Connection* other : HostedOn(world, parent)) {
    if (*other->vlan == vlan && !other->life.Is({"deleting", "deleted", "rejected"})) {
      return ClientError(fmt::format("VLAN {} is already in use", vlan));
    }
  }
  return OkStatus();
}

StatusOr<Connection*> AllocateHosted(OperationCall& call, const std::string& parent_id) {
  IC_RETURN_IF_ERROR(CheckPartner(call));
  IC_ASSIGN_OR_RETURN(const Port parent, OwnPort(call, parent_id));
  if (parent.hosted() || !parent.life().Is({"available", "down"})) {
    return ClientError("The specified Connection ID is not available");
  }
  const std::string owner = TextOf(call.in, "ownerAccount");
  const std::string bandwidth = TextOf(call.in, "bandwidth");
  const auto vlan = static_cast<int>(NumberOf(call.in, "vlan"));
  IC_RETURN_IF_ERROR(CheckAccountId(owner));
  IC_RETURN_IF_ERROR(CheckName("Connection name", TextOf(call.in, "connectionName"), 200));
  if (std::find(kBandwidths.begin(), kBandwidths.end(), bandwidth) == kBandwidths.end()) {
    return ClientError(fmt::format("Bandwidth {} is not available for a hosted connection", bandwidth));
  }
  if (vlan < 1 || vlan > 4094) return ClientError(fmt::format("VLAN {} is invalid: it must be from 1 to 4094", vlan));
  IC_RETURN_IF_ERROR(CheckVlanFree(call.world, parent.id(), vlan));
  Connection hosted{.id = call.world.NewId("dxcon"),
                    .name = TextOf(call.in, "connectionName"),
                    .owner = owner,
                    .region = call.region(),
                    .location = parent.location(),
                    .bandwidth = bandwidth,
                    .vlan = vlan,
                    .partner_name = "Simulated Partner",
                    .parent_id = parent.id(),
                    .device = parent.device()};
  hosted.life.state = "ordering";
  IC_ASSIGN_OR_RETURN(hosted.tags, ReadTags(call.in, "tags"));
  call.target = hosted.id;
  return &call.world.connections.Add(std::move(hosted));
}

StatusOr<Json> AllocateHosted(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const Connection* hosted, AllocateHosted(call, TextOf(call.in, "connectionId")));
  return ConnectionJson(call.world, *hosted, call.account());
}

StatusOr<Json> AllocateOnInterconnect(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const Connection* hosted, AllocateHosted(call, TextOf(call.in, "interconnectId")));
  return ConnectionJson(call.world, *hosted, call.account());
}

StatusOr<Json> List(OperationCall& call, const std::string& parent_id) {
  call.target = parent_id;
  const StatusOr<Port> parent = OwnPort(call, parent_id);
  if (!parent.ok() || parent->hosted()) {
    return ClientError(
        fmt::format("{} DescribeHostedConnections failed for connection {} doesn't exist.", call.account(), parent_id));
  }
  Json list = Json::array();
  for (const Connection* hosted : HostedOn(call.world, parent_id)) {
    list.push_back(ConnectionJson(call.world, *hosted, call.account()));
  }
  return Page(call, "connections", std::move(list));
}

StatusOr<Json> DescribeHosted(OperationCall& call) { return List(call, TextOf(call.in, "connectionId")); }
StatusOr<Json> DescribeOnInterconnect(OperationCall& call) { return List(call, TextOf(call.in, "interconnectId")); }

// A hosted connection moves with its interface to another interconnect or LAG of the partner.
StatusOr<Json> AssociateHosted(OperationCall& call) {
  IC_RETURN_IF_ERROR(CheckPartner(call));
  call.target = TextOf(call.in, "connectionId");
  Connection* hosted = call.world.connections.Find(call.target);
  if (hosted == nullptr || !hosted->hosted() || hosted->region != call.region()) {
    return ClientError(fmt::format("Could not find Connection with ID {}", call.target));
  }
  IC_RETURN_IF_ERROR(OwnPort(call, hosted->parent_id).status());
  IC_ASSIGN_OR_RETURN(const Port parent, OwnPort(call, TextOf(call.in, "parentConnectionId")));
  if (parent.id() != hosted->parent_id) IC_RETURN_IF_ERROR(CheckVlanFree(call.world, parent.id(), *hosted->vlan));
  hosted->parent_id = parent.id();
  hosted->location = parent.location();
  hosted->device = parent.device();
  return ConnectionJson(call.world, *hosted, call.account());
}

}  // namespace

std::span<const Operation> HostedOperations() {
  static constexpr Operation kOperations[] = {
      {"AllocateHostedConnection", AllocateHosted},   {"AllocateConnectionOnInterconnect", AllocateOnInterconnect},
      {"DescribeHostedConnections", DescribeHosted},  {"DescribeConnectionsOnInterconnect", DescribeOnInterconnect},
      {"AssociateHostedConnection", AssociateHosted},
  };
  return kOperations;
}

}  // namespace ic::sim::aws
