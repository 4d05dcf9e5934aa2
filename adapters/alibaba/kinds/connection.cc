// Connections: ports that are ordered, and hosted ones that a partner offers.
#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/api_errors.h"
#include "adapters/alibaba/kinds/connection_steps.h"
#include "adapters/alibaba/kinds/handlers.h"
#include "adapters/alibaba/kinds/interface_parts.h"
#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/kinds/tagging.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "adapters/common/kinds/object_handler.h"
#include "adapters/contract/limits/refuse_if.h"
#include "base/text.h"

namespace ic::alibaba {
namespace {

StatusOr<std::vector<std::string>> InterfacesOn(Region& region, const std::string& id, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const auto snapshot, region.interfaces().All(Freshness::kLive, std::move(stop)));
  std::vector<std::string> on;
  for (const auto& [interface_id, interface] : snapshot->objects) {
    if (IsInterfaceAbsent(interface) || TextOf(*interface, "PhysicalConnectionId") != id) continue;
    on.push_back(fmt::format("{} (\"{}\")", interface_id, TextOf(*interface, "Name")));
  }
  return on;
}

// Source: alibabacloud_vpc20160428 7.2.2, CreatePhysicalConnection, RedundantPhysicalConnectionId; read 2026-11-30.
Status CheckRedundant(Region& region, const CreateRequest& request, std::stop_token stop) {
  const std::string id = VendorText(request.desired, vendor_field::kRedundantConnectionId);
  if (id.empty()) return OkStatus();
  IC_ASSIGN_OR_RETURN(const Object other, region.connections().Get(id, request.beneath(), std::move(stop)));
  if (other == nullptr) {
    return NotFoundError(
        fmt::format("`alibaba.redundant_connection_id` names {}, and this account has no connection "
                    "of that id in {}",
                    id, region.name()));
  }
  const std::string state = ConnectionState(*other);
  const PortStep step = PortStepOf(state);
  if (step == PortStep::kAllocated || step == PortStep::kConfirmed || step == PortStep::kInService) return OkStatus();
  return FailedPreconditionError(
      fmt::format("`alibaba.redundant_connection_id` names {}, which is in state {}: a port backs up one that is "
                  "allocated, confirmed or enabled",
                  id, state));
}

// An account orders no port before its outbound traffic is billed. The order says so itself; asked where a port goes
// for it. Source: alibabacloud_vpc20160428 7.2.2, GetPhysicalConnectionServiceStatus; read 2026-11-30.
Status CheckService(Region& region, std::stop_token stop) {
  const auto answer = region.Call("GetPhysicalConnectionServiceStatus", {}, std::move(stop));
  if (!answer.ok()) {
    const bool may_not = answer.status().code() == StatusCode::kPermissionDenied;
    return may_not ? OkStatus() : answer.status();
  }
  if (LenientFlagOf(*answer, "Enabled") != false) return OkStatus();
  return FailedPreconditionError(
      "outbound data transfer of Express Connect is not billed in this account yet, and until it is no port can be "
      "ordered (OperationFailed.PconnTrafficNotEnable): open it in the console, or by OpenPhysicalConnectionService");
}

// Ports that nobody has paid for yet; it cannot be raised. Source: Express Connect quotas, ec_quota_free_pconn_count
// (the page of CreatePhysicalConnection says five); read 2026-11-30.
constexpr std::size_t kMostUnpaid = 10;

// Likewise said by the order itself.
Status CheckUnpaid(Region& region, const CreateRequest& request, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const auto snapshot, region.connections().All(request.beneath(), std::move(stop)));
  std::vector<std::string> unpaid;
  for (const auto& [id, connection] : snapshot->objects) {
    const PortStep step = PortStepOf(TextViewOf(*connection, "Status"));
    const bool counts = step == PortStep::kOrdered || step == PortStep::kAllocating || step == PortStep::kAllocated ||
                        step == PortStep::kConfirmed;
    if (counts && id != request.replaces && !IsHostedConnection(*connection)) unpaid.push_back(id);
  }
  if (unpaid.size() < kMostUnpaid) return OkStatus();
  return FailedPreconditionError(fmt::format(
      "{} connections of this account are not in service yet ({}), and no other port is ordered beside so many: take "
      "some of them into service, or cancel them",
      unpaid.size(), JoinWords(unpaid, "and")));
}

std::vector<std::string> MarkKeys(const nlohmann::json& live) { return {alibaba::TagsOf(live).marks.mark}; }

class Connections final : public ObjectKind {
 public:
  Kind kind() const override { return Kind::kConnection; }
  const VendorTraits& traits() const override { return AlibabaTraits(); }
  std::string_view noun() const override { return "physical connection"; }
  Duration DefaultTimeout() const override { return std::chrono::minutes(30); }
  Listing& Objects(RegionBase& region) const override { return Region::Of(region).connections(); }
  std::string NameOf(const nlohmann::json& live) const override { return TextOf(live, "Name"); }
  std::string WordOf(const nlohmann::json& live) const override { return ConnectionState(live); }
  const StateRow& RowOf(const nlohmann::json& live) const override {
    return StateOf(Kind::kConnection, TextViewOf(live, "Status"));
  }
  TagSplit TagsOf(const nlohmann::json& live) const override { return alibaba::TagsOf(live); }
  Marks MarksOf(const CreateRequest& request) const override { return alibaba::MarksOf(request); }

  StatusOr<Observed> Observe(RegionBase& region, const nlohmann::json& live, const Value& prior, Freshness /*beside*/,
                             std::stop_token /*stop*/) const override {
    return Observed{.id = TextOf(live, "PhysicalConnectionId"),
                    .attributes = ReadConnection(live, region.name(), prior)};
  }

  Status AddHealth(RegionBase& /*region*/, const nlohmann::json& live, Freshness /*beside*/, Health& health,
                   std::stop_token /*stop*/) const override {
    health.state = HealthOf(RowOf(live), IsPaid(TextViewOf(live, "BusinessStatus")) ? -1 : 0);
    return OkStatus();
  }

  bool IsAllocated(const nlohmann::json& live) const override { return IsHostedConnection(live); }

  // Only a mark can tell: names, places and bandwidths may repeat.
  bool HasKey(const CreateRequest& request) const override { return !request.mark.empty(); }
  Listing::Way WayToAlike() const override { return MarkKeys; }
  std::vector<std::string> KeysOf(const CreateRequest& request) const override { return {request.mark}; }
  bool MayMatch(const nlohmann::json& live, const CreateRequest& request) const override {
    return alibaba::TagsOf(live).marks.mark == request.mark;
  }
  StatusOr<std::optional<Candidate>> Match(RegionBase& region, const nlohmann::json& live, Observed observed,
                                           const CreateRequest& request, std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const auto on, InterfacesOn(Region::Of(region), observed.id, std::move(stop)));
    observed.has_children = !on.empty();
    const Value found = ReadConnection(live, region.name(), Value::Null());
    const bool identical =
        FixedDifferences(AlibabaTraits(), Kind::kConnection, Comparable(request.desired, false), found).empty();
    return std::optional(Candidate{
        .observed = std::move(observed), .marked = true, .identical = identical, .same = "the mark of this resource"});
  }

  Status Check(RegionBase& base, const CreateRequest& request, const WaitContext& /*context*/,
               std::stop_token stop) const override {
    IC_RETURN_IF_ERROR(CheckOrdered(request.desired));
    IC_RETURN_IF_ERROR(CheckRedundant(Region::Of(base), request, stop));
    if (request.replaces.empty()) return OkStatus();
    IC_RETURN_IF_ERROR(CheckUnpaid(Region::Of(base), request, stop));
    return CheckService(Region::Of(base), std::move(stop));
  }

  // An order takes fewer bandwidths than a change of what is there.
  static Status CheckOrdered(const Value& desired) {
    const auto bandwidth = KnownBandwidth(desired, field::kBandwidth);
    if (!bandwidth || IsOrdered(*bandwidth)) return OkStatus();
    const std::string words = TextField(desired, field::kBandwidth);
    if (const FastPort* fast = FindFastPort(*bandwidth)) {
      if (!VendorField(desired, vendor_field::kPortType).is_null()) return OkStatus();
      return InvalidArgumentError(fmt::format(
          "`bandwidth` is {0}, which is the one of a port {1}: write alibaba = {{ port_type = \"{1}\" }} too", words,
          fast->port_type));
    }
    return InvalidArgumentError(
        fmt::format("`bandwidth` is {}, and a port is ordered with 50, 100, 200, 300, 400 or 500Mbps, 1, 2, 4, 5, 8 or "
                    "10Gbps: order "
                    "it with one of them; any other, up to 10240Mbps, is a change of the port that is there",
                    words));
  }

  StatusOr<Made> Make(RegionBase& base, const CreateRequest& request, const WaitContext& /*context*/,
                      std::stop_token stop) const override {
    Region& region = Region::Of(base);
    Parameters parameters = WriteConnection(request.desired);
    PutTags(parameters, "Tag", request.desired.Get(field::kTags), MarksOf(request));
    const auto answer = region.Call("CreatePhysicalConnection", parameters, std::move(stop));
    region.connections().InvalidateAll();
    if (!answer.ok()) return answer.status();
    std::string id = TextOf(*answer, "PhysicalConnectionId");
    if (id.empty()) return AnswerWithoutId("Alibaba Cloud", "CreatePhysicalConnection");
    return Made{std::move(id)};
  }

  Status Settle(RegionBase& base, const std::string& id, const Object& /*live*/, const Value& desired,
                const WaitContext& context, Diagnostics& diagnostics, std::stop_token stop) const override {
    return AdvanceConnection(Region::Of(base), id, desired, context, diagnostics, std::move(stop));
  }

  // How far the port is taken is no property that would tell two of them apart.
  Value Comparable(const Value& desired, bool /*offered*/) const override {
    Value comparable = desired;
    Value vendor = desired.Get("alibaba");
    if (vendor.kind() != Value::Kind::kObject) return comparable;
    vendor.Put(vendor_field::kEnabled, Value::Null());
    comparable.Put("alibaba", std::move(vendor));
    return comparable;
  }

  // A hosted connection has a word for that beside its state.
  bool IsOffered(RegionBase& /*region*/, const nlohmann::json& live, std::stop_token /*stop*/) const override {
    return alibaba::IsOffered(TextViewOf(live, "VpconnStatus"));
  }
  bool IsUnaccepted(const nlohmann::json& live) const override {
    return alibaba::IsOffered(TextViewOf(live, "VpconnStatus"));
  }
  Status Accept(RegionBase& base, const nlohmann::json& live, const CreateRequest& /*request*/,
                const WaitContext& /*context*/, std::stop_token stop) const override {
    const Parameters parameters = {{"PhysicalConnectionId", TextOf(live, "PhysicalConnectionId")}};
    return Region::Of(base).Call("ConfirmPhysicalConnection", parameters, std::move(stop)).status();
  }

  // The documents of ConfirmPhysicalConnection and DeleteVirtualPhysicalConnection, read 2026-11-30, leave it to the
  // partner.
  StatusOr<nlohmann::json> Decline(RegionBase& /*region*/, const nlohmann::json& /*live*/, const std::string& id,
                                   const WaitContext& /*context*/, std::stop_token /*stop*/) const override {
    return UnimplementedError(fmt::format(
        "Alibaba Cloud has no call that declines a hosted connection: have the partner who offers {} delete it", id));
  }

  // No member of the change says it: the kind of the port does.
  Status CheckChange(RegionBase& /*region*/, const ObjectChange& change, Freshness /*beside*/,
                     std::stop_token /*stop*/) const override {
    const auto bandwidth = KnownBandwidth(change.desired, field::kBandwidth);
    if (!bandwidth || !Touches(change.changed, field::kBandwidth)) return OkStatus();
    const FastPort* fast = FindFastPort(*bandwidth);
    const std::string type = VendorText(change.desired, vendor_field::kPortType);
    if (fast == nullptr || type == fast->port_type) return OkStatus();
    return InvalidArgumentError(fmt::format(
        "`bandwidth` is {}, which is the one of a port {}, and {} is a port {}: change alibaba.port_type with it",
        TextField(change.desired, field::kBandwidth), fast->port_type, change.id,
        type.empty() ? "of another kind" : type));
  }

  Status ChangeInPlace(RegionBase& base, const ObjectChange& change, Diagnostics& /*diagnostics*/,
                       std::stop_token stop) const override {
    Region& region = Region::Of(base);
    if (Touches(change.changed, "alibaba.resource_group_id")) {
      const Status moved = ChangeResourceGroup(region, kConnectionResource, change, stop);
      region.connections().Invalidate(change.id);
      IC_RETURN_IF_ERROR(moved);
    }
    Parameters parameters = WriteConnectionChange(change.changed, change.desired);
    if (parameters.empty()) return OkStatus();
    parameters["PhysicalConnectionId"] = change.id;
    const auto answer = region.Call("ModifyPhysicalConnectionAttribute", parameters, std::move(stop));
    region.connections().Invalidate(change.id);
    return answer.status().Annotate(
        fmt::format("changing {}, which is in state {}", change.id, ConnectionState(*change.live)));
  }

  Status ApplyTags(RegionBase& base, const ObjectChange& change, const TagChange& tags, Diagnostics& /*diagnostics*/,
                   std::stop_token stop) const override {
    return alibaba::ApplyTags(Region::Of(base), kConnectionResource, change.id, tags, std::move(stop));
  }

  Status ChangeLast(RegionBase& base, const ObjectChange& change, Diagnostics& diagnostics,
                    std::stop_token stop) const override {
    const bool steps = std::ranges::any_of(change.changed, [](const std::string& path) {
      return path.starts_with("alibaba.loa_") || path == "alibaba.enabled" || path == "alibaba";
    });
    // A connection that is taken over is looked at, whatever of it differs.
    if (!steps && !change.prior.is_null()) return OkStatus();
    return AdvanceConnection(Region::Of(base), change.id, change.desired, change.context, diagnostics, std::move(stop));
  }

  StatusOr<nlohmann::json> Remove(RegionBase& base, const nlohmann::json& live, const DeleteRequest& /*request*/,
                                  const WaitContext& context, std::stop_token stop) const override {
    IC_RETURN_IF_ERROR(RemoveConnection(Region::Of(base), live, context, std::move(stop)));
    return nlohmann::json::object();
  }

  Status Explain(RegionBase& base, const nlohmann::json& /*live*/, const std::string& id, const Status& refusal,
                 std::stop_token stop) const override {
    if (!HasCode(refusal, "Forbidden")) return refusal;
    const auto on = InterfacesOn(Region::Of(base), id, std::move(stop));
    if (!on.ok() || on->empty()) return refusal;
    return Reworded(refusal, fmt::format("{} cannot be deleted while virtual border routers are on it: {}. Delete "
                                         "them first. Alibaba Cloud says: {}",
                                         id, JoinWords(*on, "and"), refusal.message()));
  }
};

}  // namespace

const Handler& ConnectionHandler() {
  static const Connections kKind;
  static const ObjectHandler kHandler(kKind);
  return kHandler;
}

}  // namespace ic::alibaba
