// Hosted connections: slices of an operations line that a partner gives to tenants.
#include <algorithm>

#include <fmt/format.h>

#include "simulators/huawei/operations/checks.h"
#include "simulators/huawei/operations/operation.h"
#include "simulators/huawei/world/render.h"

namespace ic::sim::huawei {
namespace {

constexpr std::int64_t kMostHostedBandwidth = 400000;
constexpr std::int64_t kMostHostedVlan = 3999;

// The caller's hosted connection, as the partner who made it.
StatusOr<Resource*> FindHosted(OperationCall& call, int http_status) {
  Resource* line = call.world.lines.Find(call.path[0]);
  if (line == nullptr || line->Text("type") != "hosted" || line->guest != call.caller()) {
    return DcError("DC.1012", fmt::format("hosted connect {} could not be found", call.path[0]), http_status);
  }
  call.target = line->id;
  return line;
}

std::vector<Resource*> SlicesOf(const World& world, std::string_view hosting_id) {
  std::vector<Resource*> slices;
  for (const auto& line : world.lines.items()) {
    if (line->Text("hosting_id") == hosting_id) slices.push_back(line.get());
  }
  return slices;
}

// Enough bandwidth beside the other slices.
Status CheckBandwidth(const OperationCall& call, const Resource& hosting, std::string_view except) {
  std::int64_t sum = NumberOf(call.in, "bandwidth");
  for (const Resource* slice : SlicesOf(call.world, hosting.id)) {
    if (slice->id != except) sum += slice->Number("bandwidth");
  }
  if (sum <= hosting.Number("bandwidth")) return OkStatus();
  return DcError("DC.1000", fmt::format("the operations line has {} Mbit/s only", hosting.Number("bandwidth")));
}

StatusOr<Resource*> CheckHosting(const OperationCall& call) {
  Resource* hosting = call.world.lines.Find(TextOf(call.in, "hosting_id"));
  if (hosting == nullptr || hosting->project != call.caller()) {
    return DcError("DC.1012", fmt::format("direct connect {} could not be found", TextOf(call.in, "hosting_id")));
  }
  if (hosting->Text("type") != "hosting") return DcError("DC.1004", "hosting_id is not an operations line");
  const std::int64_t vlan = NumberOf(call.in, "vlan");
  if (vlan == 0) return DcError("DC.1017", "the VLAN of a hosted connection cannot be 0");
  for (const Resource* slice : SlicesOf(call.world, hosting->id)) {
    if (slice->Number("vlan") == vlan) {
      return DcError("DC.1008", fmt::format("VLAN {} is used by hosted connection {}", vlan, slice->id));
    }
  }
  IC_RETURN_IF_ERROR(CheckBandwidth(call, *hosting, ""));
  return hosting;
}

Status CheckReceiver(const OperationCall& call) {
  const std::string id = TextOf(call.in, "resource_tenant_id");
  const auto project = FindProject(id);
  if (!project || project->region != call.project.region) {
    return DcError("DC.1214", fmt::format("{} is no tenant's project in {}", id, call.project.region));
  }
  const auto& lines = call.world.lines.items();
  const auto used = std::count_if(lines.begin(), lines.end(), [&](const auto& line) { return line->project == id; });
  const std::int64_t most = call.world.quotas.at("physicalConnect");
  if (most >= 0 && used >= most)
    return DcError("DC.1019", fmt::format("the quota of connections ({}) is exceeded", most));
  return OkStatus();
}

// Location, device, port and provider are the operations line's.
Json SliceMembers(const OperationCall& call, const Resource& hosting) {
  Json members = hosting.members;
  members["name"] = TextOf(call.in, "name");
  members["description"] = TextOf(call.in, "description");
  members["bandwidth"] = NumberOf(call.in, "bandwidth");
  members["peer_location"] = TextOf(call.in, "peer_location");
  members["type"] = "hosted";
  members["hosting_id"] = hosting.id;
  members["vlan"] = NumberOf(call.in, "vlan");
  members["charge_mode"] = "traffic";
  members["apply_time"] = members["create_time"] = Timestamp(call.now);
  return members;
}

StatusOr<Json> CreateHosted(OperationCall& call) {
  const Json& in = call.in;
  IC_RETURN_IF_ERROR(CheckMembers(call, {{"name", Shape::kText},
                                         {"description", Shape::kText},
                                         {"bandwidth", Shape::kNumber},
                                         {"hosting_id", Shape::kText},
                                         {"vlan", Shape::kNumber},
                                         {"resource_tenant_id", Shape::kText},
                                         {"peer_location", Shape::kText}}));
  if (!Has(in, "vlan")) return DcError("DC.1003", "a hosted connection needs a VLAN");
  IC_RETURN_IF_ERROR(CheckRequired(in, {"bandwidth", "hosting_id", "resource_tenant_id"}));
  IC_RETURN_IF_ERROR(CheckNames(in));
  IC_RETURN_IF_ERROR(CheckRange(in, "bandwidth", 2, kMostHostedBandwidth));
  IC_RETURN_IF_ERROR(CheckRange(in, "vlan", 0, kMostHostedVlan));
  IC_RETURN_IF_ERROR(CheckLength(in, "peer_location", 255));
  IC_ASSIGN_OR_RETURN(const Resource* hosting, CheckHosting(call));
  IC_RETURN_IF_ERROR(CheckReceiver(call));
  const std::string id = call.world.NewId();
  Resource& line = call.world.lines.Add({.id = id,
                                         .project = TextOf(in, "resource_tenant_id"),
                                         .guest = call.caller(),
                                         .members = SliceMembers(call, *hosting),
                                         .life = {},
                                         .tags = {}});
  call.target = line.id;
  call.life.Creating(line, call.now);
  return Json{{"hosted_connect", HostedJson(call.world, line)}};
}

StatusOr<Json> ListHosted(OperationCall& call) {
  std::vector<Json> items;
  for (const auto& line : call.world.lines.items()) {
    if (line->Text("type") == "hosted" && line->guest == call.caller()) items.push_back(HostedJson(call.world, *line));
  }
  return ListAnswer(call, "hosted_connects", std::move(items));
}

StatusOr<Json> ShowHosted(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const Resource* line, FindHosted(call, 404));
  return Json{{"hosted_connect", HostedJson(call.world, *line)}};
}

StatusOr<Json> UpdateHosted(OperationCall& call) {
  IC_RETURN_IF_ERROR(CheckMembers(call, {{"name", Shape::kText},
                                         {"description", Shape::kText},
                                         {"bandwidth", Shape::kNumber},
                                         {"peer_location", Shape::kText}}));
  IC_ASSIGN_OR_RETURN(Resource * line, FindHosted(call, 400));
  IC_RETURN_IF_ERROR(CheckNames(call.in));
  IC_RETURN_IF_ERROR(CheckRange(call.in, "bandwidth", 2, kMostHostedBandwidth));
  IC_RETURN_IF_ERROR(CheckLength(call.in, "peer_location", 255));
  const Resource* hosting = call.world.lines.Find(line->Text("hosting_id"));
  if (Has(call.in, "bandwidth") && hosting != nullptr) {
    IC_RETURN_IF_ERROR(CheckBandwidth(call, *hosting, line->id));
  }
  for (const auto& [name, value] : call.in.items()) {
    if (line->members.contains(name)) line->members[name] = value;
  }
  call.life.Updating(*line, call.now);
  return Json{{"hosted_connect", HostedJson(call.world, *line)}};
}

StatusOr<Json> DeleteHosted(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Resource * line, FindHosted(call, 404));
  if (!InterfacesOn(call.world, line->id).empty()) {
    return DcError("DC.1007", fmt::format("hosted connect {} still has a virtual interface", line->id));
  }
  call.life.Deleting(*line, call.now);
  return Json();
}

}  // namespace

std::span<const Operation> HostedOperations() {
  static constexpr Operation kOperations[] = {
      {"CreateHostedDirectConnect", "POST", "dcaas/hosted-connects", 201, "hosted_connect", CreateHosted},
      {"ListHostedDirectConnects", "GET", "dcaas/hosted-connects", 200, "", ListHosted},
      {"ShowHostedDirectConnect", "GET", "dcaas/hosted-connects/{}", 200, "", ShowHosted},
      {"UpdateHostedDirectConnect", "PUT", "dcaas/hosted-connects/{}", 200, "hosted_connect", UpdateHosted},
      {"DeleteHostedDirectConnect", "DELETE", "dcaas/hosted-connects/{}", 204, "", DeleteHosted},
  };
  return kOperations;
}

}  // namespace ic::sim::huawei
