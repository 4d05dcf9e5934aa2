// Virtual interfaces: what they are at Huawei.
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/api_client.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/extras.h"
#include "adapters/common/kinds/object_handler.h"
#include "adapters/huawei/client/api_errors.h"
#include "adapters/huawei/kinds/change.h"
#include "adapters/huawei/kinds/handlers.h"
#include "adapters/huawei/kinds/interface_parts.h"
#include "adapters/huawei/kinds/mapping.h"
#include "adapters/huawei/kinds/region.h"
#include "adapters/huawei/tables/states.h"
#include "adapters/huawei/tables/traits.h"

namespace ic::huawei {
namespace {

bool KeyMatches(const nlohmann::json& interface, const CreateRequest& request) {
  const SessionRequest wanted = RequestedSession(request.desired, request.secrets.auth_key);
  const std::vector<Session> sessions = LiveSessions(interface);
  const Session* session = FindSession(sessions, wanted.address_family);
  return session != nullptr && Satisfies(*session, wanted);
}

bool SamePort(const nlohmann::json& live, const CreateRequest& request) {
  const std::string port = TextField(request.desired, field::kConnectionId);
  return TextOf(live, "direct_connect_id") == port || TextOf(live, "lag_id") == port;
}

bool SameSlot(const nlohmann::json& live, const CreateRequest& request) {
  const auto vlan = IntegerField(request.desired, field::kVlan);
  return vlan && IntegerOf(live, "vlan") == vlan && SamePort(live, request);
}

std::string SlotOf(std::string_view port, std::int64_t vlan) { return fmt::format("{}/{}", port, vlan); }

std::vector<std::string> KeysOfInterface(const nlohmann::json& live) {
  std::vector<std::string> keys = MarksIn(live);
  const auto vlan = IntegerOf(live, "vlan");
  for (const char* port : {"direct_connect_id", "lag_id"}) {
    if (vlan) keys.push_back(SlotOf(TextViewOf(live, port), *vlan));
  }
  return keys;
}

class Interfaces final : public ObjectKind {
 public:
  Kind kind() const override { return Kind::kVirtualInterface; }
  const VendorTraits& traits() const override { return HuaweiTraits(); }
  // As Huawei's Terraform provider waits.
  Duration DefaultTimeout() const override { return std::chrono::minutes(30); }
  Listing& Objects(RegionBase& region) const override { return Region::Of(region).interfaces(); }
  std::string NameOf(const nlohmann::json& live) const override { return TextOf(live, "name"); }
  std::string WordOf(const nlohmann::json& live) const override { return TextOf(live, "status"); }
  const StateRow& RowOf(const nlohmann::json& live) const override { return InterfaceRow(live); }
  TagSplit TagsOf(const nlohmann::json& live) const override { return SplitTags(live); }
  bool IsFullOfTags(const nlohmann::json& live) const override {
    return static_cast<std::int64_t>(ListOf(live, "tags").size()) >= kMostTags;
  }

  // `prior` says which session is tracked.
  StatusOr<Observed> Observe(RegionBase& base, const nlohmann::json& live, const Value& prior, Freshness /*beside*/,
                             std::stop_token stop) const override {
    IC_RETURN_IF_ERROR(Sessions().CheckTold(live));
    const std::vector<Session> sessions = LiveSessions(live);
    std::string family = TextField(prior, field::kAddressFamily);
    if (family.empty()) family = OwnFamily(sessions);
    const std::string global = TextOf(live, "service_type") == "GDGW" ? TextOf(live, "gateway_id") : "";
    const std::string cloud_asn =
        Region::Of(base).CloudAsnOf(global.empty() ? TextOf(live, "vgw_id") : global, !global.empty(), std::move(stop));
    Observed observed;
    observed.id = TextOf(live, "id");
    const Session* own = FindSession(sessions, family);
    observed.attributes = ReadInterface(live, own, cloud_asn, base.name(), prior);
    if (own != nullptr) observed.extras = ExtrasOf(traits(), kind(), {{"bgp_md5", own->auth_key.value_or("")}});
    observed.has_children = sessions.size() > 1;
    observed.sessions = Families(sessions);
    return observed;
  }

  Status AddHealth(RegionBase& /*region*/, const nlohmann::json& live, Freshness /*beside*/, Health& health,
                   std::stop_token /*stop*/) const override {
    AddSessions(LiveSessions(live), Sessions().words(), InterfaceRow(live), health);
    return OkStatus();
  }

  Listing::Way WayToAlike() const override { return KeysOfInterface; }
  std::vector<std::string> KeysOf(const CreateRequest& request) const override {
    std::vector<std::string> keys = {request.mark};
    const auto vlan = IntegerField(request.desired, field::kVlan);
    if (vlan) keys.push_back(SlotOf(TextField(request.desired, field::kConnectionId), *vlan));
    return keys;
  }
  bool MayMatch(const nlohmann::json& live, const CreateRequest& request) const override {
    return HasMark(live, request.mark) || SameSlot(live, request);
  }
  StatusOr<std::optional<Candidate>> Match(RegionBase& /*region*/, const nlohmann::json& live, Observed observed,
                                           const CreateRequest& request, std::stop_token /*stop*/) const override {
    Candidate candidate;
    candidate.marked = HasMark(live, request.mark);
    candidate.identical = SamePort(live, request) && KeyMatches(live, request) &&
                          FixedDifferences(Kind::kVirtualInterface, request.desired, observed.attributes).empty();
    candidate.same = SameSlot(live, request) ? fmt::format("VLAN {} on {}", IntegerOf(live, "vlan").value_or(0),
                                                           TextField(request.desired, field::kConnectionId))
                                             : std::string("the mark of this resource");
    candidate.observed = std::move(observed);
    return std::optional(std::move(candidate));
  }

  Status Check(RegionBase& base, const CreateRequest& request, const WaitContext& context,
               std::stop_token stop) const override {
    return CheckInterface(Region::Of(base), request, context, std::move(stop));
  }
  StatusOr<Made> Make(RegionBase& base, const CreateRequest& request, const WaitContext& context,
                      std::stop_token stop) const override {
    return MakeInterface(Region::Of(base), request, MarksOf(request), context, std::move(stop));
  }
  // The create takes no intervals of BFD; an interface that is offered is tuned by who accepts it.
  Status Complete(RegionBase& base, const ObjectChange& made, Diagnostics& diagnostics,
                  std::stop_token stop) const override {
    Region& region = Region::Of(base);
    IC_RETURN_IF_ERROR(WaitForInterface(region, made.id, false, made.context, stop));
    if (!TextField(made.desired, kCloudName, vendor_field::kResourceTenantId).empty()) return OkStatus();
    if (TextField(made.desired, kCloudName, vendor_field::kGatewayType) != "GDGW") {
      NoteFamily(region, TextField(made.desired, field::kGatewayId),
                 RequestedSession(made.desired, std::nullopt).address_family, diagnostics, stop);
    }
    return TuneDetection(region, made.id, made.desired, made.context, std::move(stop));
  }
  Status Settle(RegionBase& base, const std::string& id, const Object& live, const Value& desired,
                const WaitContext& context, Diagnostics& /*diagnostics*/, std::stop_token stop) const override {
    Region& region = Region::Of(base);
    IC_RETURN_IF_ERROR(WaitForInterface(region, id, false, context, stop));
    // A create that was cut short may not have come to this.
    if (live == nullptr || IsUnderway(InterfaceRow(*live).stage)) return OkStatus();
    return TuneDetection(region, id, desired, context, std::move(stop));
  }

  // What it carries is compared with what is wanted, session by session.
  Value ReadAs(const Value& desired) const override { return desired; }
  // Whoever sees the line made the offer. (One on a LAG, which the API does not list, may be either's.)
  bool IsOffered(RegionBase& base, const nlohmann::json& live, std::stop_token stop) const override {
    if (InterfaceRow(live).stage != Stage::kOffered) return false;
    const std::string line_id = TextOf(live, "direct_connect_id");
    if (line_id.empty()) return true;
    const auto line = Region::Of(base).connections().Get(line_id, Freshness::kShared, std::move(stop));
    return !line.ok() || *line == nullptr;
  }
  Status CheckTakeover(RegionBase& base, const nlohmann::json& live, const CreateRequest& request,
                       std::stop_token stop) const override {
    return CheckOffer(Region::Of(base), live, request.desired, request.beneath(), std::move(stop));
  }
  Status Accept(RegionBase& base, const nlohmann::json& live, const CreateRequest& /*request*/,
                const WaitContext& context, std::stop_token stop) const override {
    return AcceptInterface(Region::Of(base), TextOf(live, "id"), context, std::move(stop));
  }
  StatusOr<nlohmann::json> Decline(RegionBase& base, const nlohmann::json& /*live*/, const std::string& id,
                                   const WaitContext& context, std::stop_token stop) const override {
    return RejectInterface(Region::Of(base), id, context, std::move(stop));
  }
  Status SettleTaken(RegionBase& base, const std::string& id, bool accepted, const WaitContext& context,
                     std::stop_token stop) const override {
    return WaitForInterface(Region::Of(base), id, accepted, context, std::move(stop));
  }

  Status CheckChange(RegionBase& base, const ObjectChange& change, Freshness beside,
                     std::stop_token stop) const override {
    return CheckInterfaceChange(Region::Of(base), change, beside, std::move(stop));
  }
  Status ChangeInPlace(RegionBase& base, const ObjectChange& change, Diagnostics& /*diagnostics*/,
                       std::stop_token stop) const override {
    return ChangeInterface(Region::Of(base), change, std::move(stop));
  }
  Status ApplyTags(RegionBase& base, const ObjectChange& change, const TagChange& tags, Diagnostics& /*diagnostics*/,
                   std::stop_token stop) const override {
    return huawei::ApplyTags(Region::Of(base), "BatchTagVirtualInterface", change.id, Fitting(tags, *change.live),
                             change.context, std::move(stop));
  }

  StatusOr<nlohmann::json> Remove(RegionBase& base, const nlohmann::json& live, const DeleteRequest& request,
                                  const WaitContext& context, std::stop_token stop) const override {
    Region& region = Region::Of(base);
    auto deleted = region.CallWhenFree({.operation = "DeleteVirtualInterface", .id = request.id}, context, stop);
    const bool offered = InterfaceRow(live).stage == Stage::kOffered;
    if (deleted.ok() || !offered || !IsOfAnotherTenant(deleted.status())) return deleted;
    // An offer is its maker's to delete; whoever it was made to declines it.
    return RejectInterface(region, request.id, context, std::move(stop));
  }
};

}  // namespace

const ObjectKind& InterfaceKind() {
  static const Interfaces kKind;
  return kKind;
}

const Handler& InterfaceHandler() {
  static const ObjectHandler kHandler(InterfaceKind());
  return kHandler;
}

}  // namespace ic::huawei
