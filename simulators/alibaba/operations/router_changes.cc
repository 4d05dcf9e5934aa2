// Virtual border routers: modify, terminate, recover, delete.
#include <algorithm>

#include <fmt/format.h>

#include "simulators/alibaba/operations/routers.h"

namespace ic::sim::alibaba {
namespace {

Status WrongRouterState(const Router& router) {
  return ApiError("InvalidOperation.OperationNotAllowedInState",
                  fmt::format("The VBR is in state {}, which does not allow the operation.", router.life.state));
}

Status CheckTimers(const Input& in) {
  for (const char* name : {"MinTxInterval", "MinRxInterval"}) {
    if (in.Has(name) && (in.Number(name) < 200 || in.Number(name) > 1000)) {
      return Illegal(name, "it must be from 200 to 1000 milliseconds");
    }
  }
  if (in.Has("DetectMultiplier") && (in.Number("DetectMultiplier") < 3 || in.Number("DetectMultiplier") > 10)) {
    return Illegal("DetectMultiplier", "it must be from 3 to 10");
  }
  return OkStatus();
}

// "This value can be set only when the VBR is attached to an Express Connect Router", whichever it is.
Status CheckMtu(const Input& in, const Router& router) {
  if (!in.Has("Mtu")) return OkStatus();
  const std::int64_t mtu = in.Number("Mtu");
  if (mtu != 1500 && mtu != 8500) return Illegal("Mtu", "it must be 1500 or 8500");
  if (router.ecr_id.empty()) return Illegal("Mtu", "the VBR is not attached to an ECR");
  return OkStatus();
}

// AssociatedPhysicalConnections: a JSON list of further circuits and what is to change on them.
StatusOr<std::vector<Association>> ReadAssociations(const OperationCall& call, const Router& router) {
  std::vector<Association> changed = router.associations;
  if (!call.in.Has("AssociatedPhysicalConnections")) return changed;
  const Json list = Json::parse(call.in.Text("AssociatedPhysicalConnections"), nullptr, false);
  if (!list.is_array()) return Illegal("AssociatedPhysicalConnections", "it must be a JSON list");
  for (const Json& item : list) {
    if (!item.is_object()) return Illegal("AssociatedPhysicalConnections", "it must be a list of objects");
    Parameters fields;
    for (const auto& [name, value] : item.items())
      fields[name] = value.is_string() ? value.get<std::string>() : value.dump();
    const Input in(fields);
    const auto found = std::find_if(changed.begin(), changed.end(), [&](const Association& one) {
      return one.circuit_id == in.Text("PhysicalConnectionId");
    });
    if (found == changed.end()) {
      return ApiError("InvalidPhysicalConnectionId.NotFound", "The VBR is not associated with that connection.");
    }
    IC_ASSIGN_OR_RETURN(found->addresses, ReadAddresses(call, in, found->addresses));
    if (in.Has("VlanId")) {
      IC_RETURN_IF_ERROR(CheckVlan(call.world, found->circuit_id, in.Number("VlanId", -1), router.id));
      found->vlan = in.Number("VlanId");
    }
    if (in.Has("CircuitCode")) found->circuit_code = in.Text("CircuitCode");
  }
  return changed;
}

// A VBR that an account got from another is taken over by giving it addresses.
bool Accepts(const Router& router, const Input& in) {
  return router.life.state == "unconfirmed" && in.Has("LocalGatewayIp") && in.Has("PeerGatewayIp");
}

Status CheckModify(const OperationCall& call, const Router& router) {
  const Input& in = call.in;
  if (!router.life.Is({"active", "unconfirmed"})) return WrongRouterState(router);
  IC_RETURN_IF_ERROR(CheckRouterTexts(in));
  IC_RETURN_IF_ERROR(CheckRouterBandwidth(in));
  IC_RETURN_IF_ERROR(CheckTimers(in));
  IC_RETURN_IF_ERROR(CheckMtu(in, router));
  const Circuit* circuit = call.world.circuits.Find(router.circuit_id);
  const bool foreign = circuit == nullptr || circuit->owner != call.account();
  for (const char* name : {"VlanId", "CircuitCode"}) {
    if (in.Has(name) && foreign) {
      return ApiError(fmt::format("Forbidden.{}NotAllowedByCaller", name),
                      fmt::format("{} is the physical connection owner's to change.", name), 403);
    }
  }
  if (in.Has("VlanId") && in.Number("VlanId") != router.vlan) {
    return CheckVlan(call.world, router.circuit_id, in.Number("VlanId"), router.id);
  }
  return OkStatus();
}

bool TouchesAddresses(const Input& in) {
  for (const char* name : {"LocalGatewayIp", "PeerGatewayIp", "PeeringSubnetMask", "EnableIpv6", "LocalIpv6GatewayIp",
                           "PeerIpv6GatewayIp", "PeeringIpv6SubnetMask"}) {
    if (in.Has(name)) return true;
  }
  return false;
}

// Its owner's; or that of the circuit below it, who sets VLAN and circuit code, but neither name nor addresses.
StatusOr<Router*> FindForChange(OperationCall& call) {
  const Input& in = call.in;
  Router* router = call.world.routers.Find(in.Text("VbrId"));
  const Circuit* circuit = router == nullptr ? nullptr : OwnCircuit(call, router->circuit_id);
  if (circuit == nullptr || router->owner == call.account() || router->region != call.region) {
    return FindOwnRouter(call, in.Text("VbrId"));
  }
  call.target = router->id;
  IC_RETURN_IF_ERROR(RefuseOwners(in));
  return router;
}

// What speaks it goes first.
Status CheckIpv6Off(const World& world, const Router& router, const Addresses& then) {
  if (!router.addresses.ipv6 || then.ipv6) return OkStatus();
  for (const Group* group : GroupsOf(world, router.id)) {
    if (group->ip_version == "IPv6") {
      return ApiError("DependencyViolation.BgpGroup", "The VBR still has a BGP group of IPv6.");
    }
  }
  return OkStatus();
}

StatusOr<Json> ModifyVirtualBorderRouterAttribute(OperationCall& call) {
  const Input& in = call.in;
  IC_ASSIGN_OR_RETURN(Router * router, FindForChange(call));
  IC_RETURN_IF_ERROR(CheckModify(call, *router));
  Addresses addresses = router->addresses;
  if (TouchesAddresses(in)) {
    IC_ASSIGN_OR_RETURN(addresses, ReadAddresses(call, in, addresses));
    IC_RETURN_IF_ERROR(CheckIpv6Off(call.world, *router, addresses));
  }
  IC_ASSIGN_OR_RETURN(router->associations, ReadAssociations(call, *router));
  router->addresses = addresses;
  if (Accepts(*router, in)) {
    router->life.Enter("active");
    router->activated = call.now;
  }
  const auto text = [&](const char* name, std::string& target) {
    if (in.Has(name)) target = in.Text(name);
  };
  const auto number = [&](const char* name, std::int64_t& target) {
    if (in.Has(name)) target = in.Number(name);
  };
  text("Name", router->name);
  text("Description", router->description);
  text("CircuitCode", router->circuit_code);
  number("VlanId", router->vlan);
  number("Bandwidth", router->bandwidth);
  number("MinTxInterval", router->min_tx);
  number("MinRxInterval", router->min_rx);
  number("DetectMultiplier", router->multiplier);
  number("Mtu", router->mtu);
  if (in.Has("SitelinkEnable")) router->sitelink = in.Flag("SitelinkEnable");
  return Json::object();
}

StatusOr<Json> UpdateVirtualBorderBandwidth(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Router * router, FindOwnRouter(call, call.in.Text("VirtualBorderRouterId")));
  if (router->life.state != "active") return WrongRouterState(*router);
  IC_RETURN_IF_ERROR(CheckRouterBandwidth(call.in));
  router->bandwidth = call.in.Number("Bandwidth");
  // The one operation whose success has a Code.
  return Json{{"Code", "200"}, {"Message", "successful"}, {"Success", true}, {"HttpStatusCode", 200}};
}

// Terminating and recovering are the circuit owner's.
StatusOr<Router*> OnOwnCircuit(OperationCall& call) {
  call.target = call.in.Text("VbrId");
  Router* router = call.world.routers.Find(call.target);
  const Circuit* circuit = router == nullptr ? nullptr : call.world.circuits.Find(router->circuit_id);
  const bool seen = router != nullptr && router->region == call.region &&
                    (router->owner == call.account() || (circuit != nullptr && circuit->owner == call.account()));
  if (!seen) return ApiError("InvalidVbrId.NotFound", "The VbrId provided does not exist.", 404);
  if (circuit == nullptr || circuit->owner != call.account()) {
    return ApiError("Forbidden.OperationNotAllowedByUser", "Only the physical connection's owner may do this.", 403);
  }
  return router;
}

StatusOr<Json> TerminateVirtualBorderRouter(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Router * router, OnOwnCircuit(call));
  if (router->life.state != "active") return WrongRouterState(*router);
  call.life.Terminating(*router, call.now);
  return Json::object();
}

StatusOr<Json> RecoverVirtualBorderRouter(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Router * router, OnOwnCircuit(call));
  const Circuit* circuit = call.world.circuits.Find(router->circuit_id);
  if (router->life.state != "terminated" || circuit == nullptr || circuit->life.state != "Enabled") {
    return WrongRouterState(*router);
  }
  call.life.Recovering(*router, call.now);
  return Json::object();
}

Status CheckEmpty(const World& world, const Router& router) {
  for (const auto& interface : world.interfaces.items()) {
    if (interface->router_id == router.id) {
      return ApiError("InvalidOperation.RouterInterfaceNotDeleted", "The VBR still has a router interface.");
    }
  }
  if (!router.associations.empty()) {
    return ApiError("InvalidStatus.NotAllowed", "The VBR is still associated with a further physical connection.");
  }
  for (const auto& pair : world.failover_groups.items()) {
    if (pair->router_id == router.id || pair->peer_router_id == router.id) {
      return ApiError("InvalidStatus.NotAllowed", "The VBR is still in a failover group.");
    }
  }
  if (!GroupsOf(world, router.id).empty()) {
    return ApiError("DependencyViolation.BgpGroup",
                    "The specified resource of VBR depends on BgpGroup, so the operation "
                    "cannot be completed.");
  }
  if (!RoutesOf(world, router.route_table).empty()) {
    return ApiError("DependencyViolation.RouterInterfaceReferedByRouteEntry",
                    "The VBR's route table still has custom route entries.");
  }
  if (!NetworksOf(world, router.id).empty()) {
    return ApiError("DependencyViolation.BgpNetwork", "The VBR still announces BGP networks.");
  }
  return OkStatus();
}

StatusOr<Json> DeleteVirtualBorderRouter(OperationCall& call) {
  call.target = call.in.Text("VbrId");
  Router* router = OwnRouter(call, call.target);
  if (router == nullptr) {
    // The circuit's owner may take back what was not accepted.
    IC_ASSIGN_OR_RETURN(router, OnOwnCircuit(call));
    if (router->life.state != "unconfirmed") {
      return ApiError("Forbidden.OperationNotAllowedByUser", "The VBR belongs to another account.", 403);
    }
  }
  if (!router->life.Is({"unconfirmed", "active", "terminated"})) return WrongRouterState(*router);
  IC_RETURN_IF_ERROR(CheckEmpty(call.world, *router));
  call.life.Deleting(*router, call.now);
  return Json::object();
}

}  // namespace

std::span<const Operation> RouterChangeOperations() {
  static constexpr Operation kOperations[] = {
      {"ModifyVirtualBorderRouterAttribute", ModifyVirtualBorderRouterAttribute},
      {"UpdateVirtualBorderBandwidth", UpdateVirtualBorderBandwidth},
      {"TerminateVirtualBorderRouter", TerminateVirtualBorderRouter},
      {"RecoverVirtualBorderRouter", RecoverVirtualBorderRouter},
      {"DeleteVirtualBorderRouter", DeleteVirtualBorderRouter},
  };
  return kOperations;
}

}  // namespace ic::sim::alibaba
