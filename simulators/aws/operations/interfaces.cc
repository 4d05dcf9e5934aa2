// Virtual interfaces: make, allocate for another account, accept, list and delete.
#include "simulators/aws/operations/interfaces.h"

#include <fmt/format.h>

#include "simulators/aws/operations/interface_rules.h"
#include "simulators/aws/operations/rate_limits.h"
#include "simulators/aws/world/render.h"

namespace ic::sim::aws {
namespace {

// Puts a checked interface into the world: waiting for its owner, for AWS's review, or being built.
VirtualInterface& Begin(OperationCall& call, VirtualInterface made, bool confirming) {
  VirtualInterface& interface = call.world.interfaces.Add(std::move(made));
  if (confirming) {
    interface.life.state = "confirming";
    interface.peers.front().life.state = interface.type == "public" ? "verifying" : "pending";
  } else {
    BeginBuilding(call, interface);
  }
  return interface;
}

StatusOr<Json> CreateInterface(OperationCall& call, std::string_view type, std::string_view member) {
  IC_ASSIGN_OR_RETURN(const Port port, OwnPort(call, TextOf(call.in, "connectionId")));
  const Json& in = call.in.at(std::string(member));
  IC_RETURN_IF_ERROR(CheckGateways(call, type, TextOf(in, "virtualGatewayId"), TextOf(in, "directConnectGatewayId")));
  IC_ASSIGN_OR_RETURN(VirtualInterface made, ReadInterface(call, port, type, in));
  return InterfaceJson(call.world, Begin(call, std::move(made), false), call.account());
}

StatusOr<Json> AllocateInterface(OperationCall& call, std::string_view type, std::string_view member) {
  const std::string owner = TextOf(call.in, "ownerAccount");
  IC_RETURN_IF_ERROR(CheckAccountId(owner));
  IC_ASSIGN_OR_RETURN(const Port port, OwnPort(call, TextOf(call.in, "connectionId")));
  IC_ASSIGN_OR_RETURN(VirtualInterface made, ReadInterface(call, port, type, call.in.at(std::string(member))));
  made.owner = owner;
  return InterfaceJson(call.world, Begin(call, std::move(made), true), call.account());
}

StatusOr<Json> WrappedInterface(StatusOr<Json> interface) {
  if (!interface.ok()) return interface;
  return Json{{"virtualInterface", *std::move(interface)}};
}

StatusOr<Json> CreatePrivate(OperationCall& call) {
  return CreateInterface(call, "private", "newPrivateVirtualInterface");
}
StatusOr<Json> CreatePublic(OperationCall& call) {
  return CreateInterface(call, "public", "newPublicVirtualInterface");
}
StatusOr<Json> CreateTransit(OperationCall& call) {
  return WrappedInterface(CreateInterface(call, "transit", "newTransitVirtualInterface"));
}
StatusOr<Json> AllocatePrivate(OperationCall& call) {
  return AllocateInterface(call, "private", "newPrivateVirtualInterfaceAllocation");
}
StatusOr<Json> AllocatePublic(OperationCall& call) {
  return AllocateInterface(call, "public", "newPublicVirtualInterfaceAllocation");
}
StatusOr<Json> AllocateTransit(OperationCall& call) {
  return WrappedInterface(AllocateInterface(call, "transit", "newTransitVirtualInterfaceAllocation"));
}

StatusOr<Json> Confirm(OperationCall& call, std::string_view type) {
  call.target = TextOf(call.in, "virtualInterfaceId");
  IC_ASSIGN_OR_RETURN(VirtualInterface * interface, OwnInterface(call, call.target));
  if (interface->type != type) {
    return ClientError(fmt::format("Virtual Interface {} is of type {}", interface->id, interface->type));
  }
  if (interface->life.state != "confirming") {
    return ClientError(
        fmt::format("Virtual Interface {} cannot be confirmed in state {}", interface->id, interface->life.state));
  }
  const std::string gateway_id = TextOf(call.in, "virtualGatewayId");
  const std::string dx_gateway_id = TextOf(call.in, "directConnectGatewayId");
  IC_RETURN_IF_ERROR(CheckGateways(call, type, gateway_id, dx_gateway_id));
  VirtualInterface wanted = *interface;
  wanted.dx_gateway_id = dx_gateway_id;
  IC_RETURN_IF_ERROR(TakePrefixes(call, interface, wanted));
  interface->gateway_id = gateway_id;
  interface->dx_gateway_id = dx_gateway_id;
  BeginBuilding(call, *interface);
  return Json{{"virtualInterfaceState", interface->life.state}};
}

StatusOr<Json> ConfirmPrivate(OperationCall& call) { return Confirm(call, "private"); }
StatusOr<Json> ConfirmPublic(OperationCall& call) { return Confirm(call, "public"); }
StatusOr<Json> ConfirmTransit(OperationCall& call) { return Confirm(call, "transit"); }

// An id that is not there gives an empty list, unlike connections and LAGs.
StatusOr<Json> DescribeInterfaces(OperationCall& call) {
  const std::string id = TextOf(call.in, "virtualInterfaceId");
  const std::string connection_id = TextOf(call.in, "connectionId");
  call.target = id.empty() ? connection_id : id;
  Json list = Json::array();
  for (const auto& interface : call.world.interfaces.items()) {
    if (!Visible(call, *interface)) continue;
    if (!id.empty() && interface->id != id) continue;
    if (!connection_id.empty() && interface->connection_id != connection_id) continue;
    list.push_back(InterfaceJson(call.world, *interface, call.account()));
  }
  return Page(call, "virtualInterfaces", std::move(list));
}

StatusOr<Json> DeleteInterface(OperationCall& call) {
  call.target = TextOf(call.in, "virtualInterfaceId");
  IC_ASSIGN_OR_RETURN(VirtualInterface * interface, VisibleInterface(call, call.target));
  if (interface->life.Is({"deleted", "rejected"})) {
    return ClientError(fmt::format("Virtual Interface {} does not exist", interface->id));
  }
  if (interface->life.state != "deleting") call.life.Deleting(*interface, call.now);
  return Json{{"virtualInterfaceState", interface->life.state}};
}

}  // namespace

std::span<const Operation> InterfaceOperations() {
  static constexpr Operation kOperations[] = {
      {"CreatePrivateVirtualInterface", CreatePrivate},   {"CreatePublicVirtualInterface", CreatePublic},
      {"CreateTransitVirtualInterface", CreateTransit},   {"AllocatePrivateVirtualInterface", AllocatePrivate},
      {"AllocatePublicVirtualInterface", AllocatePublic}, {"AllocateTransitVirtualInterface", AllocateTransit},
      {"ConfirmPrivateVirtualInterface", ConfirmPrivate}, {"ConfirmPublicVirtualInterface", ConfirmPublic},
      {"ConfirmTransitVirtualInterface", ConfirmTransit}, {"DescribeVirtualInterfaces", DescribeInterfaces},
      {"DeleteVirtualInterface", DeleteInterface},
  };
  return kOperations;
}

bool Visible(const OperationCall& call, const VirtualInterface& interface) {
  if (interface.region != call.region()) return false;
  return interface.owner == call.account() || PortOwner(call.world, interface) == call.account();
}

StatusOr<VirtualInterface*> VisibleInterface(const OperationCall& call, std::string_view id) {
  VirtualInterface* found = call.world.interfaces.Find(id);
  if (found == nullptr || !Visible(call, *found)) {
    return ClientError(fmt::format("Virtual Interface {} does not exist", id));
  }
  return found;
}

StatusOr<VirtualInterface*> OwnInterface(const OperationCall& call, std::string_view id) {
  IC_ASSIGN_OR_RETURN(VirtualInterface * found, VisibleInterface(call, id));
  if (found->owner != call.account()) {
    return ClientError(fmt::format("Virtual Interface {} is not owned by account {}", id, call.account()));
  }
  return found;
}

void BeginBuilding(OperationCall& call, VirtualInterface& interface) {
  if (interface.type == "public" && !interface.reviewed) {
    call.life.Verifying(interface);
    return;
  }
  call.life.Pending(interface, call.now);
  for (BgpPeer& peer : interface.peers) call.life.Pending(interface, peer, call.now);
}

}  // namespace ic::sim::aws
