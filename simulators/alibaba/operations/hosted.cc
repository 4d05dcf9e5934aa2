// Hosted ("virtual", "shared") circuits: a partner makes them on a circuit of its own for another account.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "simulators/alibaba/operations/circuits.h"
#include "simulators/alibaba/operations/routers.h"
#include "simulators/alibaba/world/render.h"

namespace ic::sim::alibaba {
namespace {

constexpr std::array<std::pair<std::string_view, std::int64_t>, 11> kSpecs = {{
    {"50M", 50},
    {"100M", 100},
    {"200M", 200},
    {"300M", 300},
    {"400M", 400},
    {"500M", 500},
    {"1G", 1000},
    {"2G", 2000},
    {"5G", 5000},
    {"8G", 8000},
    {"10G", 10000},
}};

std::optional<std::int64_t> Megabits(std::string_view spec) {
  for (const auto& [name, megabits] : kSpecs) {
    if (name == spec) return megabits;
  }
  return std::nullopt;
}

// "DRYRUN.SUCCESS" is an error to a client: nothing was made.
Status DryRunPassed() { return ApiError("DRYRUN.SUCCESS", "The dry run passed; nothing was changed."); }

std::vector<Circuit*> HostedOn(const World& world, std::string_view parent) {
  std::vector<Circuit*> found;
  for (const auto& circuit : world.circuits.items()) {
    if (circuit->parent_id == parent && circuit->vpconn_status != "Deleted") found.push_back(circuit.get());
  }
  return found;
}

StatusOr<Circuit*> Parent(const OperationCall& call, const std::string& id) {
  Circuit* parent = OwnCircuit(call, id);
  if (parent == nullptr || parent->hosted()) {
    return ApiError("ResourceNotFound.PhysicalConnectionId", "The specified physical connection does not exist.", 404);
  }
  if (parent->life.state != "Enabled") {
    return ApiError("IncorrectStatus.PhysicalConnection", "The physical connection is not Enabled.");
  }
  return parent;
}

Status CheckRoomOnCircuit(const OperationCall& call, const Circuit& parent, std::int64_t megabits) {
  const std::vector<Circuit*> others = HostedOn(call.world, parent.id);
  if (static_cast<int>(others.size()) >= call.world.quotas.hosted_per_circuit) {
    return ApiError("QuotaExceeded.VirtualPhysicalConnection",
                    "The quota of hosted connections on the physical connection is exceeded.");
  }
  std::int64_t used = 0;
  for (const Circuit* other : others) used += other->bandwidth;
  if (parent.bandwidth != 0 && used + megabits > parent.bandwidth) {
    return ApiError("InvalidParameter.Spec",
                    fmt::format("Only {} Mbit/s of the physical connection are left.", parent.bandwidth - used));
  }
  return OkStatus();
}

Circuit Offer(const OperationCall& call, const Circuit& parent, std::string owner) {
  Circuit hosted{.id = call.world.NewId("pc"),
                 .owner = std::move(owner),
                 .region = parent.region,
                 .access_point = parent.access_point,
                 .line_operator = parent.line_operator,
                 .port_type = parent.port_type,
                 .created = call.now,
                 .parent_id = parent.id,
                 .parent_owner = parent.owner,
                 .vpconn_status = "UnConfirmed"};
  hosted.life.state = "Allocated";
  return hosted;
}

Status CheckOrderMode(const std::string& mode) {
  if (mode == "PayByPhysicalConnectionOwner" || mode == "PayByVirtualPhysicalConnectionOwner") return OkStatus();
  return Illegal("OrderMode", "it must be PayByPhysicalConnectionOwner or PayByVirtualPhysicalConnectionOwner");
}

StatusOr<Json> CreateVirtualPhysicalConnection(OperationCall& call) {
  const Input& in = call.in;
  call.target = in.Text("PhysicalConnectionId");
  IC_ASSIGN_OR_RETURN(const Circuit* parent, Parent(call, call.target));
  const auto megabits = Megabits(in.Text("Spec"));
  if (!megabits) return Illegal("Spec", "it must be 50M, 100M, 200M, 300M, 400M, 500M, 1G, 2G, 5G, 8G or 10G");
  IC_RETURN_IF_ERROR(CheckOrderMode(in.Text("OrderMode")));
  const std::string tenant = in.Text("VpconnAliUid");
  if (tenant != kAccount && tenant != kPartnerAccount) {
    return ApiError("InvalidParameter.VpconnAliUid", "The account VpconnAliUid does not exist.");
  }
  if (in.Has("Name") && !GoodName(in.Text("Name"))) return ApiError("InvalidName.Malformed", "The name is not valid.");
  IC_RETURN_IF_ERROR(CheckVlan(call.world, parent->id, in.Number("VlanId"), ""));
  IC_RETURN_IF_ERROR(CheckRoomOnCircuit(call, *parent, *megabits));
  IC_RETURN_IF_ERROR(CheckTrafficService(call));
  IC_ASSIGN_OR_RETURN(const Tags tags, ReadTags(call, "Tag"));
  if (in.Flag("DryRun")) return DryRunPassed();
  Circuit hosted = Offer(call, *parent, tenant);
  hosted.name = in.Text("Name");
  hosted.description = in.Text("Description");
  hosted.resource_group = in.Text("ResourceGroupId");
  hosted.bandwidth = *megabits;
  hosted.spec = in.Text("Spec");
  hosted.vlan = in.Number("VlanId");
  hosted.order_mode = in.Text("OrderMode");
  hosted.tags = tags;
  call.target = hosted.id;
  return Json{{"VirtualPhysicalConnection", call.world.circuits.Add(std::move(hosted)).id}};
}

StatusOr<Circuit*> FindOffered(OperationCall& call, const std::string& id) {
  call.target = id;
  Circuit* hosted = call.world.circuits.Find(id);
  if (hosted == nullptr || !hosted->hosted() || hosted->parent_owner != call.account() ||
      hosted->region != call.region) {
    return ApiError("ResourceNotFound.InstanceId", "The specified hosted connection does not exist.", 404);
  }
  return hosted;
}

StatusOr<Json> UpdateVirtualPhysicalConnection(OperationCall& call) {
  const Input& in = call.in;
  IC_ASSIGN_OR_RETURN(Circuit * hosted, FindOffered(call, in.Text("InstanceId")));
  const std::string spec = in.Text("ExpectSpec");
  const auto megabits = Megabits(spec);
  if (!spec.empty() && !megabits) return Illegal("ExpectSpec", fmt::format("{} is none", spec));
  if (in.Number("VlanId") != hosted->vlan) {
    IC_RETURN_IF_ERROR(CheckVlan(call.world, hosted->parent_id, in.Number("VlanId"), ""));
  }
  if (in.Flag("DryRun")) return DryRunPassed();
  hosted->vlan = in.Number("VlanId");
  if (megabits && hosted->order_mode == "PayByPhysicalConnectionOwner") {
    hosted->spec = spec;
    hosted->bandwidth = *megabits;
  } else if (megabits) {
    hosted->expect_spec = spec;  // until the tenant has paid
  }
  return Json{{"Success", "true"}};
}

bool Asked(const std::vector<std::string>& values, const std::string& value) {
  return values.empty() || std::find(values.begin(), values.end(), value) != values.end();
}

bool Listed(const OperationCall& call, const Circuit& hosted) {
  const Input& in = call.in;
  const bool mine = hosted.parent_owner == call.account() || hosted.owner == call.account();
  if (!hosted.hosted() || !mine || hosted.region != call.region || !HasTags(call, hosted.tags)) return false;
  if (in.Has("IsConfirmed") && in.Flag("IsConfirmed") != (hosted.vpconn_status == "Confirmed")) return false;
  const auto wanted = [&](const char* name, const std::string& value) {
    return in.Text(name).empty() || in.Text(name) == value;
  };
  return wanted("PhysicalConnectionId", hosted.parent_id) && wanted("ResourceGroupId", hosted.resource_group) &&
         wanted("VirtualPhysicalConnectionBusinessStatus", hosted.business_status) &&
         Asked(in.List("VirtualPhysicalConnectionIds"), hosted.id) &&
         Asked(in.List("VirtualPhysicalConnectionAliUids"), hosted.owner) &&
         Asked(in.List("VirtualPhysicalConnectionStatuses"), hosted.vpconn_status) &&
         Asked(in.List("VlanIds"), std::to_string(hosted.vlan));
}

// A bare list, without the wrapper that the Describe operations have.
StatusOr<Json> ListVirtualPhysicalConnections(OperationCall& call) {
  Json list = Json::array();
  for (const auto& circuit : call.world.circuits.items()) {
    if (Listed(call, *circuit)) list.push_back(HostedJson(*circuit));
  }
  const std::size_t total = list.size();
  IC_ASSIGN_OR_RETURN(TokenPage page, PageByToken(call, "MaxResults", 20, std::move(list)));
  Json answer{{"Count", page.items.size()}, {"TotalCount", total}, {"VirtualPhysicalConnections", page.items}};
  if (!page.next.empty()) answer["NextToken"] = page.next;
  return answer;
}

// The VBR that another account has on the caller's circuit.
StatusOr<Router*> ForeignRouter(OperationCall& call) {
  call.target = call.in.Text("VbrId");
  Router* router = call.world.routers.Find(call.target);
  const Circuit* circuit = router == nullptr ? nullptr : OwnCircuit(call, router->circuit_id);
  if (circuit == nullptr || router->owner == call.account()) {
    return ApiError("ResourceNotFound.VbrId", "There is no VBR of another account with that id on your connection.",
                    404);
  }
  return router;
}

StatusOr<Json> AttachVbrToVpconn(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Router * router, ForeignRouter(call));
  IC_ASSIGN_OR_RETURN(const Circuit* hosted, FindOffered(call, call.in.Text("VpconnId")));
  if (hosted->owner != router->owner || hosted->parent_id != router->circuit_id) {
    return Illegal("VpconnId", "it belongs to another account or another physical connection");
  }
  if (call.in.Flag("DryRun")) return DryRunPassed();
  router->circuit_id = hosted->id;
  return Json::object();
}

StatusOr<Json> CreateVpconnFromVbr(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Router * router, ForeignRouter(call));
  const Circuit parent = *call.world.circuits.Find(router->circuit_id);
  const std::string mode = call.in.Has("OrderMode") ? call.in.Text("OrderMode") : "PayByPhysicalConnectionOwner";
  IC_RETURN_IF_ERROR(CheckOrderMode(mode));
  if (call.in.Flag("DryRun")) return DryRunPassed();
  Circuit hosted = Offer(call, parent, router->owner);
  hosted.order_mode = mode;
  hosted.vlan = router->vlan;
  hosted.bandwidth = router->bandwidth == 0 ? 50 : router->bandwidth;
  hosted.spec = fmt::format("{}M", hosted.bandwidth);
  // The account uses it already.
  hosted.vpconn_status = "Confirmed";
  hosted.life.state = "Enabled";
  hosted.enabled = call.now;
  router->circuit_id = hosted.id;
  return Json{{"VirtualPhysicalConnection", call.world.circuits.Add(std::move(hosted)).id}};
}

}  // namespace

std::span<const Operation> HostedOperations() {
  static constexpr Operation kOperations[] = {
      {"CreateVirtualPhysicalConnection", CreateVirtualPhysicalConnection},
      {"UpdateVirtualPhysicalConnection", UpdateVirtualPhysicalConnection},
      {"ListVirtualPhysicalConnections", ListVirtualPhysicalConnections},
      {"AttachVbrToVpconn", AttachVbrToVpconn},
      {"CreateVpconnFromVbr", CreateVpconnFromVbr},
  };
  return kOperations;
}

}  // namespace ic::sim::alibaba
