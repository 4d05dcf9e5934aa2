// Creating virtual interfaces, and accepting those that another tenant offers.
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/api_client.h"
#include "adapters/common/client/json_read.h"
#include "adapters/huawei/kinds/change.h"
#include "adapters/huawei/kinds/interface_parts.h"
#include "adapters/huawei/kinds/mapping.h"
#include "adapters/huawei/kinds/region.h"
#include "adapters/huawei/tables/states.h"
#include "adapters/huawei/tables/traits.h"

namespace ic::huawei {
namespace {

Marks MarksOf(const CreateRequest& request) {
  return {.mark = request.mark, .owner = request.owner, .group = TextField(request.desired, field::kRedundancyGroup)};
}

// Waits until the line is provisioned, and holds what only it can tell against what is wanted. Null: it is no line of
// this tenant, so it is taken for a LAG, which the API does not list; a wrong id is refused by the service.
StatusOr<Object> WaitForLine(Region& region, const std::string& id, const WaitContext& context, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const Object known, region.connections().Get(id, Freshness::kShared, stop));
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

Status CheckAgainstLine(const nlohmann::json& line, const Value& desired) {
  const std::string id = TextOf(line, "id");
  const std::string type = TextOf(line, "type");
  if (type == "hosting") {
    return InvalidArgumentError(
        fmt::format("`connection_id` names {}, an operations connection, which carries hosted connections and no "
                    "virtual interface (Direct Connect API reference, DC.1204). Name one of its hosted connections",
                    id));
  }
  const auto vlan = IntegerOf(line, "vlan");
  const auto wanted = IntegerField(desired, field::kVlan);
  if (type != "hosted" || !vlan || !wanted || vlan == wanted) return OkStatus();
  return InvalidArgumentError(fmt::format(
      "`vlan` is {}, but {} is a hosted connection to which the partner gave VLAN {}: its virtual interface must use "
      "that one (Direct Connect API reference, DC.1207). Set vlan = {}, or take it from the connection's `vlan`",
      *wanted, id, *vlan, *vlan));
}

// Waits until the gateway is there and holds it against the session. A gateway that is not listed is another tenant's,
// a global one, or none: then the service says so.
Status CheckGateway(Region& region, const Value& desired, const SessionRequest& session, const WaitContext& context,
                    std::stop_token stop) {
  const std::string id = TextField(desired, field::kGatewayId);
  const bool global = TextField(desired, kCloudName, vendor_field::kGatewayType) == "GDGW";
  if (id.empty() || global || !TextField(desired, kCloudName, vendor_field::kResourceTenantId).empty()) {
    return OkStatus();
  }
  const auto known = region.gateways().Get(id, Freshness::kLive, stop);
  if (!known.ok() || *known == nullptr) return OkStatus();
  IC_RETURN_IF_ERROR(CheckAgainstGateway(**known, session));
  const auto judge = [&](const nlohmann::json* gateway) -> Verdict {
    if (gateway == nullptr) return {.failure = NotFoundError(id + " was deleted")};
    const std::string state = TextOf(*gateway, "status");
    const StateRow& row = StateOf(Kind::kBgpCidr, state);
    if (IsAbsent(row)) {
      return {.failure = FailedPreconditionError(fmt::format("the virtual gateway {} is `{}`", id, state))};
    }
    return {.done = !IsUnderway(row.stage), .state = state};
  };
  if (StateOf(Kind::kBgpCidr, TextViewOf(**known, "status")).stage == Stage::kReady) return OkStatus();
  return WaitFor(region.gateways(), id, fmt::format("the virtual gateway {} to be ready", id), judge, context,
                 std::move(stop))
      .status();
}

// Accepts an offered interface. One that somebody accepted meanwhile is no error.
Status Accept(Region& region, const std::string& id, const WaitContext& context, std::stop_token stop) {
  const nlohmann::json body = {{"status", "ACCEPTED"}};
  const auto answer =
      region.CallWhenFree({.operation = "UpdateVirtualInterface", .id = id, .members = body}, context, stop);
  region.interfaces().Invalidate(id);
  if (answer.ok()) return OkStatus();
  const auto again = region.interfaces().Get(id, Freshness::kLive, std::move(stop));
  bool accepted = again.ok() && !IsInterfaceAbsent(*again);
  if (accepted) {
    const Stage stage = InterfaceRow(**again).stage;
    accepted = stage != Stage::kOffered && !IsLost(stage);
  }
  return accepted ? OkStatus() : answer.status().Annotate("accepting " + id);
}

ChangeResult TakeOver(Region& region, const std::string& id, const CreateRequest& request, std::stop_token stop) {
  const WaitContext context = region.Until(request.timeout);
  const auto live = region.interfaces().Get(id, Freshness::kLive, stop);
  if (!live.ok()) return Failed(live.status());
  if (IsInterfaceAbsent(*live)) {
    return Failed(NoSuchInterface(region, id).Annotate("taking over a virtual interface"));
  }
  // What it carries must be compared with what is wanted, session by session: so its sessions are read as desired.
  const Observed observed = ObserveInterface(region, **live, request.desired, stop);
  const Status adoptable = CheckAdoptable(Kind::kVirtualInterface, id, request.desired, observed.attributes);
  if (!adoptable.ok()) return Failed(adoptable);
  const bool offered = InterfaceRow(**live).stage == Stage::kOffered;
  if (offered) {
    if (const Status accepted = Accept(region, id, context, stop); !accepted.ok()) return Failed(accepted);
  }
  Diagnostics diagnostics;
  Status status = WaitForInterface(region, id, offered, context, stop);
  if (status.ok()) {
    NoteTakenOver(id, SplitTags(**live), request.desired, request.owner, diagnostics);
    const InterfaceChange change = {.live = *live,
                                    .prior = Value::Null(),
                                    .desired = request.desired,
                                    .auth_key = std::nullopt,
                                    .marks = MarksOf(request),
                                    .context = context};
    static const std::vector<std::string> kPaths = {"name",   "bandwidth", "customer_prefixes", "bfd",
                                                    "huawei", "tags",      "redundancy_group"};
    status = ChangeInterface(region, change, kPaths, stop);
  }
  return FinishInterface(region, id, request.desired, std::move(status), std::move(diagnostics), std::move(stop));
}

}  // namespace

ChangeResult CreateInterface(Region& region, const CreateRequest& request, std::stop_token stop) {
  const Value& desired = request.desired;
  if (const std::string id = TextField(desired, field::kAdopt); !id.empty()) {
    return TakeOver(region, id, request, std::move(stop));
  }
  const WaitContext context = region.Until(request.timeout);
  const std::string line_id = TextField(desired, field::kConnectionId);
  const auto line = WaitForLine(region, line_id, context, stop);
  if (!line.ok()) return Failed(line.status());
  if (*line != nullptr) {
    if (const Status fits = CheckAgainstLine(**line, desired); !fits.ok()) return Failed(fits);
  }
  const SessionRequest session = RequestedSession(desired, request.secrets.auth_key);
  if (const Status fits = CheckGateway(region, desired, session, context, stop); !fits.ok()) return Failed(fits);
  nlohmann::json body = WriteInterface(desired);
  body[*line != nullptr ? "direct_connect_id" : "lag_id"] = line_id;
  WriteOwnSession(session, body);
  if (const std::string project = region.DefaultEnterpriseProject();
      !project.empty() && !body.contains("enterprise_project_id")) {
    body["enterprise_project_id"] = project;
  }
  const bool offer = body.contains("resource_tenant_id");
  // An offered interface takes tags only when it was accepted.
  if (nlohmann::json tags = TagList(desired.Get(field::kTags), MarksOf(request)); !tags.empty() && !offer) {
    body["tags"] = std::move(tags);
  }
  const auto answer = region.CallWhenFree({.operation = "CreateVirtualInterface", .members = body}, context, stop);
  if (!answer.ok()) return Failed(answer.status());
  const std::string id = TextOf(*answer, "id");
  if (id.empty()) return Failed(AnswerWithoutId("CreateVirtualInterface"));
  region.interfaces().Invalidate(id);
  Status status = WaitForInterface(region, id, false, context, stop);
  if (status.ok() && !offer) status = TuneDetection(region, id, desired, context, stop);
  return FinishInterface(region, id, desired, std::move(status), {}, std::move(stop));
}

}  // namespace ic::huawei
