// Connections: lines that are taken over, and hosted connections that a partner creates on its operations connection.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/api_client.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "adapters/common/kinds/object_handler.h"
#include "adapters/common/kinds/rows.h"
#include "adapters/contract/bandwidth.h"
#include "adapters/huawei/kinds/change.h"
#include "adapters/huawei/kinds/handlers.h"
#include "adapters/huawei/kinds/interface_parts.h"
#include "adapters/huawei/kinds/mapping.h"
#include "adapters/huawei/kinds/region.h"
#include "adapters/huawei/tables/states.h"
#include "adapters/huawei/tables/traits.h"
#include "base/text.h"

namespace ic::huawei {
namespace {

// The interfaces on a connection that are not gone, live.
StatusOr<std::vector<std::string>> InterfacesOn(Region& region, const std::string& id, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const auto snapshot, region.interfaces().All(Freshness::kLive, std::move(stop)));
  std::vector<std::string> on;
  for (const auto& [interface_id, interface] : snapshot->objects) {
    if (TextOf(*interface, "direct_connect_id") != id || IsInterfaceAbsent(interface)) continue;
    on.push_back(fmt::format("{} (\"{}\")", interface_id, TextOf(*interface, "name")));
  }
  return on;
}

Status ExplainRefusedDelete(Region& region, const std::string& id, const Status& refusal, std::stop_token stop) {
  if (refusal.remote() == nullptr || refusal.remote()->http_status != 400) return refusal;
  const auto on = InterfacesOn(region, id, std::move(stop));
  if (!on.ok() || on->empty()) return refusal.Annotate("deleting " + id);
  return Reworded(refusal,
                  fmt::format("{} cannot be deleted while virtual interfaces are on it: {}. Delete them first. "
                              "Huawei Cloud says: {}",
                              id, JoinWords(*on, "and"), refusal.message()));
}

// What only the operations connection tells of a hosted connection that is to be made on it.
Status CheckHosting(Region& region, const std::string& hosting_id, const Value& desired, Freshness freshness,
                    std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const Object hosting, region.connections().Get(hosting_id, freshness, std::move(stop)));
  if (hosting == nullptr) {
    return NotFoundError(fmt::format(
        "`huawei.hosting_id` names {}, and there is no connection of that id in {}, or this tenant cannot see "
        "it (Direct Connect API reference, DC.1012)",
        hosting_id, region.name()));
  }
  if (const std::string type = TextOf(*hosting, "type"); type != "hosting") {
    return InvalidArgumentError(
        fmt::format("`huawei.hosting_id` names {}, a {} connection: only an operations connection carries hosted ones "
                    "(Direct Connect API reference, DC.1004)",
                    hosting_id, type.empty() ? "standard" : type));
  }
  const std::string location = TextField(desired, field::kLocation);
  const std::string there = TextOf(*hosting, "location");
  if (location.empty() || there.empty() || location == there) return OkStatus();
  return InvalidArgumentError(fmt::format(
      "`location` is {}, but a hosted connection stands where its operations connection does, and {} is at {}. "
      "Take `location` out, or name another operations connection",
      location, hosting_id, there));
}

Status CheckLineChange(const ObjectChange& change) {
  const auto mbits = IntegerOf(*change.live, "bandwidth");
  const StatusOr<std::int64_t> asked = ParseBandwidth(TextField(change.desired, field::kBandwidth));
  if (!Touches(change.changed, field::kBandwidth) || !mbits || !asked.ok()) return OkStatus();
  const std::int64_t has = *mbits * kMegabit;
  if (IsHostedByUs(*change.live)) return OkStatus();
  if (TextOf(*change.live, "type") == "hosted" && *asked != has) {
    return InvalidArgumentError(fmt::format(
        "`bandwidth` would be {}, but {} is a hosted connection, whose bandwidth its partner changes (Direct Connect "
        "API reference, DC.1011). Leave it at {}, or have it changed by the partner",
        FormatBandwidth(*asked), change.id, FormatBandwidth(has)));
  }
  if (*asked >= has) return OkStatus();
  return InvalidArgumentError(fmt::format(
      "`bandwidth` would be {}, but {} has {}, and a line's bandwidth cannot be decreased (Direct Connect API "
      "reference, DC.1010). Leave it at {}, or order another line in the console",
      FormatBandwidth(*asked), change.id, FormatBandwidth(has), FormatBandwidth(has)));
}

class Connections final : public ObjectKind {
 public:
  Kind kind() const override { return Kind::kConnection; }
  const VendorTraits& traits() const override { return HuaweiTraits(); }
  Duration DefaultTimeout() const override { return std::chrono::minutes(20); }
  Listing& Objects(RegionBase& region) const override { return Region::Of(region).connections(); }
  std::string NameOf(const nlohmann::json& live) const override { return TextOf(live, "name"); }
  std::string WordOf(const nlohmann::json& live) const override { return TextOf(live, "status"); }
  const StateRow& RowOf(const nlohmann::json& live) const override { return LineRow(live); }
  TagSplit TagsOf(const nlohmann::json& live) const override { return SplitTags(live); }

  StatusOr<Observed> Observe(RegionBase& region, const nlohmann::json& live, const Value& prior, Freshness /*beside*/,
                             std::stop_token /*stop*/) const override {
    return Observed{.id = TextOf(live, "id"), .attributes = ReadConnection(live, region.name(), prior)};
  }

  // What a partner hosts is its tenant's at once: there is nothing to accept, and nothing was ever looked at.
  bool IsUnaccepted(const nlohmann::json& live) const override {
    return TextOf(live, "type") == "hosted" && !IsHostedByUs(live);
  }

  // A hosted connection is known by its VLAN on its operations connection.
  bool HasKey(const CreateRequest& request) const override {
    return !HostingOf(request).empty() && VlanOf(request).has_value();
  }
  bool MayMatch(const nlohmann::json& live, const CreateRequest& request) const override {
    return TextOf(live, "hosting_id") == HostingOf(request) && IntegerOf(live, "vlan") == VlanOf(request);
  }
  StatusOr<std::optional<Candidate>> Match(RegionBase& region, const nlohmann::json& live, Observed observed,
                                           const CreateRequest& request, std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto on, InterfacesOn(Region::Of(region), observed.id, std::move(stop)));
    observed.has_children = !on.empty();
    const Value found = ReadConnection(live, region.name(), Value::Null());
    const bool identical = FixedDifferences(Kind::kConnection, request.desired, found).empty();
    return std::optional(Candidate{.observed = std::move(observed),
                                   .identical = identical,
                                   .same = fmt::format("VLAN {} on {}", *VlanOf(request), HostingOf(request))});
  }

  StatusOr<Made> Make(RegionBase& base, const CreateRequest& request, const WaitContext& context,
                      std::stop_token stop) const override {
    if (HostingOf(request).empty()) {
      return UnimplementedError("Huawei Cloud's API orders no line. Order it in the console, and name it in `adopt`");
    }
    const nlohmann::json body = WriteHosted(request.desired);
    const auto answer = Region::Of(base).CallWhenFree({.operation = "CreateHostedDirectConnect", .members = body},
                                                      context, std::move(stop));
    if (!answer.ok()) return ExplainReceiver(answer.status(), request.desired);
    std::string id = TextOf(*answer, "id");
    if (id.empty()) return AnswerWithoutId("CreateHostedDirectConnect");
    return Made{std::move(id)};
  }

  Status Complete(RegionBase& base, const ObjectChange& made, Diagnostics& /*diagnostics*/,
                  std::stop_token stop) const override {
    return WaitForConnection(Region::Of(base), made.id, made.context, std::move(stop));
  }

  Status Settle(RegionBase& base, const std::string& id, const Object& live, const Value& /*desired*/,
                const WaitContext& context, Diagnostics& /*diagnostics*/, std::stop_token stop) const override {
    if (live != nullptr && !IsHostedByUs(*live)) return OkStatus();
    return WaitForConnection(Region::Of(base), id, context, std::move(stop));
  }

  Status Check(RegionBase& base, const CreateRequest& request, const WaitContext& /*context*/,
               std::stop_token stop) const override {
    const Freshness freshness = request.planned ? Freshness::kShared : request.freshness;
    const std::string hosting = HostingOf(request);
    if (hosting.empty()) return OkStatus();
    return CheckHosting(Region::Of(base), hosting, request.desired, freshness, std::move(stop));
  }
  Status CheckChange(RegionBase& /*base*/, const ObjectChange& change, Freshness /*beside*/,
                     std::stop_token /*stop*/) const override {
    return CheckLineChange(change);
  }
  Status ChangeInPlace(RegionBase& base, const ObjectChange& change, Diagnostics& /*diagnostics*/,
                       std::stop_token stop) const override {
    if (change.live == nullptr) return OkStatus();  // just made
    // All that rows can change travels together.
    const auto& rows = RowsOf(HuaweiTables(), Kind::kConnection);
    const auto changes = ModifyMembers(rows, change.changed, change.desired, change.live.get());
    if (changes.empty()) return OkStatus();
    Region& region = Region::Of(base);
    const std::string_view operation = IsHostedByUs(*change.live) ? "UpdateHostedDirectConnect" : "UpdateDirectConnect";
    const auto answer =
        region.CallWhenFree({.operation = std::string(operation), .id = change.id, .members = changes.front().members},
                            change.context, std::move(stop));
    region.connections().Invalidate(change.id);
    return answer.status().Annotate("changing " + change.id);
  }

  Status ApplyTags(RegionBase& base, const ObjectChange& change, const TagChange& tags, Diagnostics& /*diagnostics*/,
                   std::stop_token stop) const override {
    return huawei::ApplyTags(Region::Of(base), "BatchTagDirectConnect", change.id, tags, change.context,
                             std::move(stop));
  }

  // A line that is paid ahead is ended where it was ordered. Sources: Direct Connect API reference, error codes,
  // DC.0012; huaweicloudsdkdc, DirectConnect.charge_mode (prepayment, bandwidth, traffic); read 2026-11-30.
  Status CheckEnd(RegionBase& base, const DeleteRequest& request, std::stop_token stop) const override {
    const auto line = Objects(base).Get(request.id, Freshness::kShared, std::move(stop));
    if (!line.ok() || *line == nullptr || TextOf(**line, "charge_mode") != "prepayment") return OkStatus();
    return FailedPreconditionError(fmt::format(
        "{} is paid by the month or year, and Huawei Cloud's API ends no such line: it is unsubscribed in the billing "
        "centre. Set on_destroy = \"keep\" and unsubscribe it there",
        request.id));
  }

  StatusOr<nlohmann::json> Remove(RegionBase& base, const nlohmann::json& live, const DeleteRequest& request,
                                  const WaitContext& context, std::stop_token stop) const override {
    const std::string_view operation = IsHostedByUs(live) ? "DeleteHostedDirectConnect" : "DeleteDirectConnect";
    return Region::Of(base).CallWhenFree({.operation = std::string(operation), .id = request.id}, context,
                                         std::move(stop));
  }

  Status Explain(RegionBase& base, const nlohmann::json& /*live*/, const std::string& id, const Status& refusal,
                 std::stop_token stop) const override {
    return ExplainRefusedDelete(Region::Of(base), id, refusal, std::move(stop));
  }

 private:
  static std::string HostingOf(const CreateRequest& request) {
    return TextField(request.desired, kCloudName, vendor_field::kHostingId);
  }
  static std::optional<std::int64_t> VlanOf(const CreateRequest& request) {
    return IntegerField(request.desired.Get(kCloudName), vendor_field::kVlan);
  }

  static Status WaitForConnection(Region& region, const std::string& id, const WaitContext& context,
                                  std::stop_token stop) {
    const auto judge = [&](const nlohmann::json* connection) -> Verdict {
      if (connection == nullptr) return {.state = "not listed yet"};
      const std::string state = TextOf(*connection, "status");
      const Stage stage = LineRow(*connection).stage;
      if (IsLost(stage)) {
        return {.failure =
                    FailedPreconditionError(fmt::format("{} is `{}`: {}", id, state, TextOf(*connection, "reason")))};
      }
      return {.done = stage == Stage::kReady, .state = state};
    };
    return WaitFor(region.connections(), id, id + " to be opened", judge, context, std::move(stop)).status();
  }
};

}  // namespace

const Handler& ConnectionHandler() {
  static const Connections kKind;
  static const ObjectHandler kHandler(kKind);
  return kHandler;
}

}  // namespace ic::huawei
