// Direct connections: adopted, never created by the API; hosted ones appear here for their tenant.
#include <fmt/format.h>

#include "simulators/huawei/operations/checks.h"
#include "simulators/huawei/operations/operation.h"
#include "simulators/huawei/world/render.h"

namespace ic::sim::huawei {
namespace {

constexpr std::int64_t kMostLineBandwidth = 100000;

StatusOr<Json> ListLines(OperationCall& call) {
  std::vector<Json> items;
  for (const auto& line : call.world.lines.items()) {
    if (line->project == call.caller()) items.push_back(LineJson(call.world, *line));
  }
  return ListAnswer(call, "direct_connects", std::move(items));
}

StatusOr<Resource*> OwnLine(OperationCall& call, int http_status) {
  IC_ASSIGN_OR_RETURN(Resource * line, FindLine(call, call.path[0], http_status));
  if (line->project != call.caller()) {
    return DcError("DC.1012", fmt::format("direct connect {} could not be found", line->id), http_status);
  }
  call.target = line->id;
  return line;
}

StatusOr<Json> ShowLine(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const Resource* line, OwnLine(call, 404));
  return Json{{"direct_connect", LineJson(call.world, *line)}};
}

StatusOr<Json> UpdateLine(OperationCall& call) {
  IC_RETURN_IF_ERROR(CheckMembers(call, {{"name", Shape::kText},
                                         {"description", Shape::kText},
                                         {"bandwidth", Shape::kNumber},
                                         {"peer_location", Shape::kText},
                                         {"status", Shape::kText},
                                         {"provider_status", Shape::kText}}));
  IC_ASSIGN_OR_RETURN(Resource * line, OwnLine(call, 400));
  IC_RETURN_IF_ERROR(CheckNames(call.in));
  IC_RETURN_IF_ERROR(CheckLength(call.in, "peer_location", 255));
  IC_RETURN_IF_ERROR(CheckRange(call.in, "bandwidth", 2, kMostLineBandwidth));
  IC_RETURN_IF_ERROR(CheckChoice(call.in, "status", {"PENDING_PAY", "APPLY"}));
  IC_RETURN_IF_ERROR(CheckChoice(call.in, "provider_status", {"ACTIVE", "DOWN"}));
  if (Has(call.in, "bandwidth")) {
    const std::int64_t wanted = NumberOf(call.in, "bandwidth");
    if (line->Text("type") == "hosted" && wanted != line->Number("bandwidth")) {
      return DcError("DC.1011", "the bandwidth of a hosted connection is changed by its partner");
    }
    if (wanted < line->Number("bandwidth")) return DcError("DC.1010", "the bandwidth cannot be decreased");
  }
  for (const auto& [name, value] : call.in.items()) {
    if (name == "status") {
      line->life.Enter(value.get<std::string>());
    } else if (line->members.contains(name)) {
      line->members[name] = value;
    }
  }
  return Json{{"direct_connect", LineJson(call.world, *line)}};
}

StatusOr<Json> DeleteLine(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Resource * line, OwnLine(call, 404));
  if (!InterfacesOn(call.world, line->id).empty()) {
    return DcError("DC.1007", fmt::format("direct connect {} still has virtual interfaces", line->id));
  }
  if (line->Text("charge_mode") == "prepayment") {
    return DcError("DC.0012", "a yearly or monthly connection is unsubscribed in the billing centre");
  }
  call.life.Deleting(*line, call.now);
  return Json();
}

}  // namespace

std::span<const Operation> LineOperations() {
  static constexpr Operation kOperations[] = {
      {"ListDirectConnects", "GET", "dcaas/direct-connects", 200, "", ListLines},
      {"ShowDirectConnect", "GET", "dcaas/direct-connects/{}", 200, "", ShowLine},
      {"UpdateDirectConnect", "PUT", "dcaas/direct-connects/{}", 200, "direct_connect", UpdateLine},
      {"DeleteDirectConnect", "DELETE", "dcaas/direct-connects/{}", 204, "", DeleteLine},
  };
  return kOperations;
}

}  // namespace ic::sim::huawei
