// Connections: ports that are ordered or offered, and their membership in a LAG.
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/change.h"
#include "adapters/aws/kinds/handlers.h"
#include "adapters/aws/kinds/interface_parts.h"
#include "adapters/aws/kinds/mapping.h"
#include "adapters/aws/kinds/region.h"
#include "adapters/aws/tables/states.h"
#include "adapters/aws/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/object_handler.h"
#include "adapters/common/kinds/rows.h"
#include "adapters/contract/bandwidth.h"
#include "base/text.h"

namespace ic::aws {
namespace {

// The interfaces on a connection that are not gone, live.
StatusOr<std::vector<std::string>> InterfacesOn(Region& region, const std::string& id, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const auto snapshot, region.interfaces().All(Freshness::kLive, stop));
  std::vector<std::string> on;
  for (const auto& [interface_id, interface] : snapshot->objects) {
    if (TextOf(*interface, "connectionId") != id) continue;
    if (IsInterfaceAbsent(interface)) continue;
    on.push_back(fmt::format("{} (\"{}\")", interface_id, TextOf(*interface, "virtualInterfaceName")));
  }
  return on;
}

// AWS's refusals name no object that is in the way: look for it.
Status ExplainRefusedDelete(Region& region, const nlohmann::json& connection, const std::string& id,
                            const Status& refusal, std::stop_token stop) {
  if (refusal.remote() == nullptr || refusal.remote()->http_status != 400) return refusal;
  const auto on = InterfacesOn(region, id, stop);
  if (on.ok() && !on->empty()) {
    return Reworded(refusal, fmt::format("{} cannot be deleted while virtual interfaces are on it: {}. Delete them or "
                                         "move them to another connection first. AWS says: {}",
                                         id, JoinWords(*on, "and"), refusal.message()));
  }
  const std::string lag_id = TextOf(connection, "lagId");
  if (lag_id.empty()) return refusal;
  const StatusOr<Object> lag = region.lags().Get(lag_id, Freshness::kLive, stop);
  if (!lag.ok() || *lag == nullptr) return refusal;
  return Reworded(refusal,
                  fmt::format("{} is one of {} connections of {}, which needs {} at least (its minimum links). "
                              "Lower that number or add a connection first. AWS says: {}",
                              id, ListOf(**lag, "connections").size(), lag_id,
                              IntegerOf(**lag, "minimumLinks").value_or(0), refusal.message()));
}

// One change in place, and what was listed is old.
Status Send(Region& region, const std::string& id, std::string_view operation, const nlohmann::json& input,
            std::stop_token stop) {
  const auto answer = region.Call(operation, input, std::move(stop));
  region.connections().Invalidate(id);
  return answer.status();
}

// What a row can change, as far as `changed` names it.
Status SetConnectionMembers(Region& region, const ObjectChange& change, const std::vector<std::string>& changed,
                            std::stop_token stop) {
  const auto& rows = RowsOf(AwsTables(), Kind::kConnection);
  for (MemberChange& one : ModifyMembers(rows, changed, change.desired, change.live.get())) {
    one.members["connectionId"] = change.id;
    IC_RETURN_IF_ERROR(Send(region, change.id, "UpdateConnection", one.members, stop)
                           .Annotate(fmt::format("changing `{}` of {}", one.name, change.id)));
  }
  return OkStatus();
}

// What the answers tell of pairs of ports, and no call takes. Source: RequestBillingMode of the API model.
Status CheckBillingMode(const Value& desired, const std::string& live) {
  const std::string mode = VendorText(desired, vendor_field::kBillingMode);
  if (!mode.starts_with("PortPair") || mode == live) return OkStatus();
  return InvalidArgumentError(fmt::format(
      "`aws.billing_mode` is {}, which ports have that were paired in AWS's console: no call takes it. Leave it out, "
      "or choose PayAsYouGo or one of FlatRateTier1 to FlatRateTier5",
      mode));
}

Status SetBillingMode(Region& region, const ObjectChange& change, std::stop_token stop) {
  const std::string wanted = VendorText(change.desired, vendor_field::kBillingMode);
  if (wanted.empty() || wanted == TextOf(*change.live, "billingMode")) return OkStatus();
  return Send(region, change.id, "UpdateConnectionsBillingMode",
              {{"connectionIds", {change.id}}, {"billingMode", wanted}}, std::move(stop))
      .Annotate(fmt::format("changing how {} is billed", change.id));
}

Status SetLag(Region& region, const ObjectChange& change, std::stop_token stop) {
  if (!VendorField(change.desired, vendor_field::kLagId).is_known()) return OkStatus();
  const std::string wanted = VendorText(change.desired, vendor_field::kLagId);
  const std::string now = TextOf(*change.live, "lagId");
  if (wanted == now) return OkStatus();
  const bool leave = wanted.empty();
  const std::string lag_id = leave ? now : wanted;
  IC_ASSIGN_OR_RETURN(const auto held, region.locks().Take(lag_id, stop));
  const auto answer = CallWhenSteady(region, leave ? "DisassociateConnectionFromLag" : "AssociateConnectionWithLag",
                                     {{"connectionId", change.id}, {"lagId", lag_id}}, stop);
  // Its interfaces move to the LAG, or stay there.
  region.connections().Invalidate(change.id);
  region.lags().InvalidateAll();
  region.interfaces().InvalidateAll();
  return answer.status().Annotate(
      fmt::format(fmt::runtime(leave ? "taking {} out of {}" : "putting {} into {}"), change.id, lag_id));
}

Status CheckLag(Region& region, const Value& desired, std::stop_token stop) {
  const std::string id = VendorText(desired, vendor_field::kLagId);
  if (id.empty()) return OkStatus();
  IC_ASSIGN_OR_RETURN(const Object lag, region.lags().Get(id, Freshness::kShared, std::move(stop)));
  if (lag == nullptr) {
    return NotFoundError(fmt::format("`aws.lag_id` names {}, which does not exist in {}", id, region.name()));
  }
  if (const std::string state = TextOf(*lag, "lagState"); IsLost(StateOf(Kind::kConnection, state).stage)) {
    return FailedPreconditionError(
        fmt::format("`aws.lag_id` names {}, which is `{}` and takes no connection any more", id, state));
  }
  const std::string location = TextField(desired, field::kLocation);
  if (const std::string there = TextOf(*lag, "location"); !location.empty() && !there.empty() && location != there) {
    return InvalidArgumentError(
        fmt::format("`location` is {}, but {} is at {}: the connections of a LAG are at one location (Direct Connect "
                    "user guide, link aggregation groups)",
                    location, id, there));
  }
  const auto wanted = ParseBandwidth(TextField(desired, field::kBandwidth));
  const auto have = ParseBandwidth(TextOf(*lag, "connectionsBandwidth"));
  if (!wanted.ok() || !have.ok() || *wanted == *have) return OkStatus();
  return InvalidArgumentError(
      fmt::format("`bandwidth` is {}, but the connections of {} have {} each, and all of a LAG "
                  "have one (Direct Connect user guide, link aggregation groups)",
                  FormatBandwidth(*wanted), id, FormatBandwidth(*have)));
}

// A hosted connection is a part of a port (or LAG) of its partner. Source: user guide, link aggregation groups: a LAG
// is of dedicated connections.
Status CheckCanJoin(const ObjectChange& change) {
  const std::string lag = VendorText(change.desired, vendor_field::kLagId);
  const bool joins = Touches(change.changed, "aws.lag_id") && !lag.empty() && lag != TextOf(*change.live, "lagId");
  if (!joins || !IntegerOf(*change.live, "vlan")) return OkStatus();
  return InvalidArgumentError(fmt::format(
      "`aws.lag_id` names {}, but {} is a hosted connection, and a LAG is of dedicated ones (Direct Connect "
      "user guide, link aggregation groups). Take `lag_id` out",
      lag, change.id));
}

// The order says it too: asked while planning, and where a port goes for it. Source: DescribeLocations of the API
// model, availableMacSecPortSpeeds; read 2026-11-30.
Status CheckMacsec(Region& region, const CreateRequest& request, std::stop_token stop) {
  const bool asked = VendorField(request.desired, vendor_field::kRequestMacsec) == Value::Bool(true);
  const auto wanted = ParseBandwidth(TextField(request.desired, field::kBandwidth));
  const std::string code = TextField(request.desired, field::kLocation);
  if (!asked || (!request.planned && request.replaces.empty()) || !wanted.ok() || code.empty()) return OkStatus();
  const auto locations = region.List("DescribeLocations", nlohmann::json::object(), std::move(stop));
  if (!locations.ok()) return OkStatus();  // said by whoever asks whether there are ports at all
  for (const nlohmann::json& location : *locations) {
    if (TextOf(location, "locationCode") != code || MemberOf(location, "availableMacSecPortSpeeds") == nullptr)
      continue;
    std::vector<std::string> speeds;
    for (const nlohmann::json& speed : ListOf(location, "availableMacSecPortSpeeds")) {
      const auto bits = ParseBandwidth(speed.is_string() ? speed.get<std::string>() : std::string());
      if (!bits.ok()) continue;
      if (*bits == *wanted) return OkStatus();
      speeds.push_back(FormatBandwidth(*bits));
    }
    return InvalidArgumentError(fmt::format(
        "`aws.request_macsec` is true, and {} has no port of {} with MACsec{}. Leave it out, or choose another "
        "bandwidth or location",
        code, FormatBandwidth(*wanted), speeds.empty() ? "" : fmt::format(", only of {}", JoinWords(speeds, "and"))));
  }
  return OkStatus();
}

class Connections final : public ObjectKind {
 public:
  Kind kind() const override { return Kind::kConnection; }
  const VendorTraits& traits() const override { return AwsTraits(); }
  Duration DefaultTimeout() const override { return std::chrono::minutes(30); }
  Listing& Objects(RegionBase& region) const override { return Region::Of(region).connections(); }
  std::string NameOf(const nlohmann::json& live) const override { return TextOf(live, "connectionName"); }
  std::string WordOf(const nlohmann::json& live) const override { return TextOf(live, "connectionState"); }
  const StateRow& RowOf(const nlohmann::json& live) const override {
    return StateOf(Kind::kConnection, TextViewOf(live, "connectionState"));
  }
  TagSplit TagsOf(const nlohmann::json& live) const override { return SplitTags(live); }

  StatusOr<Observed> Observe(RegionBase& region, const nlohmann::json& live, const Value& prior, Freshness /*beside*/,
                             std::stop_token /*stop*/) const override {
    return Observed{.id = TextOf(live, "connectionId"), .attributes = ReadConnection(live, region.name(), prior)};
  }

  // A hosted one: only these have a VLAN, which the partner gave it, and only these wait for somebody to accept them. A
  // partner's name says nothing: one's own ports have that of their facility.
  bool IsAllocated(const nlohmann::json& live) const override {
    return IntegerOf(live, "vlan").has_value() || IsUnaccepted(live);
  }

  // Only a mark can tell: names, locations and bandwidths may repeat.
  bool HasKey(const CreateRequest& request) const override { return !request.mark.empty(); }
  Listing::Way WayToAlike() const override { return MarksIn; }
  std::vector<std::string> KeysOf(const CreateRequest& request) const override { return {request.mark}; }
  bool MayMatch(const nlohmann::json& live, const CreateRequest& request) const override {
    return HasMark(live, request.mark);
  }
  StatusOr<std::optional<Candidate>> Match(RegionBase& region, const nlohmann::json& live, Observed observed,
                                           const CreateRequest& request, std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto on, InterfacesOn(Region::Of(region), observed.id, std::move(stop)));
    observed.has_children = !on.empty();
    const Value found = ReadConnection(live, region.name(), Value::Null());
    const bool identical = FixedDifferences(Kind::kConnection, request.desired, found).empty();
    return std::optional(Candidate{
        .observed = std::move(observed), .marked = true, .identical = identical, .same = "the mark of this resource"});
  }

  // The bundle it is ordered into. (The location is checked by whoever asks for all clouds.)
  Status Check(RegionBase& base, const CreateRequest& request, const WaitContext& /*context*/,
               std::stop_token stop) const override {
    IC_RETURN_IF_ERROR(CheckBillingMode(request.desired, ""));
    IC_RETURN_IF_ERROR(CheckMacsec(Region::Of(base), request, stop));
    return CheckLag(Region::Of(base), request.desired, std::move(stop));
  }
  Status CheckChange(RegionBase& /*base*/, const ObjectChange& change, Freshness /*beside*/,
                     std::stop_token /*stop*/) const override {
    if (change.live == nullptr) return OkStatus();
    IC_RETURN_IF_ERROR(CheckBillingMode(change.desired, TextOf(*change.live, "billingMode")));
    return CheckCanJoin(change);
  }
  StatusOr<Made> Make(RegionBase& base, const CreateRequest& request, const WaitContext& /*context*/,
                      std::stop_token stop) const override {
    nlohmann::json input = WriteConnection(request.desired);
    nlohmann::json tags = TagList(request.desired.Get(field::kTags), MarksOf(request));
    if (!tags.empty()) input["tags"] = std::move(tags);
    IC_ASSIGN_OR_RETURN(nlohmann::json answer, Region::Of(base).Call("CreateConnection", input, std::move(stop)));
    std::string id = TextOf(answer, "connectionId");
    if (id.empty()) return AnswerWithoutId("CreateConnection");
    return Made{std::move(id), std::make_shared<const nlohmann::json>(std::move(answer))};
  }

  // The create has no member for the mode. AWS may take it only once the port is there: then the next run sets it.
  Status Complete(RegionBase& base, const ObjectChange& made, Diagnostics& diagnostics,
                  std::stop_token stop) const override {
    const Status status = SetConnectionMembers(Region::Of(base), made, {"aws.encryption_mode"}, std::move(stop));
    if (status.ok()) return status;
    diagnostics.AddWarning(AttributePath("aws").Attribute("encryption_mode"), "MACsec mode not set yet",
                           fmt::format("The connection {} was ordered, but AWS did not take its MACsec mode yet: {}. "
                                       "The next run tries again.",
                                       made.id, status.message()));
    return OkStatus();
  }

  Status Accept(RegionBase& base, const nlohmann::json& live, const CreateRequest& /*request*/,
                const WaitContext& /*context*/, std::stop_token stop) const override {
    const nlohmann::json input = {{"connectionId", TextOf(live, "connectionId")}};
    return Region::Of(base).Call("ConfirmConnection", input, std::move(stop)).status();
  }

  Status ChangeInPlace(RegionBase& base, const ObjectChange& change, Diagnostics& /*diagnostics*/,
                       std::stop_token stop) const override {
    Region& region = Region::Of(base);
    IC_RETURN_IF_ERROR(SetConnectionMembers(region, change, change.changed, stop));
    if (Touches(change.changed, "aws.billing_mode")) IC_RETURN_IF_ERROR(SetBillingMode(region, change, stop));
    return Touches(change.changed, "aws.lag_id") ? SetLag(region, change, std::move(stop)) : OkStatus();
  }

  Status ApplyTags(RegionBase& base, const ObjectChange& change, const TagChange& tags, Diagnostics& diagnostics,
                   std::stop_token stop) const override {
    return aws::ApplyTags(Region::Of(base), *change.live, "dxcon", change.id, tags, false, diagnostics,
                          std::move(stop));
  }

  StatusOr<nlohmann::json> Remove(RegionBase& base, const nlohmann::json& /*live*/, const DeleteRequest& request,
                                  const WaitContext& /*context*/, std::stop_token stop) const override {
    Region& region = Region::Of(base);
    auto answer = region.Call("DeleteConnection", {{"connectionId", request.id}}, std::move(stop));
    region.connections().Invalidate(request.id);
    region.lags().InvalidateAll();
    return answer;
  }

  Status Explain(RegionBase& base, const nlohmann::json& live, const std::string& id, const Status& refusal,
                 std::stop_token stop) const override {
    return ExplainRefusedDelete(Region::Of(base), live, id, refusal, std::move(stop));
  }
};

}  // namespace

const Handler& ConnectionHandler() {
  static const Connections kKind;
  static const ObjectHandler kHandler(kKind);
  return kHandler;
}

}  // namespace ic::aws
