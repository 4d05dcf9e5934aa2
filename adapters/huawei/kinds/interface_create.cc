// Creating virtual interfaces, and accepting those that another tenant offers.
#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/api_client.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "adapters/common/kinds/rows.h"
#include "adapters/contract/bandwidth.h"
#include "adapters/huawei/kinds/change.h"
#include "adapters/huawei/kinds/interface_parts.h"
#include "adapters/huawei/kinds/mapping.h"
#include "adapters/huawei/kinds/region.h"
#include "adapters/huawei/tables/states.h"
#include "adapters/huawei/tables/traits.h"

namespace ic::huawei {
namespace {

// Waits until the line is provisioned, and holds what only it can tell against what is wanted. Null: it is no line of
// this tenant, so it is taken for a LAG, which the API does not list; a wrong id is refused by the service.
StatusOr<Object> WaitForLine(Region& region, const std::string& id, Freshness freshness, const WaitContext& context,
                             std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const Object known, region.connections().Get(id, freshness, stop));
  if (known == nullptr || LineRow(*known).stage == Stage::kReady) return known;
  const auto judge = [&](const nlohmann::json* line) -> Verdict {
    if (line == nullptr) return {.failure = NotFoundError(id + " was deleted")};
    const std::string state = TextOf(*line, "status");
    const Stage stage = LineRow(*line).stage;
    if (IsLost(stage)) return {.failure = FailedPreconditionError(fmt::format("{} is `{}`", id, state))};
    return {.done = stage == Stage::kReady, .state = state};
  };
  auto ready = WaitFor(region.connections(), id, id + " to be in service", judge, context, std::move(stop));
  if (ready.ok()) return ready;
  return ready.status().Annotate(fmt::format("a virtual interface cannot be put on {} yet", id));
}

// The run may change the line.
Status CheckShare(const nlohmann::json& line, const Value& desired) {
  const auto has = IntegerOf(line, "bandwidth");
  const StatusOr<std::int64_t> asked = ParseBandwidth(TextField(desired, field::kBandwidth));
  if (!has || !asked.ok() || *asked <= *has * kMegabit) return OkStatus();
  return FailedPreconditionError(fmt::format(
      "`bandwidth` is {}, but {} has {} only, and an interface has no more than its connection (Direct Connect API "
      "reference, DC.1000). Ask for less, or name another connection",
      FormatBandwidth(*asked), TextOf(line, "id"), FormatBandwidth(*has * kMegabit)));
}

Status CheckAgainstLine(const nlohmann::json& line, const Value& desired) {
  const std::string id = TextOf(line, "id");
  const std::string type = TextOf(line, "type");
  if (type == "hosting") {
    return InvalidArgumentError(
        fmt::format("`connection_id` names {}, an operations connection, which carries hosted connections and no "
                    "virtual interface (Direct Connect API reference, DC.1204). Name one of its hosted connections",
                    id));
  }
  IC_RETURN_IF_ERROR(CheckShare(line, desired));
  const auto vlan = IntegerOf(line, "vlan");
  const auto wanted = IntegerField(desired, field::kVlan);
  if (type != "hosted" || !vlan || !wanted || vlan == wanted) return OkStatus();
  return InvalidArgumentError(fmt::format(
      "`vlan` is {}, but {} is a hosted connection to which the partner gave VLAN {}: its virtual interface must use "
      "that one (Direct Connect API reference, DC.1207). Set vlan = {}, or take it from the connection's `vlan`",
      *wanted, id, *vlan, *vlan));
}

// Nothing tells a LAG from an id that is none: the create does. So before something is deleted for it, an interface has
// to be there that stands on it.
Status CheckUnlisted(Region& region, const CreateRequest& request, const std::string& id, std::stop_token stop) {
  if (request.replaces.empty()) return OkStatus();
  IC_ASSIGN_OR_RETURN(const auto there, region.interfaces().All(request.beneath(), std::move(stop)));
  for (const auto& [other, live] : there->objects) {
    const bool on = TextViewOf(*live, "direct_connect_id") == id || TextViewOf(*live, "lag_id") == id;
    if (on && !IsInterfaceAbsent(live)) return OkStatus();
  }
  return FailedPreconditionError(fmt::format(
      "`connection_id` names {}, which is no connection of this tenant in {}. It may be a LAG, which the API "
      "does not list, or nothing, and {} would be deleted before that shows. Correct it; or make an interface "
      "on it beside the present one, under another name, and take the present one out afterwards",
      id, region.name(), request.replaces));
}

// Waits until the gateway is there and holds it against the session. One that cannot be looked at is left to the
// service, and so is all of a global one but its ASN.
Status CheckGateway(Region& region, const CreateRequest& request, const SessionRequest& session,
                    const WaitContext& context, std::stop_token stop) {
  const Value& desired = request.desired;
  const std::string id = TextField(desired, field::kGatewayId);
  const bool global = TextField(desired, kCloudName, vendor_field::kGatewayType) == "GDGW";
  if (id.empty() || !TextField(desired, kCloudName, vendor_field::kResourceTenantId).empty()) return OkStatus();
  const Freshness freshness = request.planned ? Freshness::kShared : request.freshness;
  const auto known = region.gateways().Get(id, freshness, stop);
  if (global && known.ok() && *known != nullptr) {
    return InvalidArgumentError(fmt::format(
        "`huawei.gateway_type` is GDGW, and {} is a virtual gateway (Direct Connect API reference, DC.1111). "
        "Take `gateway_type` out, or name a global gateway",
        id));
  }
  if (global) {
    const auto one = region.global_gateways().Get(id, freshness, std::move(stop));
    return one.ok() && *one != nullptr ? CheckAgainstGateway(**one, session, request.planned) : OkStatus();
  }
  if (!known.ok()) return OkStatus();
  if (*known == nullptr) {
    const auto one = region.global_gateways().Get(id, Freshness::kShared, std::move(stop));
    if (one.ok() && *one != nullptr) {
      return InvalidArgumentError(
          fmt::format("`gateway_id` names {}, which is a global gateway. Set huawei.gateway_type = \"GDGW\"", id));
    }
    return NotFoundError(
        fmt::format("`gateway_id` names {}, and there is no virtual gateway of that id in {}, or this "
                    "tenant cannot see it (Direct Connect API reference, DC.1111)",
                    id, region.name()));
  }
  IC_RETURN_IF_ERROR(CheckAgainstGateway(**known, session, request.planned));
  const auto judge = [&](const nlohmann::json* gateway) -> Verdict {
    if (gateway == nullptr) return {.failure = NotFoundError(id + " was deleted")};
    const std::string state = TextOf(*gateway, "status");
    const StateRow& row = StateOf(Kind::kBgpCidr, state);
    if (HasLeft(row.stage)) {
      return {.failure = FailedPreconditionError(fmt::format("the virtual gateway {} is `{}`", id, state))};
    }
    return {.done = !IsUnderway(row.stage), .state = state};
  };
  if (StateOf(Kind::kBgpCidr, TextViewOf(**known, "status")).stage == Stage::kReady) return OkStatus();
  return WaitFor(region.gateways(), id, fmt::format("the virtual gateway {} to be ready", id), judge, context,
                 std::move(stop))
      .status();
}

// What the line `line_id` and the gateway say now, come what may until they are ready.
Status CheckBeforeWaiting(Region& region, const CreateRequest& request, const std::string& line_id,
                          const SessionRequest& session, const WaitContext& context, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const Object line, region.connections().Get(line_id, request.beneath(), stop));
  if (line != nullptr) {
    IC_RETURN_IF_ERROR(CheckAgainstLine(*line, request.desired));
  }
  const Status gateway = CheckGateway(region, request, session, context, std::move(stop));
  return gateway.code() == StatusCode::kDeadlineExceeded ? OkStatus() : gateway;
}

// What the API takes of no interface that is to be made.
Status CheckMakes(const Value& desired) {
  if (TextField(desired, kCloudName, vendor_field::kGatewayType) == "LGW") {
    return InvalidArgumentError(
        "`huawei.gateway_type` is LGW, and the API tells of which local gateway an interface is, but takes none when "
        "it "
        "makes one (Direct Connect API reference, service_type and lgw_id). Make the interface in the console, and "
        "adopt or import it");
  }
  if (TextField(desired, kCloudName, vendor_field::kResourceTenantId).empty()) return OkStatus();
  const Value& tags = desired.Get(field::kTags);
  const bool tagged = tags.kind() == Value::Kind::kMap && !tags.fields().empty();
  if (!tagged && TextField(desired, field::kRedundancyGroup).empty()) return OkStatus();
  return InvalidArgumentError(fmt::format(
      "`{}` is set, and `huawei.resource_tenant_id` makes this an interface for another tenant, which takes no tags "
      "before that tenant has accepted (terraform-provider-huaweicloud, dc_virtual_interface{}), and has that tenant's "
      "afterwards. Leave it out: that tenant sets it",
      tagged ? "tags" : "redundancy_group", tagged ? "" : "; a redundancy group is kept as a tag"));
}

// Not every operator has what Huawei has.
Status CheckOperator(const Region& region, const Value& desired) {
  const Operator& here = region.OperatedBy();
  const bool bfd = FlagField(desired.Get(field::kBfd), "enabled") == true;
  const bool nqa = FlagField(desired.Get(kCloudName), vendor_field::kNqa) == true;
  if (here.without_detection.empty() || !(bfd || nqa)) return OkStatus();
  return InvalidArgumentError(fmt::format(
      "`{}` is true, and {} has it reserved: its virtual interfaces have neither BFD nor NQA ({}). Take it out",
      bfd ? "bfd.enabled" : "huawei.nqa", here.name, here.without_detection));
}

// An interface on another tenant's line is that tenant's, whoever it was made for. `path`: what would change of it.
Status CheckTenant(Region& region, const nlohmann::json& live, const std::string& path, Freshness beside,
                   std::stop_token stop) {
  const std::string line_id = TextOf(live, "direct_connect_id");
  if (line_id.empty()) return OkStatus();  // on a LAG, which the API does not list
  IC_ASSIGN_OR_RETURN(const Object line, region.connections().Get(line_id, beside, std::move(stop)));
  if (line != nullptr) return OkStatus();
  return InvalidArgumentError(fmt::format(
      "`{}` would change, and {} is on a connection of another tenant, who made it for this one: only that tenant "
      "changes it (Direct Connect API reference, DC.1214). Agree with that tenant, and write here the value it has, or "
      "leave it out",
      path, TextOf(live, "id")));
}

}  // namespace

Status CheckInterface(Region& region, const CreateRequest& request, const WaitContext& context, std::stop_token stop) {
  const Value& desired = request.desired;
  IC_RETURN_IF_ERROR(CheckOperator(region, desired));
  IC_RETURN_IF_ERROR(CheckMakes(desired));
  const SessionRequest session = RequestedSession(desired, request.secrets.auth_key);
  if (const std::string id = TextField(desired, field::kConnectionId); !id.empty()) {
    // Of a line that is still to come too: by the time that it is there, it is paid for.
    if (request.planned) {
      IC_RETURN_IF_ERROR(CheckBeforeWaiting(region, request, id, session, context, stop));
    }
    IC_ASSIGN_OR_RETURN(const Object line, WaitForLine(region, id, request.beneath(), context, stop));
    IC_RETURN_IF_ERROR(line != nullptr ? CheckAgainstLine(*line, desired) : CheckUnlisted(region, request, id, stop));
  }
  return CheckGateway(region, request, session, context, std::move(stop));
}

Status CheckOffer(Region& region, const nlohmann::json& live, const Value& desired, Freshness beside,
                  std::stop_token stop) {
  std::vector<std::string> written;
  for (const std::string_view path : {field::kName, field::kBandwidth}) {
    if (desired.Get(path).is_known()) written.emplace_back(path);
  }
  for (const std::string_view name : {vendor_field::kPriority, vendor_field::kDescription}) {
    if (desired.Get(kCloudName).Get(name).is_known()) written.push_back(fmt::format("{}.{}", kCloudName, name));
  }
  const auto& rows = RowsOf(HuaweiTables(), Kind::kVirtualInterface);
  for (const std::string& path : written) {
    if (!ModifyMembers(rows, {path}, desired, &live).empty())
      IC_RETURN_IF_ERROR(CheckTenant(region, live, path, beside, stop));
  }
  return OkStatus();
}

Status CheckInterfaceChange(Region& region, const ObjectChange& change, Freshness beside, std::stop_token stop) {
  const auto of_interface = std::ranges::find_if(
      change.changed, [](const std::string& path) { return path != field::kTags && path != field::kRedundancyGroup; });
  // Who may not see the line of an interface of its own changes that all the same: only of what was taken over.
  if (of_interface != change.changed.end() && change.desired.Get(field::kAdopt).is_known()) {
    IC_RETURN_IF_ERROR(CheckTenant(region, *change.live, *of_interface, beside, stop));
  }
  const bool waits = InterfaceRow(*change.live).stage == Stage::kOffered;
  if (waits && (Touches(change.changed, field::kTags) || Touches(change.changed, field::kRedundancyGroup))) {
    return FailedPreconditionError(fmt::format(
        "{} waits for the other tenant to accept it, and takes no tags before (terraform-provider-huaweicloud, "
        "dc_virtual_interface; a redundancy group is kept as a tag). Leave them out until it is accepted",
        change.id));
  }
  if (waits && of_interface != change.changed.end()) {
    return FailedPreconditionError(fmt::format(
        "`{}` would change, and {} waits for the other tenant to accept it: it is not changed before (DC.1210). Change "
        "it once it is accepted, or replace it to offer another one",
        *of_interface, change.id));
  }
  if (TouchesDetection(change.changed)) {
    IC_RETURN_IF_ERROR(CheckOperator(region, change.desired));
  }
  const std::string id = TextOf(*change.live, "direct_connect_id");
  const StatusOr<std::int64_t> asked = ParseBandwidth(TextField(change.desired, field::kBandwidth));
  if (!Touches(change.changed, field::kBandwidth) || id.empty() || !asked.ok()) return OkStatus();
  IC_ASSIGN_OR_RETURN(const Object line, region.connections().Get(id, beside, std::move(stop)));
  if (line == nullptr) return OkStatus();
  if (TextOf(*line, "type") == "hosted" && *asked != IntegerOf(*change.live, "bandwidth").value_or(0) * kMegabit) {
    return InvalidArgumentError(fmt::format(
        "`bandwidth` would be {}, but {} is a hosted connection, whose interface has the bandwidth that the "
        "partner gave it (Direct Connect API reference, DC.1208). Leave it as it is",
        FormatBandwidth(*asked), id));
  }
  return CheckShare(*line, change.desired);
}

StatusOr<Made> MakeInterface(Region& region, const CreateRequest& request, const Marks& marks,
                             const WaitContext& context, std::stop_token stop) {
  const Value& desired = request.desired;
  const std::string line_id = TextField(desired, field::kConnectionId);
  // It was waited for: this is what is known of it.
  IC_ASSIGN_OR_RETURN(const Object line, region.connections().Get(line_id, Freshness::kShared, stop));
  nlohmann::json body = WriteInterface(desired);
  body[line != nullptr ? "direct_connect_id" : "lag_id"] = line_id;
  WriteOwnSession(RequestedSession(desired, request.secrets.auth_key), body);
  if (const std::string project = region.DefaultEnterpriseProject();
      !project.empty() && !body.contains("enterprise_project_id")) {
    body["enterprise_project_id"] = project;
  }
  // An offered interface takes tags only when it was accepted.
  const bool offer = body.contains("resource_tenant_id");
  if (nlohmann::json tags = TagList(desired.Get(field::kTags), Fitting(marks, desired.Get(field::kTags)));
      !tags.empty() && !offer) {
    body["tags"] = std::move(tags);
  }
  constexpr const char* kOperation = "CreateVirtualInterface";
  const auto answer = region.CallWhenFree({.operation = kOperation, .members = body}, context, std::move(stop));
  if (!answer.ok()) return ExplainReceiver(answer.status(), desired);
  std::string id = TextOf(*answer, "id");
  if (id.empty()) return AnswerWithoutId(kOperation);
  return Made{.id = std::move(id), .told = std::make_shared<const nlohmann::json>(*answer)};
}

Status AcceptInterface(Region& region, const std::string& id, const WaitContext& context, std::stop_token stop) {
  const nlohmann::json body = {{"status", "ACCEPTED"}};
  return region
      .CallWhenFree({.operation = "UpdateVirtualInterface", .id = id, .members = body}, context, std::move(stop))
      .status();
}

StatusOr<nlohmann::json> RejectInterface(Region& region, const std::string& id, const WaitContext& context,
                                         std::stop_token stop) {
  const nlohmann::json body = {{"status", "REJECTED"}};
  const auto answer =
      region.CallWhenFree({.operation = "UpdateVirtualInterface", .id = id, .members = body}, context, std::move(stop));
  if (!answer.ok()) return answer.status().Annotate("declining " + id);
  return nlohmann::json{{"id", id}, {"status", "DELETED"}};
}

}  // namespace ic::huawei
