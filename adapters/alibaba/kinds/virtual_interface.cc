// Virtual border routers: what they are at Alibaba Cloud.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/api_errors.h"
#include "adapters/alibaba/kinds/handlers.h"
#include "adapters/alibaba/kinds/interface_parts.h"
#include "adapters/alibaba/kinds/ipv6.h"
#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/kinds/routes.h"
#include "adapters/alibaba/kinds/session_change.h"
#include "adapters/alibaba/kinds/tagging.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "adapters/common/kinds/object_handler.h"
#include "adapters/common/session/session.h"
#include "base/text.h"

namespace ic::alibaba {
namespace {

// The accounts of a router and its connection, as far as another one has part in it. Only the list of the connection's
// owner tells whose a router is: who may not ask has a router on somebody else's connection.
struct Parties {
  AccountRole role = AccountRole::kOwner;
  std::string owner = {};  // of the router, if that is another account
};
StatusOr<Parties> PartiesOf(Region& region, const nlohmann::json& interface, std::stop_token stop) {
  const std::string id = TextOf(interface, "VbrId");
  const auto list = region.List("DescribeVirtualBorderRoutersForPhysicalConnection",
                                {{"PhysicalConnectionId", TextOf(interface, "PhysicalConnectionId")},
                                 {"Filter.1.Key", "VbrId"},
                                 {"Filter.1.Value.1", id}},
                                std::move(stop));
  if (!list.ok()) {
    const bool not_ours =
        list.status().code() == StatusCode::kNotFound || list.status().code() == StatusCode::kPermissionDenied;
    return not_ours ? StatusOr<Parties>(Parties{AccountRole::kAccepting}) : list.status();
  }
  for (const nlohmann::json& router : *list) {
    const auto owner = NumberOf(router, "VbrOwnerUid");
    if (TextOf(router, "VbrId") != id || !owner) continue;
    if (owner == NumberOf(interface, "PhysicalConnectionOwnerUid")) return Parties();
    return Parties{AccountRole::kOffering, std::to_string(*owner)};
  }
  return Parties();
}

// The router's static routes. Of one that is imported, who may not see them has none.
Status PutRoutes(Region& region, const nlohmann::json& live, bool imported, Value& attributes, std::stop_token stop) {
  const StatusOr<Routes> routes = ReadRoutes(region, live, std::move(stop));
  if (!routes.ok()) {
    const bool unseen =
        routes.status().code() == StatusCode::kNotFound || routes.status().code() == StatusCode::kPermissionDenied;
    return imported && unseen ? OkStatus() : routes.status();
  }
  const std::vector<std::string> prefixes(routes->begin(), routes->end());
  attributes.Put(field::kCustomerPrefixes, prefixes.empty() ? Value::Null() : Value::StringSet(prefixes));
  return OkStatus();
}

std::string WithFewOf(std::vector<std::string> prefixes) {
  constexpr std::size_t kTold = 5;
  const std::size_t more = prefixes.size() > kTold ? prefixes.size() - kTold : 0;
  prefixes.resize(prefixes.size() - more);
  if (more > 0) prefixes.push_back(fmt::format("{} more", more));
  return JoinWords(prefixes, "and");
}

// Of a router that is imported with its sessions: nothing tells whether the routes beside them are its own, so it is
// imported as one that speaks BGP, and they stay what they are.
Status SayRoutes(Region& region, const nlohmann::json& live, Observed& observed, std::stop_token stop) {
  Value routed;
  IC_RETURN_IF_ERROR(PutRoutes(region, live, /*imported=*/true, routed, std::move(stop)));
  const std::vector<std::string> prefixes = TextsOf(routed.Get(field::kCustomerPrefixes));
  if (prefixes.empty()) return OkStatus();
  observed.left_out = fmt::format(
      "{} has BGP sessions and {} over its VLAN, {}. It is read as a router that exchanges its routes by BGP, and "
      "nothing "
      "of the configuration has these: they stay as they are. To manage them too, write route_mode = \"static\" with "
      "customer_prefixes, leave customer_asn out, and make each session a bgp_peer.",
      observed.id, prefixes.size() == 1 ? "a static route" : fmt::format("{} static routes", prefixes.size()),
      WithFewOf(prefixes));
  observed.left_out_of = field::kCustomerPrefixes;
  return OkStatus();
}

// Only what would replace the router; the session and the addresses change in place.
bool SameConnection(const Value& desired, const Value& live) {
  return TextField(desired, field::kConnectionId) == TextField(live, field::kConnectionId);
}

bool IsMarked(const nlohmann::json& live, const CreateRequest& request) {
  return !request.mark.empty() && alibaba::TagsOf(live).marks.mark == request.mark;
}

bool SameVlan(const nlohmann::json& live, const CreateRequest& request) {
  const auto vlan = NumberOf(live, "VlanId");
  return vlan && Value::Int(*vlan) == request.desired.Get(field::kVlan) &&
         TextOf(live, "PhysicalConnectionId") == TextField(request.desired, field::kConnectionId);
}

std::string SlotOf(std::string_view port, const std::optional<std::int64_t>& vlan) {
  return vlan ? fmt::format("{}/{}", port, *vlan) : std::string();
}

std::vector<std::string> KeysOfInterface(const nlohmann::json& live) {
  return {alibaba::TagsOf(live).marks.mark, SlotOf(TextViewOf(live, "PhysicalConnectionId"), NumberOf(live, "VlanId"))};
}

class Interfaces final : public ObjectKind {
 public:
  Kind kind() const override { return Kind::kVirtualInterface; }
  const VendorTraits& traits() const override { return AlibabaTraits(); }
  std::string_view noun() const override { return "virtual border router"; }
  Duration DefaultTimeout() const override { return std::chrono::minutes(20); }
  Listing& Objects(RegionBase& region) const override { return Region::Of(region).interfaces(); }
  std::string NameOf(const nlohmann::json& live) const override { return TextOf(live, "Name"); }
  std::string WordOf(const nlohmann::json& live) const override { return TextOf(live, "Status"); }
  const StateRow& RowOf(const nlohmann::json& live) const override { return InterfaceRow(live); }
  TagSplit TagsOf(const nlohmann::json& live) const override { return alibaba::TagsOf(live); }
  Marks MarksOf(const CreateRequest& request) const override { return alibaba::MarksOf(request); }

  // With its own session as `prior` tracks it.
  StatusOr<Observed> Observe(RegionBase& base, const nlohmann::json& live, const Value& prior, Freshness beside,
                             std::stop_token stop) const override {
    Region& region = Region::Of(base);
    Observed observed;
    observed.id = TextOf(live, "VbrId");
    IC_ASSIGN_OR_RETURN(std::vector<Session> sessions, LiveSessions(region, observed.id, beside, stop));
    const Session* own = OwnSession(sessions, live, prior);
    if (own == nullptr && prior.Get(field::kCustomerAsn).is_known() && !TextViewOf(live, "PeerGatewayIp").empty()) {
      // It would be made anew.
      IC_ASSIGN_OR_RETURN(sessions, AskLiveSessions(region, observed.id, stop));
      own = OwnSession(sessions, live, prior);
    }
    observed.attributes = ReadInterface(live, own, !sessions.empty(), region.name(), prior);
    const bool imported = prior.is_null() && !beside.is_shared() && !beside.is_young();
    if (TracksRoutes(prior) || (imported && sessions.empty())) {
      IC_RETURN_IF_ERROR(PutRoutes(region, live, imported, observed.attributes, stop));
    } else if (imported) {
      IC_RETURN_IF_ERROR(SayRoutes(region, live, observed, stop));
    }
    if (imported) {  // later it is known, and never changes
      IC_ASSIGN_OR_RETURN(const Parties parties, PartiesOf(region, live, std::move(stop)));
      Value vendor = observed.attributes.Get("alibaba");
      if (!parties.owner.empty()) vendor.Put(vendor_field::kOwnerAccount, Value::String(parties.owner));
      observed.attributes.Put("alibaba", std::move(vendor));
    }
    observed.sessions = Families(sessions);
    observed.has_children = sessions.size() > (own != nullptr ? 1U : 0U);
    return observed;
  }

  Status ListBeside(RegionBase& base, Freshness freshness, std::stop_token stop) const override {
    return LiveSessions(Region::Of(base), "", freshness, std::move(stop)).status();
  }

  StatusOr<AccountRole> RoleIn(RegionBase& base, const nlohmann::json& live, std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const Parties parties, PartiesOf(Region::Of(base), live, std::move(stop)));
    return parties.role;
  }

  Status AddHealth(RegionBase& base, const nlohmann::json& live, Freshness beside, Health& health,
                   std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(std::vector<Session> sessions,
                        LiveSessions(Region::Of(base), health.id, beside, std::move(stop)));
    std::vector<ic::Session> told;
    for (Session& session : sessions) {
      session.cloud_address = LinkOf(live, session.address_family).cloud;
      told.push_back(std::move(session));
    }
    AddSessions(told, kSessionWords, InterfaceRow(live), health);
    // Sessions that nobody tells of yet say nothing either way.
    const bool none_told = std::ranges::all_of(
        health.sessions, [](const Health::Session& session) { return session.state == HealthState::kUnknown; });
    if (none_told && !health.sessions.empty() && health.state == HealthState::kUp) {
      health.state = HealthState::kUnknown;
    }
    return OkStatus();
  }

  Listing::Way WayToAlike() const override { return KeysOfInterface; }
  std::vector<std::string> KeysOf(const CreateRequest& request) const override {
    const Value& vlan = request.desired.Get(field::kVlan);
    const auto number = vlan.kind() == Value::Kind::kNumber ? vlan.AsNumber().ToInt64() : std::nullopt;
    return {request.mark, SlotOf(TextField(request.desired, field::kConnectionId), number)};
  }
  bool MayMatch(const nlohmann::json& live, const CreateRequest& request) const override {
    return IsMarked(live, request) || SameVlan(live, request);
  }
  StatusOr<std::optional<Candidate>> Match(RegionBase& /*region*/, const nlohmann::json& live, Observed observed,
                                           const CreateRequest& request, std::stop_token /*stop*/) const override {
    Candidate candidate;
    candidate.marked = IsMarked(live, request);
    candidate.identical = SameConnection(request.desired, observed.attributes);
    candidate.same = SameVlan(live, request) ? fmt::format("VLAN {} on {}", NumberOf(live, "VlanId").value_or(0),
                                                           TextField(request.desired, field::kConnectionId))
                                             : std::string("the mark of this resource");
    candidate.observed = std::move(observed);
    return std::optional(std::move(candidate));
  }

  Status Check(RegionBase& base, const CreateRequest& request, const WaitContext& context,
               std::stop_token stop) const override {
    return CheckInterface(Region::Of(base), request, context, std::move(stop));
  }
  StatusOr<Made> Make(RegionBase& base, const CreateRequest& request, const WaitContext& /*context*/,
                      std::stop_token stop) const override {
    return MakeInterface(Region::Of(base), request, std::move(stop));
  }
  // What the create does not take: timers, site link, the session; and the tags, should it have passed them over. The
  // rest of another account's router is that account's.
  Status Complete(RegionBase& base, const ObjectChange& made, Diagnostics& diagnostics,
                  std::stop_token stop) const override {
    Region& region = Region::Of(base);
    IC_RETURN_IF_ERROR(WaitForInterface(region, made.id, made.context, stop));
    if (IsForOther(made.desired)) return OkStatus();
    ObjectChange change = made;
    IC_ASSIGN_OR_RETURN(change.live, region.interfaces().Get(made.id, Freshness::kShared, stop));
    if (IsInterfaceAbsent(change.live)) return NoSuchInterface(region, made.id);
    change.changed = {"tags", "bfd", "alibaba.site_link"};
    if (!TextField(made.desired, field::kCustomerAsn).empty()) change.changed.emplace_back(field::kCustomerAsn);
    if (TracksRoutes(made.desired)) change.changed.emplace_back(field::kCustomerPrefixes);
    if (VendorFlag(made.desired, vendor_field::kTerminated) == true) change.changed.emplace_back("alibaba.terminated");
    IC_ASSIGN_OR_RETURN(const auto held, region.locks().Take(made.id, stop));
    return ChangeObject(*this, base, change, diagnostics, std::move(stop));
  }
  Status Settle(RegionBase& base, const std::string& id, const Object& live, const Value& /*desired*/,
                const WaitContext& context, Diagnostics& /*diagnostics*/, std::stop_token stop) const override {
    if (live != nullptr && IsSettled(InterfaceRow(*live).stage, false)) return OkStatus();
    return WaitForInterface(Region::Of(base), id, context, std::move(stop));
  }

  // What it carries is compared with what is wanted: so its own session is read as desired.
  Value ReadAs(const Value& desired) const override { return desired; }
  // One that another account made for this one, on that account's connection.
  bool IsOffered(RegionBase& base, const nlohmann::json& live, std::stop_token stop) const override {
    if (InterfaceRow(live).stage != Stage::kOffered) return false;
    const auto parties = PartiesOf(Region::Of(base), live, std::move(stop));
    return parties.ok() && parties->role == AccountRole::kAccepting;
  }
  // It has no name that would prove it: its connection does. Who made it for another account may take it over here.
  bool IsUnaccepted(const nlohmann::json& /*live*/) const override { return false; }
  Status CheckTakeover(RegionBase& base, const nlohmann::json& live, const CreateRequest& request,
                       std::stop_token stop) const override {
    if (InterfaceRow(live).stage != Stage::kOffered || IsForOther(request.desired)) return OkStatus();
    IC_ASSIGN_OR_RETURN(const Parties parties, PartiesOf(Region::Of(base), live, std::move(stop)));
    return CheckOffer(live, request.desired, parties.role == AccountRole::kAccepting);
  }
  Status Accept(RegionBase& base, const nlohmann::json& live, const CreateRequest& request, const WaitContext& context,
                std::stop_token stop) const override {
    return AcceptInterface(Region::Of(base), TextOf(live, "VbrId"), request.desired, context, std::move(stop));
  }

  Status CheckChange(RegionBase& base, const ObjectChange& change, Freshness beside,
                     std::stop_token stop) const override {
    IC_RETURN_IF_ERROR(CheckInterfaceChange(change));
    return CheckIpv6MayGo(Region::Of(base), change, beside, std::move(stop));
  }
  // An offer that nobody took up is still its maker's to delete.
  Status CheckEnd(RegionBase& base, const DeleteRequest& request, std::stop_token stop) const override {
    if (!IsForOther(request.prior)) return OkStatus();
    Region& region = Region::Of(base);
    const auto live = region.interfaces().Get(request.id, Freshness::kShared, stop);
    if (!live.ok() || IsInterfaceAbsent(*live) || InterfaceRow(**live).stage == Stage::kOffered) return OkStatus();
    const auto parties = PartiesOf(region, **live, std::move(stop));
    if (!parties.ok() || parties->role != AccountRole::kOffering) return OkStatus();
    return PermissionDeniedError(WordsForTaken(request.id));
  }
  Status ChangeInPlace(RegionBase& base, const ObjectChange& change, Diagnostics& /*diagnostics*/,
                       std::stop_token stop) const override {
    return ChangeInterface(Region::Of(base), change, std::move(stop));
  }
  Status ApplyTags(RegionBase& base, const ObjectChange& change, const TagChange& tags, Diagnostics& /*diagnostics*/,
                   std::stop_token stop) const override {
    return alibaba::ApplyTags(Region::Of(base), kInterfaceResource, change.id, tags, std::move(stop));
  }
  Status ChangeLast(RegionBase& base, const ObjectChange& change, Diagnostics& /*diagnostics*/,
                    std::stop_token stop) const override {
    return TerminateInterface(Region::Of(base), change, std::move(stop));
  }

  StatusOr<nlohmann::json> Remove(RegionBase& base, const nlohmann::json& live, const DeleteRequest& request,
                                  const WaitContext& context, std::stop_token stop) const override {
    IC_RETURN_IF_ERROR(RemoveInterface(Region::Of(base), request, live, context, std::move(stop)));
    return nlohmann::json::object();
  }
  Status Explain(RegionBase& base, const nlohmann::json& /*live*/, const std::string& id, const Status& refusal,
                 std::stop_token stop) const override {
    return ExplainStaying(Region::Of(base), id, refusal, std::move(stop));
  }
};

}  // namespace

const Handler& InterfaceHandler() {
  static const Interfaces kKind;
  static const ObjectHandler kHandler(kKind);
  return kHandler;
}

}  // namespace ic::alibaba
