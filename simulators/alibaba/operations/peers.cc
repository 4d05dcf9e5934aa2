// BGP peers.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "simulators/alibaba/operations/bgp.h"
#include "simulators/alibaba/world/address.h"
#include "simulators/alibaba/world/render.h"

namespace ic::sim::alibaba {
namespace {

StatusOr<Group*> GroupOf(const OperationCall& call, const std::string& id) {
  Group* group = OwnGroup(call, id);
  if (group == nullptr) return ApiError("InvalidBgpGroup", "bgp group not exists");
  IC_RETURN_IF_ERROR(CheckAvailable(group->life));
  return group;
}

// Left out, it is the VBR's customer-side address, if the VBR has only one subinterface.
StatusOr<std::string> AddressFor(const OperationCall& call, const Router& router, const Group& group) {
  const std::string text = call.in.Text("PeerIpAddress");
  if (text.empty()) {
    const std::string own = group.ip_version == "IPv6" ? router.addresses.peer6 : router.addresses.peer;
    if (!router.associations.empty() || own.empty()) {
      return ApiError("InvalidParams.PeerIpAddressMustPointOut", "PeerIpAddress must be given for this VBR.");
    }
    return own;
  }
  const auto address = ParseAddress(text);
  if (!address) return ApiError("InvalidIP.Malformed", "The specified PeerIpAddress is not an address.");
  if (address->v6 != (group.ip_version == "IPv6")) {
    return Illegal("PeerIpAddress", fmt::format("the BGP group is for {}", group.ip_version));
  }
  return text;
}

bool SameAddress(const std::string& a, const std::string& b) {
  const auto left = ParseAddress(a);
  return left && left == ParseAddress(b);
}

Status CheckFree(const OperationCall& call, const Router& router, const Group& group, const std::string& address,
                 std::string_view except) {
  if (SameAddress(address, router.addresses.local) || SameAddress(address, router.addresses.local6)) {
    return ApiError("DuplicatedParam.LocalIpAddress", "PeerIpAddress is the VBR's own address.");
  }
  for (const Peer* other : PeersOf(call.world, router.id)) {
    if (other->id == except || !SameAddress(other->address, address)) continue;
    if (other->group_id == group.id) return ApiError("BgpPeer.Already.Exists", "The BGP peer already exists.");
    return ApiError("InvalidParams.PeerIpAddressInUse", "PeerIpAddress is used by another BGP peer of the VBR.");
  }
  return OkStatus();
}

Status CheckBfd(const Input& in, bool enabled_before) {
  const bool enabled = in.Has("EnableBfd") ? in.Flag("EnableBfd") : enabled_before;
  if (in.Has("BfdMultiHop") && !enabled) {
    return ApiError("MissingParam.EnableBfd", "BfdMultiHop needs EnableBfd.");
  }
  const std::int64_t hop = in.Number("BfdMultiHop");
  const bool turned_on = enabled && !enabled_before;
  if ((turned_on || in.Has("BfdMultiHop")) && (hop < 1 || hop > 255)) {
    return Illegal("BfdMultiHop", "it must be from 1 to 255 when EnableBfd is true");
  }
  return OkStatus();
}

StatusOr<Json> CreateBgpPeer(OperationCall& call) {
  const Input& in = call.in;
  call.target = in.Text("BgpGroupId");
  IC_ASSIGN_OR_RETURN(const Group* group, GroupOf(call, call.target));
  const Router* router = OwnRouter(call, group->router_id);
  if (router == nullptr) return ApiError("InvalidVbrNetwork", "vbr netowrk not exists");
  IC_RETURN_IF_ERROR(CheckTrafficService(call));
  IC_RETURN_IF_ERROR(CheckActive(*router));
  if (in.Has("IpVersion") && ToLowerAscii(in.Text("IpVersion")) != ToLowerAscii(group->ip_version)) {
    return Illegal("IpVersion", fmt::format("the BGP group is for {}", group->ip_version));
  }
  if (group->ip_version == "IPv6" && !router->addresses.ipv6) {
    return Illegal("IpVersion", "IPv6 is not enabled on the VBR");
  }
  IC_RETURN_IF_ERROR(CheckBfd(in, false));
  IC_ASSIGN_OR_RETURN(const std::string address, AddressFor(call, *router, *group));
  IC_RETURN_IF_ERROR(CheckFree(call, *router, *group, address, ""));
  if (static_cast<int>(PeersOf(call.world, router->id).size()) >= call.world.quotas.peers_per_router) {
    return ApiError("QuotaExceeded.Bgp", "bgp peer count per vbr quota exceed.");
  }
  Peer& peer = call.world.peers.Add({.id = call.world.NewId("bgp"),
                                     .owner = call.account(),
                                     .region = call.region,
                                     .group_id = group->id,
                                     .router_id = router->id,
                                     .address = address,
                                     .ip_version = group->ip_version,
                                     .bfd = in.Flag("EnableBfd"),
                                     .hop = in.Number("BfdMultiHop"),
                                     .router_up = call.options.router_up,
                                     .modified = call.now});
  call.life.Starting(peer.life, "Pending", "Available", call.now);
  call.target = peer.id;
  return Json{{"BgpPeerId", peer.id}};
}

StatusOr<Peer*> FindPeer(OperationCall& call) {
  call.target = call.in.Text("BgpPeerId");
  Peer* peer = call.world.peers.Find(call.target);
  if (peer == nullptr || peer->owner != call.account() || peer->region != call.region) {
    return ApiError("InvalidParams.NotFound", "instance not found");
  }
  IC_RETURN_IF_ERROR(CheckAvailable(peer->life));
  return peer;
}

StatusOr<Json> ModifyBgpPeerAttribute(OperationCall& call) {
  const Input& in = call.in;
  IC_ASSIGN_OR_RETURN(Peer * peer, FindPeer(call));
  const std::string group_id = in.Text("BgpGroupId").empty() ? peer->group_id : in.Text("BgpGroupId");
  IC_ASSIGN_OR_RETURN(const Group* group, GroupOf(call, group_id));
  const Router* router = OwnRouter(call, peer->router_id);
  if (router == nullptr || group->router_id != peer->router_id) {
    return ApiError("InvalidBgpGroup", "The BGP group belongs to another VBR.");
  }
  IC_RETURN_IF_ERROR(CheckBfd(in, peer->bfd));
  std::string address = peer->address;
  if (!in.Text("PeerIpAddress").empty()) {
    IC_ASSIGN_OR_RETURN(address, AddressFor(call, *router, *group));
    IC_RETURN_IF_ERROR(CheckFree(call, *router, *group, address, peer->id));
  }
  peer->address = address;
  peer->group_id = group->id;
  if (in.Has("EnableBfd")) peer->bfd = in.Flag("EnableBfd");
  if (in.Has("BfdMultiHop")) peer->hop = in.Number("BfdMultiHop");
  if (!peer->bfd) peer->hop = 0;
  peer->modified = call.now;
  call.life.Starting(peer->life, "Modifying", "Available", call.now);
  return Json::object();
}

StatusOr<Json> DeleteBgpPeer(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Peer * peer, FindPeer(call));
  call.life.Deleting(peer->life, call.now);
  return Json::object();
}

StatusOr<Json> DescribeBgpPeers(OperationCall& call) {
  std::vector<const Peer*> list;
  for (const auto& peer : call.world.peers.items()) {
    if (peer->owner != call.account() || peer->region != call.region || call.in.Flag("IsDefault")) continue;
    if (Wanted(call, "BgpPeerId", peer->id) && Wanted(call, "BgpGroupId", peer->group_id) &&
        Wanted(call, "RouterId", peer->router_id)) {
      list.push_back(peer.get());
    }
  }
  return NumberedPage(call, "BgpPeers", "BgpPeer", list, [&](const Peer& peer) { return PeerJson(call.world, peer); });
}

}  // namespace

std::span<const Operation> PeerOperations() {
  static constexpr Operation kOperations[] = {
      {"CreateBgpPeer", CreateBgpPeer},
      {"ModifyBgpPeerAttribute", ModifyBgpPeerAttribute},
      {"DeleteBgpPeer", DeleteBgpPeer},
      {"DescribeBgpPeers", DescribeBgpPeers},
  };
  return kOperations;
}

}  // namespace ic::sim::alibaba
