// Further circuits of a VBR, and failover groups of two VBRs.
#include <algorithm>

#include <fmt/format.h>

#include "base/time_text.h"
#include "simulators/alibaba/operations/routers.h"
#include "simulators/alibaba/world/render.h"

namespace ic::sim::alibaba {
namespace {

StatusOr<Json> AssociatePhysicalConnectionToVirtualBorderRouter(OperationCall& call) {
  const Input& in = call.in;
  IC_ASSIGN_OR_RETURN(Router * router, FindOwnRouter(call, in.Text("VbrId")));
  const Circuit* circuit = OwnCircuit(call, in.Text("PhysicalConnectionId"));
  if (circuit == nullptr) {
    return ApiError("InvalidPhysicalConnectionId.NotFound", "The PhysicalConnectionId provided does not exist.");
  }
  if (circuit->life.state != "Enabled") {
    return ApiError("InvalidStatus.StatusNotEnabled", "The physical connection is not Enabled.");
  }
  if (router->life.state != "active") return ApiError("InvalidStatus.NotAllowed", "The VBR is not active.");
  const bool already = std::any_of(router->associations.begin(), router->associations.end(),
                                   [&](const Association& one) { return one.circuit_id == circuit->id; });
  if (already || circuit->id == router->circuit_id) {
    return ApiError("PHYSICAL_NOT_ALLOW_ASSOCIATE_VBR", "The VBR has that physical connection already.");
  }
  if (static_cast<int>(router->associations.size()) >= call.world.quotas.associations_per_router) {
    return ApiError("EXCEED_ASSOCIATE_MAX_NUM", "The VBR has as many physical connections as it can have.");
  }
  const auto vlan = ReadNumber(in.Text("VlanId"));
  if (!vlan) return ApiError("InvalidVlanId.Malformed", "VlanId must be from 0 to 2999.");
  IC_RETURN_IF_ERROR(CheckVlan(call.world, circuit->id, *vlan, ""));
  Association association{.circuit_id = circuit->id,
                          .vlan = *vlan,
                          .vlan_interface = call.world.NewId("ri"),
                          .circuit_code = in.Text("CircuitCode")};
  IC_ASSIGN_OR_RETURN(association.addresses, ReadAddresses(call, in, {}));
  router->associations.push_back(std::move(association));
  return Json::object();
}

StatusOr<Json> UnassociatePhysicalConnectionFromVirtualBorderRouter(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Router * router, FindOwnRouter(call, call.in.Text("VbrId")));
  const std::string id = call.in.Text("PhysicalConnectionId");
  const std::size_t removed =
      std::erase_if(router->associations, [&](const Association& one) { return one.circuit_id == id; });
  if (removed == 0) {
    return ApiError("InvalidPhysicalConnectionId.NotFound", "The VBR is not associated with that physical connection.");
  }
  return Json::object();
}

bool Paired(const World& world, std::string_view router_id) {
  return std::any_of(
      world.failover_groups.items().begin(), world.failover_groups.items().end(),
      [&](const auto& group) { return group->router_id == router_id || group->peer_router_id == router_id; });
}

StatusOr<Json> CreateVbrHa(OperationCall& call) {
  const Input& in = call.in;
  IC_ASSIGN_OR_RETURN(const Router* router, FindOwnRouter(call, in.Text("VbrId")));
  const Router* other = OwnRouter(call, in.Text("PeerVbrId"));
  if (other == nullptr || other == router) {
    return ApiError("InvalidPeerVbrId.NotFound", "The PeerVbrId provided does not exist.", 404);
  }
  if (router->life.state != "active" || other->life.state != "active") {
    return ApiError("InvalidVBRStatus", "Both VBRs must be active.");
  }
  if (Paired(call.world, router->id) || Paired(call.world, other->id)) {
    return ApiError("InvalidStatus.NotAllowed", "One of the VBRs is in a failover group already.");
  }
  if (in.Flag("DryRun")) return ApiError("DryRunOperation", "The dry run passed; nothing was changed.");
  FailoverGroup& group = call.world.failover_groups.Add({.id = call.world.NewId("vbrha"),
                                                         .owner = call.account(),
                                                         .region = call.region,
                                                         .router_id = router->id,
                                                         .peer_router_id = other->id,
                                                         .name = in.Text("Name"),
                                                         .description = in.Text("Description"),
                                                         .created = call.now});
  call.life.Starting(group.life, "Creating", "Active", call.now);
  call.target = group.id;
  return Json{{"VbrHaId", group.id}};
}

// Without a match an answer without members, as of something that is not there.
StatusOr<Json> DescribeVbrHa(OperationCall& call) {
  for (const auto& group : call.world.failover_groups.items()) {
    const std::string id = call.in.Text("VbrHaId");
    const std::string router = call.in.Text("VbrId");
    if (group->owner != call.account() || group->region != call.region) continue;
    if ((!id.empty() && id != group->id) || (!router.empty() && router != group->router_id)) continue;
    return Json{{"VbrHaId", group->id},
                {"VbrId", group->router_id},
                {"PeerVbrId", group->peer_router_id},
                {"Name", group->name},
                {"Description", group->description},
                {"RegionId", group->region},
                {"Status", group->life.state},
                {"CreationTime", IsoTime(group->created)}};
  }
  return Json::object();
}

StatusOr<Json> DeleteVbrHa(OperationCall& call) {
  call.target = call.in.Text("InstanceId");
  FailoverGroup* group = call.world.failover_groups.Find(call.target);
  if (group == nullptr || group->owner != call.account()) {
    return ApiError("InvalidVbrHaId.NotFound", "The specified failover group does not exist.", 404);
  }
  if (group->life.state != "Active") return ApiError("InvalidStatus.NotAllowed", "The failover group is not Active.");
  call.life.Deleting(group->life, call.now);
  return Json::object();
}

}  // namespace

std::span<const Operation> AssociationOperations() {
  static constexpr Operation kOperations[] = {
      {"AssociatePhysicalConnectionToVirtualBorderRouter", AssociatePhysicalConnectionToVirtualBorderRouter},
      {"UnassociatePhysicalConnectionFromVirtualBorderRouter", UnassociatePhysicalConnectionFromVirtualBorderRouter},
      {"CreateVbrHa", CreateVbrHa},
      {"DescribeVbrHa", DescribeVbrHa},
      {"DeleteVbrHa", DeleteVbrHa},
  };
  return kOperations;
}

}  // namespace ic::sim::alibaba
