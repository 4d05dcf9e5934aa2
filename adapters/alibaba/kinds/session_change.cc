#include "adapters/alibaba/kinds/session_change.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/api_errors.h"
#include "adapters/alibaba/kinds/leaving.h"
#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "adapters/contract/limits/refuse_if.h"

namespace ic::alibaba {
namespace {

constexpr std::int64_t kDefaultHops = 255;

std::string_view IpVersionOf(std::string_view family) { return family == "ipv6" ? "IPv6" : "IPv4"; }

bool GroupLives(const nlohmann::json& group) {
  return !HasLeft(StateOf(Kind::kBgpGroup, TextViewOf(group, "Status")).stage);
}

// The API wants a number of hops with BFD, and none without.
void PutBfd(Parameters& parameters, bool enabled, const std::optional<std::int64_t>& hops) {
  parameters["EnableBfd"] = enabled ? "true" : "false";
  if (enabled) parameters["BfdMultiHop"] = std::to_string(hops.value_or(kDefaultHops));
}

// Group of that name on the interface that lives; null if there is none.
StatusOr<Object> FindGroup(Region& region, const std::string& interface_id, std::string_view name, Freshness freshness,
                           std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const auto groups, region.groups().Where(RouterOf, {interface_id}, freshness, std::move(stop)));
  for (const Object& group : groups) {
    if (TextOf(*group, "Name") == name && GroupLives(*group)) return group;
  }
  return Object();
}

void PutFakeAsn(Parameters& parameters, bool fake) { parameters["IsFakeAsn"] = fake ? "true" : "false"; }

// What of a session's own group differs from the wish. `live`: the session, or one that the group would have.
Parameters GroupDifferences(const Session& live, const SessionWish& wish) {
  Parameters parameters;
  if (!wish.customer_asn.empty() && wish.customer_asn != live.customer_asn) parameters["PeerAsn"] = wish.customer_asn;
  if (!wish.cloud_asn.empty() && wish.cloud_asn != live.cloud_asn) parameters["LocalAsn"] = wish.cloud_asn;
  if (wish.auth_key && *wish.auth_key != live.auth_key.value_or("")) PutKey(parameters, wish.auth_key, false);
  if (wish.fake_asn && *wish.fake_asn != live.fake_asn) PutFakeAsn(parameters, *wish.fake_asn);
  if (wish.route_limit && wish.route_limit != live.route_limit) {
    parameters["RouteQuota"] = std::to_string(*wish.route_limit);
  }
  return parameters;
}

Status ModifyGroup(Region& region, const std::string& id, Parameters parameters, const WaitContext& context,
                   std::stop_token stop) {
  if (parameters.empty()) return OkStatus();
  IC_RETURN_IF_ERROR(WaitAvailable(region.groups(), id, context, stop));
  parameters["BgpGroupId"] = id;
  const auto answer = region.Call("ModifyBgpGroupAttribute", parameters, stop);
  region.groups().Invalidate(id);
  region.peers().InvalidateAll();  // they take the group's values
  if (!answer.ok()) return answer.status().Annotate("changing the BGP group " + id);
  return WaitAvailable(region.groups(), id, context, stop);
}

Status ModifyPeer(Region& region, const std::string& id, Parameters parameters, const WaitContext& context,
                  std::stop_token stop) {
  if (parameters.empty()) return OkStatus();
  IC_RETURN_IF_ERROR(WaitAvailable(region.peers(), id, context, stop));
  parameters["BgpPeerId"] = id;
  const auto answer = region.Call("ModifyBgpPeerAttribute", parameters, stop);
  region.peers().Invalidate(id);
  if (!answer.ok()) return answer.status().Annotate("changing the BGP peer " + id);
  return WaitAvailable(region.peers(), id, context, stop);
}

// The group a session of its own is in: found by its name, or made.
StatusOr<std::string> EnsureGroup(Region& region, const SessionWish& wish, Freshness freshness,
                                  const WaitContext& context, std::stop_token stop) {
  if (!wish.group_id.empty()) {
    IC_RETURN_IF_ERROR(WaitAvailable(region.groups(), wish.group_id, context, stop));
    return wish.group_id;
  }
  IC_ASSIGN_OR_RETURN(const Object found, FindGroup(region, wish.interface_id, wish.group_name, freshness, stop));
  if (found != nullptr) {
    const std::string id = TextOf(*found, "BgpGroupId");
    Parameters differences = GroupDifferences(SessionOf(nlohmann::json::object(), found.get()), wish);
    IC_RETURN_IF_ERROR(ModifyGroup(region, id, std::move(differences), context, stop));
    IC_RETURN_IF_ERROR(WaitAvailable(region.groups(), id, context, stop));
    return id;
  }
  Parameters parameters = {{"RouterId", wish.interface_id},
                           {"Name", wish.group_name},
                           {"PeerAsn", wish.customer_asn},
                           {"IpVersion", std::string(IpVersionOf(wish.address_family))}};
  if (!wish.cloud_asn.empty()) parameters["LocalAsn"] = wish.cloud_asn;
  if (wish.fake_asn) PutFakeAsn(parameters, *wish.fake_asn);
  if (wish.route_limit) parameters["RouteQuota"] = std::to_string(*wish.route_limit);
  PutKey(parameters, wish.auth_key, true);
  const auto answer = region.Call("CreateBgpGroup", parameters, stop);
  std::string id = answer.ok() ? TextOf(*answer, "BgpGroupId") : std::string();
  if (id.empty()) region.groups().InvalidateAll();
  if (!answer.ok()) return answer.status().Annotate("creating the BGP group of a session");
  if (id.empty()) return AnswerWithoutId("Alibaba Cloud", "CreateBgpGroup");
  region.groups().Make(id);
  IC_RETURN_IF_ERROR(WaitAvailable(region.groups(), id, context, stop));
  return id;
}

std::optional<Session> SessionAt(const std::vector<Session>& sessions, const SessionWish& wish) {
  for (const Session& session : sessions) {
    if (session.address_family == wish.address_family && session.customer_address == wish.address) return session;
  }
  return std::nullopt;
}

Status CreatePeer(Region& region, const SessionWish& wish, const std::string& group_id, const WaitContext& context,
                  std::string* id, std::stop_token stop) {
  Parameters parameters = {{"BgpGroupId", group_id},
                           {"PeerIpAddress", wish.address},
                           {"IpVersion", std::string(IpVersionOf(wish.address_family))}};
  if (wish.bfd == true) PutBfd(parameters, true, wish.hops);
  const auto answer = region.Call("CreateBgpPeer", parameters, stop);
  *id = answer.ok() ? TextOf(*answer, "BgpPeerId") : std::string();
  if (id->empty()) region.peers().InvalidateAll();
  if (!answer.ok()) return answer.status().Annotate("creating a BGP peer");
  if (id->empty()) return AnswerWithoutId("Alibaba Cloud", "CreateBgpPeer");
  region.peers().Make(*id);
  return WaitAvailable(region.peers(), *id, context, stop);
}

}  // namespace

SessionWish WishOf(const Value& desired, const std::optional<std::string>& auth_key) {
  SessionWish wish;
  wish.address_family = TextField(desired, field::kAddressFamily);
  wish.customer_asn = Asplain(TextField(desired, field::kCustomerAsn));
  wish.cloud_asn = Asplain(TextField(desired, field::kCloudAsn));
  wish.auth_key = auth_key;
  wish.fake_asn = VendorFlag(desired, vendor_field::kFakeAsn);
  wish.route_limit = VendorNumber(desired, vendor_field::kRouteLimit);
  wish.bfd = KnownBool(desired, "bfd.enabled");
  wish.hops = VendorNumber(desired, vendor_field::kBfdHops);
  return wish;
}

Status WaitAvailable(Listing& listing, const std::string& id, const WaitContext& context, std::stop_token stop) {
  const auto judge = [&id](const nlohmann::json* object) -> Verdict {
    if (object == nullptr) return {.failure = NotFoundError(fmt::format("{} is gone", id))};
    const std::string state = TextOf(*object, "Status");
    return {.done = StateOf(Kind::kBgpPeer, state).stage == Stage::kReady, .failure = {}, .state = state};
  };
  return WaitFor(listing, id, id + " to be available", judge, context, std::move(stop)).status();
}

Status WaitGone(Listing& listing, const std::string& id, const WaitContext& context, std::stop_token stop,
                bool deleted) {
  const auto judge = [](const nlohmann::json* object) -> Verdict {
    if (object == nullptr) return {.done = true};
    const std::string state = TextOf(*object, "Status");
    return {.done = StateOf(Kind::kBgpPeer, state).stage == Stage::kGone, .failure = {}, .state = state};
  };
  if (deleted) return WaitForDeletion(listing, id, judge, context, std::move(stop)).status();
  return WaitFor(listing, id, id + " to be deleted", judge, context, std::move(stop)).status();
}

Status MakeSession(Region& region, const SessionWish& wish, Freshness freshness, const WaitContext& context,
                   std::string* id, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const auto sessions, ListedSessions(region, wish.interface_id, freshness, stop));
  if (const std::optional<Session> found = SessionAt(sessions, wish)) {
    if (HasLeft(StateOf(Kind::kBgpPeer, found->state).stage)) {  // it holds the address until it is gone
      IC_RETURN_IF_ERROR(WaitGone(region.peers(), found->id, context, stop));
      return MakeSession(region, wish, freshness, context, id, std::move(stop));
    }
    *id = found->id;
    return ChangeSession(region, *found, wish, freshness, context, stop);
  }
  IC_ASSIGN_OR_RETURN(const std::string group_id, EnsureGroup(region, wish, freshness, context, stop));
  return CreatePeer(region, wish, group_id, context, id, stop);
}

Status ChangeSession(Region& region, const Session& live, const SessionWish& wish, Freshness freshness,
                     const WaitContext& context, std::stop_token stop) {
  Parameters peer;
  std::string left_group;
  const bool own = IsOwnGroupName(live.group_name);
  if (!wish.group_id.empty() && wish.group_id != live.group_id) {
    IC_RETURN_IF_ERROR(WaitAvailable(region.groups(), wish.group_id, context, stop));
    peer["BgpGroupId"] = wish.group_id;
    if (own) left_group = live.group_name;
  } else if (wish.group_id.empty() && !own && !wish.group_name.empty() && wish.group_name != kInterfaceGroupName) {
    IC_ASSIGN_OR_RETURN(peer["BgpGroupId"], EnsureGroup(region, wish, freshness, context, stop));
  } else if (wish.group_id.empty()) {
    Parameters differences = GroupDifferences(live, wish);
    if (!differences.empty() && !own) {
      return FailedPreconditionError(
          fmt::format("the session {} with {} is in the BGP group \"{}\" ({}), which is managed apart from it: change "
                      "number and key "
                      "there",
                      live.id, live.customer_address, live.group_name, live.group_id));
    }
    if (own && !wish.group_name.empty() && wish.group_name != live.group_name) differences["Name"] = wish.group_name;
    IC_RETURN_IF_ERROR(ModifyGroup(region, live.group_id, std::move(differences), context, stop));
  }
  if (!wish.address.empty() && wish.address != live.customer_address) peer["PeerIpAddress"] = wish.address;
  const bool bfd = wish.bfd.value_or(live.bfd);
  const std::int64_t hops = wish.hops.value_or(live.hops.value_or(kDefaultHops));
  if (bfd != live.bfd || (bfd && hops != live.hops.value_or(kDefaultHops))) PutBfd(peer, bfd, hops);
  IC_RETURN_IF_ERROR(ModifyPeer(region, live.id, std::move(peer), context, stop));
  if (left_group.empty()) return OkStatus();
  return DeleteEmptyGroups(region, live.interface_id, left_group, freshness, context, std::move(stop));
}

Status DeleteSession(Region& region, const Session& live, Freshness freshness, const WaitContext& context,
                     std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const Object peer, region.peers().Get(live.id, freshness, stop));
  if (peer != nullptr) {
    bool deleted = false;
    if (GroupLives(*peer)) {
      const Status settled = WaitAvailable(region.peers(), live.id, context, stop);
      if (!settled.ok() && settled.code() != StatusCode::kNotFound) return settled;
      const auto answer = region.Call("DeleteBgpPeer", {{"BgpPeerId", live.id}}, stop);
      region.peers().Invalidate(live.id);
      deleted = answer.ok();
      if (!answer.ok() && !SaysGone(answer.status())) {
        return answer.status().Annotate("deleting the BGP peer " + live.id);
      }
    }
    IC_RETURN_IF_ERROR(WaitGone(region.peers(), live.id, context, stop, deleted));
  }
  if (!IsOwnGroupName(live.group_name)) return OkStatus();
  return DeleteEmptyGroups(region, live.interface_id, live.group_name, freshness, context, std::move(stop));
}

Status SendDeleteGroup(Region& region, const std::string& id, const WaitContext& context, std::stop_token stop) {
  const auto send = [&] {
    const auto answer = region.Call("DeleteBgpGroup", {{"BgpGroupId", id}}, stop);
    region.groups().Invalidate(id);
    return answer.status();
  };
  const auto in_it = [&id](const nlohmann::json& peer) { return TextOf(peer, "BgpGroupId") == id; };
  return SendWhenLeft(send, {"DependencyViolation.BgpPeer", region.peers(), in_it, Kind::kBgpPeer}, context, stop);
}

Status DeleteEmptyGroups(Region& region, const std::string& interface_id, std::string_view name, Freshness freshness,
                         const WaitContext& context, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const Object group, FindGroup(region, interface_id, name, freshness, stop));
  if (group == nullptr) return OkStatus();
  const std::string id = TextOf(*group, "BgpGroupId");
  IC_ASSIGN_OR_RETURN(const auto sessions, LiveSessions(region, interface_id, freshness, stop));
  for (const Session& session : sessions) {
    if (session.group_id == id) return OkStatus();
  }
  IC_RETURN_IF_ERROR(WaitAvailable(region.groups(), id, context, stop));
  const Status answer = SendDeleteGroup(region, id, context, stop);
  if (!answer.ok() && !SaysGone(answer)) return answer.Annotate("deleting the BGP group " + id);
  return WaitGone(region.groups(), id, context, std::move(stop), answer.ok());
}

}  // namespace ic::alibaba
