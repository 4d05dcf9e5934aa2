// BGP groups.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "simulators/alibaba/operations/bgp.h"
#include "simulators/alibaba/world/render.h"

namespace ic::sim::alibaba {
namespace {

constexpr std::int64_t kMaxAsn = 4294967295;
constexpr std::size_t kMaxKey = 80;

// What a Cisco-like router takes as an MD5 key; the service publishes no rule.
bool GoodKey(std::string_view key) {
  return key.size() <= kMaxKey &&
         std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c <= '~' && c != '?'; });
}

bool CustomAsn(std::int64_t asn) {
  return ((asn >= 64512 && asn <= 65534) || (asn >= 4200000000 && asn <= 4294967294)) && asn != 65025;
}

Status CheckAsns(const OperationCall& call) {
  const Input& in = call.in;
  if (in.Has("PeerAsn")) {
    const std::int64_t peer = in.Number("PeerAsn");
    if (peer == kServiceAsn) {
      return ApiError("InvalidPeerAsn.Malformed", "The PeerAsn must not be 45104.");
    }
    if (peer < 1 || peer >= kMaxAsn) return Illegal("PeerAsn", "it must be from 1 to 4294967294");
  }
  if (in.Has("LocalAsn") && in.Number("LocalAsn") != kServiceAsn) {
    if (!call.world.switches.custom_local_asn) {
      return ApiError("OperationUnsupport", "The account is not allowed to set LocalAsn.");
    }
    if (!CustomAsn(in.Number("LocalAsn"))) {
      return ApiError("InvalidBgpGroup.LocalAsnInvalid",
                      "The LocalAsn must be 45104, 64512 to 65534 or 4200000000 to 4294967294, and not 65025.");
    }
  }
  return OkStatus();
}

// On a change a name and a description may be emptied.
Status CheckFields(const OperationCall& call, bool creating) {
  const Input& in = call.in;
  const std::string name = in.Text("Name");
  const std::string description = in.Text("Description");
  const bool may_be_empty = !creating;
  if (in.Has("Name") && !(may_be_empty && name.empty()) && !GoodName(name)) {
    return ApiError("InvalidBgpName.Malformed", "The name must have 2 to 128 characters and begin with a letter.");
  }
  if (in.Has("Description") && !(may_be_empty && description.empty()) && !GoodDescription(description)) {
    return ApiError(creating ? "InvalidBgpDescription.Malformed" : "InvalidBgpDiscription.Malformed",
                    "The description must have 2 to 256 characters and begin with a letter.");
  }
  if (!GoodKey(in.Text("AuthKey"))) {
    return ApiError("InvalidBgpAuthkey.Malformed", "The BGP authentication key is not valid.");
  }
  if (in.Has("RouteQuota") &&
      (in.Number("RouteQuota") < 1 || in.Number("RouteQuota") > call.world.quotas.routes_per_peer)) {
    return Illegal("RouteLimit", fmt::format("RouteQuota must be from 1 to {}, the account's quota",
                                             call.world.quotas.routes_per_peer));
  }
  return CheckAsns(call);
}

// The service takes it in any case, and tells it as the documents have it. Empty if it is none.
std::string FamilyFrom(const Input& in) {
  if (!in.Has("IpVersion")) return "IPv4";
  const std::string family = ToLowerAscii(in.Text("IpVersion"));
  return family == "ipv4" ? "IPv4" : family == "ipv6" ? "IPv6" : "";
}

Status CheckFamily(const OperationCall& call, const Router& router) {
  const std::string family = FamilyFrom(call.in);
  if (family.empty()) return Illegal("IpVersion", "it must be IPv4 or IPv6");
  if (family == "IPv4") return OkStatus();
  if (!call.world.switches.ipv6) {
    return ApiError("OperationUnsupported.IPV6ForThisRegion", "IPv6 is not supported in this region.");
  }
  if (!router.addresses.ipv6) return Illegal("IpVersion", "IPv6 is not enabled on the VBR");
  return OkStatus();
}

Status CheckRoomOnRouter(const OperationCall& call, const Router& router) {
  const std::vector<Group*> others = GroupsOf(call.world, router.id);
  if (static_cast<int>(others.size()) >= call.world.quotas.groups_per_router) {
    return ApiError("QuotaExceeded.Bgp", "bgp group count per vbr quota exceed.");
  }
  for (const Group* other : others) {
    if (other->life.state == "Pending") {
      return ApiError("OperationConflict", "Another BGP group of the VBR is being created; try again later.");
    }
  }
  return OkStatus();
}

StatusOr<Json> CreateBgpGroup(OperationCall& call) {
  const Input& in = call.in;
  call.target = in.Text("RouterId");
  const Router* router = OwnRouter(call, call.target);
  if (router == nullptr) return ApiError("InvalidVbrNetwork", "vbr netowrk not exists");
  IC_RETURN_IF_ERROR(CheckFields(call, true));
  IC_RETURN_IF_ERROR(CheckFamily(call, *router));
  IC_RETURN_IF_ERROR(CheckTrafficService(call));
  IC_RETURN_IF_ERROR(CheckActive(*router));
  IC_RETURN_IF_ERROR(CheckRoomOnRouter(call, *router));
  Group& group = call.world.groups.Add({.id = call.world.NewId("bgpg"),
                                        .owner = call.account(),
                                        .region = call.region,
                                        .router_id = router->id,
                                        .name = in.Text("Name"),
                                        .description = in.Text("Description"),
                                        .auth_key = in.Text("AuthKey"),
                                        .peer_asn = in.Number("PeerAsn"),
                                        .local_asn = in.Number("LocalAsn", kServiceAsn),
                                        .fake_asn = in.Flag("IsFakeAsn"),
                                        .ip_version = FamilyFrom(in),
                                        .route_limit = in.Number("RouteQuota", call.world.quotas.routes_per_peer)});
  call.life.Starting(group.life, "Pending", "Available", call.now);
  call.target = group.id;
  return Json{{"BgpGroupId", group.id}};
}

StatusOr<Group*> FindGroup(OperationCall& call) {
  call.target = call.in.Text("BgpGroupId");
  Group* group = OwnGroup(call, call.target);
  if (group == nullptr) return ApiError("InvalidBgpGroup", "bgp group not exists");
  IC_RETURN_IF_ERROR(CheckAvailable(group->life));
  return group;
}

StatusOr<Json> ModifyBgpGroupAttribute(OperationCall& call) {
  const Input& in = call.in;
  IC_ASSIGN_OR_RETURN(Group * group, FindGroup(call));
  IC_RETURN_IF_ERROR(CheckFields(call, false));
  if (in.Has("Name")) group->name = in.Text("Name");
  if (in.Has("Description")) group->description = in.Text("Description");
  // An empty key changes nothing; only ClearAuthKey takes it away.
  if (!in.Text("AuthKey").empty()) group->auth_key = in.Text("AuthKey");
  if (in.Flag("ClearAuthKey")) group->auth_key.clear();
  if (in.Has("PeerAsn")) group->peer_asn = in.Number("PeerAsn");
  if (in.Has("LocalAsn")) group->local_asn = in.Number("LocalAsn");
  if (in.Has("IsFakeAsn")) group->fake_asn = in.Flag("IsFakeAsn");
  if (in.Has("RouteQuota")) group->route_limit = in.Number("RouteQuota");
  call.life.Starting(group->life, "Modifying", "Available", call.now);
  return Json::object();
}

StatusOr<Json> DeleteBgpGroup(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Group * group, FindGroup(call));
  for (const Peer* peer : PeersOf(call.world, group->router_id)) {
    if (peer->group_id == group->id) {
      return ApiError("DependencyViolation.BgpPeer",
                      "The specified resource of BgpGroup depends on BgpPeer, so the operation cannot be completed.");
    }
  }
  call.life.Deleting(group->life, call.now);
  return Json::object();
}

StatusOr<Json> DescribeBgpGroups(OperationCall& call) {
  std::vector<const Group*> list;
  for (const auto& group : call.world.groups.items()) {
    if (group->owner != call.account() || group->region != call.region || call.in.Flag("IsDefault")) continue;
    if (Wanted(call, "BgpGroupId", group->id) && Wanted(call, "RouterId", group->router_id)) {
      list.push_back(group.get());
    }
  }
  return NumberedPage(call, "BgpGroups", "BgpGroup", list, GroupJson);
}

}  // namespace

Group* OwnGroup(const OperationCall& call, std::string_view id) {
  Group* found = call.world.groups.Find(id);
  return found != nullptr && found->owner == call.account() && found->region == call.region ? found : nullptr;
}

Status CheckAvailable(const Life& life) {
  if (life.state == "Available") return OkStatus();
  return ApiError("InvalidStatus.CannotOperate",
                  fmt::format("The resource is in state {}, which does not allow the operation.", life.state));
}

Status CheckActive(const Router& router) {
  if (router.life.state == "active") return OkStatus();
  return ApiError("InvalidStatus.CannotOperate", fmt::format("The VBR is in state {}.", router.life.state));
}

bool Wanted(const OperationCall& call, const std::string& name, std::string_view value) {
  const std::string asked = call.in.Text(name);
  return asked.empty() || asked == value;
}

std::span<const Operation> GroupOperations() {
  static constexpr Operation kOperations[] = {
      {"CreateBgpGroup", CreateBgpGroup},
      {"ModifyBgpGroupAttribute", ModifyBgpGroupAttribute},
      {"DeleteBgpGroup", DeleteBgpGroup},
      {"DescribeBgpGroups", DescribeBgpGroups},
  };
  return kOperations;
}

}  // namespace ic::sim::alibaba
