#include "adapters/alibaba/kinds/session_lookup.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"

namespace ic::alibaba {
namespace {

bool IsGone(const nlohmann::json& peer) { return IsAbsent(StateOf(Kind::kBgpPeer, TextViewOf(peer, "Status"))); }

// The text of a number, whichever JSON type it came in.
std::string NumberText(const nlohmann::json& object, std::string_view name) {
  const auto number = NumberOf(object, name);
  return number && *number > 0 ? std::to_string(*number) : std::string();
}

}  // namespace

std::vector<std::string> RouterOf(const nlohmann::json& object) { return {TextOf(object, "RouterId")}; }

Session SessionOf(const nlohmann::json& peer, const nlohmann::json* group) {
  Session session;
  session.id = TextOf(peer, "BgpPeerId");
  session.interface_id = TextOf(peer, "RouterId");
  session.group_id = TextOf(peer, "BgpGroupId");
  session.customer_address = CanonicalAddress(TextOf(peer, "PeerIpAddress"));
  session.address_family = FamilyOf(peer);
  session.customer_asn = NumberText(peer, "PeerAsn");
  session.cloud_asn = NumberText(peer, "LocalAsn");
  session.auth_key = TextOf(peer, "AuthKey");  // left out where there is none
  session.fake_asn = LenientFlagOf(peer, "IsFake").value_or(false);
  if (const auto limit = NumberOf(peer, "RouteLimit"); limit && *limit > 0) session.route_limit = limit;
  session.bfd = LenientFlagOf(peer, "EnableBfd").value_or(false);
  // A session without BFD tells 0, which no session can be given.
  if (const auto hops = NumberOf(peer, "BfdMultiHop"); hops && *hops > 0) session.hops = hops;
  session.state = TextOf(peer, "Status");
  session.status = TextOf(peer, "BgpStatus");
  if (group == nullptr) return session;
  session.group_name = TextOf(*group, "Name");
  if (session.interface_id.empty()) session.interface_id = TextOf(*group, "RouterId");
  // A change of the group reaches its peers a little later; the group says what will be.
  if (std::string asn = NumberText(*group, "PeerAsn"); !asn.empty()) session.customer_asn = std::move(asn);
  if (std::string asn = NumberText(*group, "LocalAsn"); !asn.empty()) session.cloud_asn = std::move(asn);
  if (MemberOf(*group, "AuthKey") != nullptr) session.auth_key = TextOf(*group, "AuthKey");
  session.fake_asn = LenientFlagOf(*group, "IsFake").value_or(session.fake_asn);
  if (const auto limit = NumberOf(*group, "RouteLimit"); limit && *limit > 0) session.route_limit = limit;
  return session;
}

StatusOr<std::optional<Session>> FindSession(Region& region, const std::string& id, Freshness freshness,
                                             std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const Object peer, region.peers().Get(id, freshness, stop));
  if (peer == nullptr || IsGone(*peer)) return std::optional<Session>();
  IC_ASSIGN_OR_RETURN(const Object group, region.groups().Get(TextOf(*peer, "BgpGroupId"), freshness, stop));
  return std::optional(SessionOf(*peer, group.get()));
}

namespace {

// The sessions of an interface, of all of them if it is empty, that these peers and groups make.
std::vector<Session> Joined(const std::vector<Object>& peers, const std::vector<Object>& groups,
                            const std::string& interface_id) {
  std::map<std::string_view, const nlohmann::json*> by_id;
  for (const Object& group : groups) by_id[TextViewOf(*group, "BgpGroupId")] = group.get();
  std::vector<Session> sessions;
  for (const Object& peer : peers) {
    if (IsGone(*peer)) continue;
    const auto group = by_id.find(TextViewOf(*peer, "BgpGroupId"));
    Session session = SessionOf(*peer, group == by_id.end() ? nullptr : group->second);
    if (interface_id.empty() || session.interface_id == interface_id) sessions.push_back(std::move(session));
  }
  return sessions;
}

StatusOr<std::vector<Object>> AskOnRouter(Region& region, std::string_view operation, const std::string& interface_id,
                                          std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(nlohmann::json list, region.List(operation, {{"RouterId", interface_id}}, std::move(stop)));
  std::vector<Object> objects;
  for (nlohmann::json& element : list) {
    objects.push_back(std::make_shared<const nlohmann::json>(std::move(element)));
  }
  return objects;
}

bool HasLeftRouter(const Session& session) { return HasLeft(StateOf(Kind::kBgpPeer, session.state).stage); }

}  // namespace

StatusOr<std::vector<Session>> ListedSessions(Region& region, const std::string& interface_id, Freshness freshness,
                                              std::stop_token stop) {
  const Listing::Way way = interface_id.empty() ? nullptr : RouterOf;
  // Some peers do not tell their router; their group does.
  IC_ASSIGN_OR_RETURN(const auto peers, region.peers().Where(way, {interface_id, ""}, freshness, stop));
  IC_ASSIGN_OR_RETURN(const auto groups, region.groups().Where(way, {interface_id}, freshness, stop));
  return Joined(peers, groups, interface_id);
}

StatusOr<std::vector<Session>> AskLiveSessions(Region& region, const std::string& interface_id, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const auto peers, AskOnRouter(region, "DescribeBgpPeers", interface_id, stop));
  IC_ASSIGN_OR_RETURN(const auto groups, AskOnRouter(region, "DescribeBgpGroups", interface_id, std::move(stop)));
  std::vector<Session> sessions = Joined(peers, groups, interface_id);
  std::erase_if(sessions, HasLeftRouter);
  return sessions;
}

StatusOr<std::vector<Session>> LiveSessions(Region& region, const std::string& interface_id, Freshness freshness,
                                            std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(auto sessions, ListedSessions(region, interface_id, freshness, std::move(stop)));
  std::erase_if(sessions, HasLeftRouter);
  return sessions;
}

const Session* OwnSession(const std::vector<Session>& sessions, const nlohmann::json& interface, const Value& prior) {
  const std::string address = CanonicalAddress(TextOf(interface, "PeerGatewayIp"));
  const bool tracked = prior.Get(field::kCustomerAsn).is_known();
  const bool never_seen = !prior.Get(field::kName).is_known();
  if (address.empty() || (!tracked && !never_seen)) return nullptr;
  const auto found = std::ranges::find_if(sessions, [&](const Session& session) {
    return session.address_family == "ipv4" && session.customer_address == address &&
           (tracked || session.group_name == kInterfaceGroupName);
  });
  return found == sessions.end() ? nullptr : &*found;
}

}  // namespace ic::alibaba
