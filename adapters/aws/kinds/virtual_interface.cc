// Virtual interfaces: what they are at AWS.
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

namespace ic::aws {
namespace {

bool KeyMatches(const nlohmann::json& interface, const CreateRequest& request) {
  const SessionRequest wanted = RequestedSession(request.desired, request.secrets.auth_key);
  const std::vector<Session> sessions = LiveSessions(interface);
  const Session* session = FindSession(sessions, wanted.address_family);
  return session != nullptr && Satisfies(*session, wanted);
}

bool SameVlan(const nlohmann::json& live, const CreateRequest& request) {
  const auto vlan = IntegerOf(live, "vlan");
  return vlan && Value::Int(*vlan) == request.desired.Get(field::kVlan);
}

// On a bundle it may be on any port.
std::vector<std::string> KeysOfInterface(const nlohmann::json& live) {
  std::vector<std::string> keys = MarksIn(live);
  keys.push_back(MayBeOn(live, "") ? std::string() : TextOf(live, "connectionId"));
  return keys;
}

class Interfaces final : public ObjectKind {
 public:
  Kind kind() const override { return Kind::kVirtualInterface; }
  const VendorTraits& traits() const override { return AwsTraits(); }
  Duration DefaultTimeout() const override { return std::chrono::minutes(30); }
  Listing& Objects(RegionBase& region) const override { return Region::Of(region).interfaces(); }
  std::string NameOf(const nlohmann::json& live) const override { return TextOf(live, "virtualInterfaceName"); }
  std::string WordOf(const nlohmann::json& live) const override { return TextOf(live, "virtualInterfaceState"); }
  const StateRow& RowOf(const nlohmann::json& live) const override { return InterfaceRow(live); }
  TagSplit TagsOf(const nlohmann::json& live) const override { return SplitTags(live); }

  // `prior` says which session is tracked and whether the connection is named by a port that is now in a LAG; `beside`,
  // how fresh that membership has to be.
  StatusOr<Observed> Observe(RegionBase& base, const nlohmann::json& live, const Value& prior, Freshness beside,
                             std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(const std::string connection,
                        ShownConnection(Region::Of(base), live, prior, beside, std::move(stop)));
    IC_RETURN_IF_ERROR(Sessions().CheckTold(live));
    const std::vector<Session> sessions = LiveSessions(live);
    std::string family = TextField(prior, field::kAddressFamily);
    if (family.empty()) family = sessions.empty() ? TopFamily(live) : OwnFamily(sessions);
    Observed observed;
    observed.id = TextOf(live, "virtualInterfaceId");
    observed.attributes = ReadInterface(live, FindSession(sessions, family), connection, base.name(), prior);
    observed.has_children = sessions.size() > 1;
    observed.sessions = Families(sessions);
    return observed;
  }

  StatusOr<AccountRole> RoleIn(RegionBase& base, const nlohmann::json& live, std::stop_token stop) const override {
    return aws::RoleIn(Region::Of(base), live, std::move(stop));
  }

  Status AddHealth(RegionBase& /*region*/, const nlohmann::json& live, Freshness /*beside*/, Health& health,
                   std::stop_token /*stop*/) const override {
    AddSessions(LiveSessions(live), Sessions().words(), InterfaceRow(live), health);
    return OkStatus();
  }

  Listing::Way WayToAlike() const override { return KeysOfInterface; }
  std::vector<std::string> KeysOf(const CreateRequest& request) const override {
    return {request.mark, TextField(request.desired, field::kConnectionId), ""};
  }
  bool MayMatch(const nlohmann::json& live, const CreateRequest& request) const override {
    if (HasMark(live, request.mark)) return true;
    return MayBeOn(live, TextField(request.desired, field::kConnectionId)) && SameVlan(live, request);
  }
  StatusOr<std::optional<Candidate>> Match(RegionBase& /*region*/, const nlohmann::json& live, Observed observed,
                                           const CreateRequest& request, std::stop_token /*stop*/) const override {
    const std::string port = TextField(request.desired, field::kConnectionId);
    const bool same_port = TextField(observed.attributes, field::kConnectionId) == port;
    Candidate candidate;
    candidate.marked = HasMark(live, request.mark);
    if (!candidate.marked && !same_port) return std::optional<Candidate>();
    candidate.identical = same_port && KeyMatches(live, request) &&
                          FixedDifferences(Kind::kVirtualInterface, request.desired, observed.attributes).empty();
    candidate.same = same_port && SameVlan(live, request)
                         ? fmt::format("VLAN {} on {}", IntegerOf(live, "vlan").value_or(0), port)
                         : std::string("the mark of this resource");
    candidate.observed = std::move(observed);
    return std::optional(std::move(candidate));
  }

  Status Check(RegionBase& base, const CreateRequest& request, const WaitContext& context,
               std::stop_token stop) const override {
    return CheckInterface(Region::Of(base), request, context, std::move(stop));
  }
  Status CheckChange(RegionBase& base, const ObjectChange& change, Freshness beside,
                     std::stop_token stop) const override {
    return CheckInterfaceChange(Region::Of(base), change, beside, std::move(stop));
  }
  StatusOr<Made> Make(RegionBase& base, const CreateRequest& request, const WaitContext& context,
                      std::stop_token stop) const override {
    return MakeInterface(Region::Of(base), request, MarksOf(request), context, std::move(stop));
  }
  Status Settle(RegionBase& base, const std::string& id, const Object& /*live*/, const Value& /*desired*/,
                const WaitContext& context, Diagnostics& /*diagnostics*/, std::stop_token stop) const override {
    return WaitForInterface(Region::Of(base), id, false, context, std::move(stop));
  }

  // What it carries is compared with what is wanted, session by session.
  Value ReadAs(const Value& desired) const override { return desired; }
  // An offered interface has no gateway yet: accepting gives it one.
  Value Comparable(const Value& desired, bool offered) const override {
    Value comparable = desired;
    if (offered) comparable.Put(field::kGatewayId, Value::Null());
    return comparable;
  }
  bool IsOffered(RegionBase& base, const nlohmann::json& live, std::stop_token stop) const override {
    return InterfaceRow(live).stage == Stage::kOffered && !IsForeign(Region::Of(base), live, std::move(stop));
  }
  Status Accept(RegionBase& base, const nlohmann::json& live, const CreateRequest& request,
                const WaitContext& /*context*/, std::stop_token stop) const override {
    return AcceptInterface(Region::Of(base), live, request.desired, std::move(stop));
  }
  Status SettleTaken(RegionBase& base, const std::string& id, bool accepted, const WaitContext& context,
                     std::stop_token stop) const override {
    return WaitForInterface(Region::Of(base), id, accepted, context, std::move(stop));
  }

  Status ChangeInPlace(RegionBase& base, const ObjectChange& change, Diagnostics& /*diagnostics*/,
                       std::stop_token stop) const override {
    return ChangeInterface(Region::Of(base), change, std::move(stop));
  }
  Status ApplyTags(RegionBase& base, const ObjectChange& change, const TagChange& tags, Diagnostics& diagnostics,
                   std::stop_token stop) const override {
    Region& region = Region::Of(base);
    const bool foreign = IsForeign(region, *change.live, stop);
    return aws::ApplyTags(region, *change.live, "dxvif", change.id, tags, foreign, diagnostics, std::move(stop));
  }

  StatusOr<nlohmann::json> Remove(RegionBase& base, const nlohmann::json& /*live*/, const DeleteRequest& request,
                                  const WaitContext& /*context*/, std::stop_token stop) const override {
    return Region::Of(base).Call("DeleteVirtualInterface", {{"virtualInterfaceId", request.id}}, std::move(stop));
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

}  // namespace ic::aws
