// Virtual border routers: create and list.
#include "simulators/alibaba/operations/routers.h"

#include <algorithm>

#include <fmt/format.h>

#include "simulators/alibaba/world/render.h"

namespace ic::sim::alibaba {
namespace {

// Another VBR of the circuit that has just been made is still being worked on.
constexpr Duration kBusy = std::chrono::seconds(2);

StatusOr<Circuit*> CircuitFor(const OperationCall& call) {
  Circuit* circuit = OwnCircuit(call, call.in.Text("PhysicalConnectionId"));
  if (circuit == nullptr) {
    return ApiError("InvalidPhysicalConnectionId.NotFound", "The PhysicalConnectionId provided does not exist.");
  }
  if (circuit->life.state != "Enabled" || circuit->business_status != "Normal") {
    return ApiError("InvalidPhysicalConnectionId.NotEnabled", "The physical connection is not Enabled.");
  }
  return circuit;
}

Status CheckCircuit(const OperationCall& call, const Circuit& circuit, const std::string& owner) {
  int own = 0;
  for (const Router* other : RoutersOn(call.world, circuit.id)) {
    if (other->owner == owner) ++own;
    if (call.options.lifecycle && call.now < other->created + kBusy) {
      return ApiError("TaskConflict", "The physical connection is busy with another task; try again later.");
    }
  }
  if (own >= call.world.quotas.routers_per_circuit) {
    return ApiError("QuotaExceeded.vbrPerpConn", "The quota of VBRs on the physical connection is exceeded.");
  }
  return CheckVlan(call.world, circuit.id, call.in.Number("VlanId"), "");
}

StatusOr<Json> CreateVirtualBorderRouter(OperationCall& call) {
  const Input& in = call.in;
  const std::string owner = in.Has("VbrOwnerId") ? in.Text("VbrOwnerId") : call.account();
  const bool foreign = owner != call.account();
  if (foreign && owner != kAccount && owner != kPartnerAccount) {
    return ApiError("InvalidVbrOwnerId.NotFound", "The VbrOwnerId provided does not exist.", 404);
  }
  IC_ASSIGN_OR_RETURN(const Circuit* circuit, CircuitFor(call));
  Router router{.owner = owner,
                .region = call.region,
                .circuit_id = circuit->id,
                .name = in.Text("Name"),
                .description = in.Text("Description"),
                .circuit_code = in.Text("CircuitCode"),
                .resource_group = in.Text("ResourceGroupId"),
                .vlan = in.Number("VlanId"),
                .bandwidth = in.Number("Bandwidth"),
                .created = call.now};
  if (foreign) {
    IC_RETURN_IF_ERROR(RefuseOwners(in));
  } else {
    IC_RETURN_IF_ERROR(CheckRouterTexts(in));
    IC_ASSIGN_OR_RETURN(router.addresses, ReadAddresses(call, in, {}));
  }
  IC_RETURN_IF_ERROR(CheckRouterBandwidth(in));
  IC_ASSIGN_OR_RETURN(router.tags, ReadTags(call, "Tags"));
  IC_RETURN_IF_ERROR(CheckCircuit(call, *circuit, owner));
  router.id = call.world.NewId("vbr");
  router.route_table = call.world.NewId("vtb");
  router.vlan_interface = call.world.NewId("ri");
  router.life.state = foreign ? "unconfirmed" : "active";
  if (!foreign) router.activated = call.now;
  call.target = router.id;
  return Json{{"VbrId", call.world.routers.Add(std::move(router)).id}};
}

std::string RouterFilterValue(const World& world, const Router& router, std::string_view key) {
  if (key == "PhysicalConnectionId") return router.circuit_id;
  if (key == "VbrId") return router.id;
  if (key == "Status") return router.life.state;
  if (key == "Name") return router.name;
  if (key == "type") return "pconnVBR";
  if (key == "eccId") return "";
  const Circuit* circuit = world.circuits.Find(router.circuit_id);
  return circuit == nullptr ? "" : circuit->access_point;
}

// The caller's, and with IncludeCrossAccountVbr those of others on the caller's circuits.
bool Shown(const OperationCall& call, const Router& router) {
  if (router.region != call.region) return false;
  if (router.owner == call.account()) return true;
  const Circuit* circuit = call.world.circuits.Find(router.circuit_id);
  return call.in.Flag("IncludeCrossAccountVbr") && circuit != nullptr && circuit->owner == call.account();
}

StatusOr<Json> DescribeVirtualBorderRouters(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const Filters filters, ReadFilters(call, {"PhysicalConnectionId", "VbrId", "Status", "Name",
                                                                "AccessPointId", "eccId", "type"}));
  std::vector<const Router*> list;
  const std::string group = call.in.Text("ResourceGroupId");
  for (const auto& router : call.world.routers.items()) {
    if (!Shown(call, *router) || !HasTags(call, router->tags)) continue;
    if (!group.empty() && router->resource_group != group) continue;
    if (!Matches(filters, [&](std::string_view key) { return RouterFilterValue(call.world, *router, key); })) continue;
    list.push_back(router.get());
  }
  return NumberedPage(call, "VirtualBorderRouterSet", "VirtualBorderRouterType", list,
                      [&](const Router& router) { return RouterJson(call.world, router); });
}

StatusOr<Json> DescribeVirtualBorderRoutersForPhysicalConnection(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const Circuit* circuit, FindOwnCircuit(call, call.in.Text("PhysicalConnectionId")));
  IC_ASSIGN_OR_RETURN(const Filters filters, ReadFilters(call, {"VbrId", "Status", "Name", "VbrOwnerId", "VlanId"}));
  Json list = Json::array();
  for (const Router* router : RoutersOn(call.world, circuit->id)) {
    const bool matches = Matches(filters, [&](std::string_view key) {
      if (key == "VbrOwnerId") return router->owner;
      if (key == "VlanId") return std::to_string(router->vlan);
      return RouterFilterValue(call.world, *router, key);
    });
    if (matches) list.push_back(RouterOnCircuitJson(*router));
  }
  return NumberedPage(call, "VirtualBorderRouterForPhysicalConnectionSet",
                      "VirtualBorderRouterForPhysicalConnectionType", std::move(list));
}

}  // namespace

std::span<const Operation> RouterOperations() {
  static constexpr Operation kOperations[] = {
      {"CreateVirtualBorderRouter", CreateVirtualBorderRouter},
      {"DescribeVirtualBorderRouters", DescribeVirtualBorderRouters},
      {"DescribeVirtualBorderRoutersForPhysicalConnection", DescribeVirtualBorderRoutersForPhysicalConnection},
  };
  return kOperations;
}

}  // namespace ic::sim::alibaba
