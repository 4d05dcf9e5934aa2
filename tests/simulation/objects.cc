#include "tests/simulation/objects.h"

#include <initializer_list>
#include <set>
#include <utility>

#include "base/text.h"

namespace ic::simulation {
namespace {

using Json = nlohmann::json;

std::string MemberText(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() || !found->is_string() ? std::string() : found->get<std::string>();
}

bool IsGone(const Json& object, const char* status) {
  static const std::set<std::string> kGone = {"deleting",   "deleted",  "rejected",      "terminating",
                                              "terminated", "canceled", "pending_delete"};
  return kGone.contains(ToLowerAscii(MemberText(object, status)));
}

// Without what follows from other objects or from time.
std::string Told(Json object, std::initializer_list<const char*> without) {
  for (const char* name : without) object.erase(name);
  static const std::set<std::string> kMoving = {"status", "state", "time", "count", "num", "modified"};
  std::set<std::string> moving;
  for (const auto& [name, value] : object.items()) {
    for (const std::string& word : kMoving) {
      if (ToLowerAscii(name).find(word) != std::string::npos) moving.insert(name);
    }
  }
  for (const std::string& name : moving) object.erase(name);
  return object.dump();
}

class Flattening {
 public:
  explicit Flattening(Clouds& clouds) : clouds_(clouds) {}

  std::map<std::string, Thing> Run() {
    Aws(clouds_.Objects("aws"));
    Huawei(clouds_.Objects("huawei"));
    Alibaba(clouds_.Objects("alibaba"));
    return std::move(things_);
  }

 private:
  void Add(Thing thing) { things_[thing.id] = std::move(thing); }

  void Prefix(const std::string& cloud, const std::string& parent, const std::string& prefix) {
    Add({.cloud = cloud, .what = "prefix", .id = parent + "/" + prefix, .parent = parent, .text = prefix});
  }

  void Aws(const Json& all) {
    for (const Json& one : all["connections"]) {
      if (IsGone(one, "connectionState")) continue;
      Add({.cloud = "aws",
           .what = "connection",
           .id = MemberText(one, "connectionId"),
           .text = Told(
               one, {"jumboFrameCapable", "hasLogicalRedundancy", "awsDevice", "awsDeviceV2", "awsLogicalDeviceId"})});
    }
    for (const Json& one : all["virtualInterfaces"]) {
      if (IsGone(one, "virtualInterfaceState")) continue;
      const std::string id = MemberText(one, "virtualInterfaceId");
      Add({.cloud = "aws",
           .what = "interface",
           .id = id,
           .text = Told(one, {"bgpPeers", "customerRouterConfig", "asn", "asnLong", "authKey", "addressFamily",
                              "amazonAddress", "customerAddress", "awsDeviceV2", "awsLogicalDeviceId"})});
      for (const Json& peer : one["bgpPeers"]) {
        if (IsGone(peer, "bgpPeerState")) continue;
        Add({.cloud = "aws",
             .what = "peer",
             .id = MemberText(peer, "bgpPeerId"),
             .parent = id,
             .family = MemberText(peer, "addressFamily"),
             .text = Told(peer, {"awsDeviceV2", "awsLogicalDeviceId"})});
      }
    }
    for (const Json& one : all["directConnectGatewayAssociations"]) {
      const std::string id = MemberText(one, "associationId");
      Add({.cloud = "aws", .what = "other", .id = id, .text = Told(one, {"allowedPrefixesToDirectConnectGateway"})});
      for (const Json& prefix : one["allowedPrefixesToDirectConnectGateway"])
        Prefix("aws", id, MemberText(prefix, "cidr"));
    }
  }

  void Huawei(const Json& all) {
    for (const Json& one : all["direct_connects"]) {
      Add({.cloud = "huawei", .what = "connection", .id = MemberText(one, "id"), .text = Told(one, {})});
    }
    for (const Json& one : all["virtual_interfaces"]) {
      const std::string id = MemberText(one, "id");
      Json own = one;
      for (const auto& [name, value] : one.items()) {
        if (name.starts_with("local_gateway") || name.starts_with("remote_gateway")) own.erase(name);
      }
      Add({.cloud = "huawei",
           .what = "interface",
           .id = id,
           .text = Told(own, {"vif_peers", "address_family", "remote_ep_group", "service_ep_group", "route_mode",
                              "bgp_asn", "bgp_md5", "device_id"})});
      for (const Json& peer : one["vif_peers"]) {
        Add({.cloud = "huawei",
             .what = "peer",
             .id = MemberText(peer, "id"),
             .parent = id,
             .family = MemberText(peer, "address_family"),
             .text = Told(peer, {"device_id"})});
      }
    }
    for (const Json& one : all["virtual_gateways"]) {
      const std::string id = MemberText(one, "id");
      Add({.cloud = "huawei", .what = "other", .id = id, .text = Told(one, {"local_ep_group", "local_ep_group_ipv6"})});
      for (const char* list : {"local_ep_group", "local_ep_group_ipv6"}) {
        for (const Json& prefix : one[list]) Prefix("huawei", id, prefix.get<std::string>());
      }
    }
  }

  // A group that was made for a session and is empty, because a run was interrupted between the deletion of the two. It
  // carries nothing; the next session at that address takes it, and its router's deletion takes it away.
  static bool IsHusk(const Json& group, const Json& peers) {
    if (!MemberText(group, "Name").starts_with("interconnect-peer-")) return false;
    for (const Json& peer : peers) {
      if (peer["BgpGroupId"] == group["BgpGroupId"]) return false;
    }
    return true;
  }

  void Alibaba(const Json& all) {
    for (const Json& one : all["physicalConnections"]) {
      if (IsGone(one, "Status")) continue;
      Add({.cloud = "alibaba",
           .what = "connection",
           .id = MemberText(one, "PhysicalConnectionId"),
           .text = Told(one, {"PortNumber"})});
    }
    for (const Json& one : all["virtualBorderRouters"]) {
      if (IsGone(one, "Status")) continue;
      Add({.cloud = "alibaba",
           .what = "interface",
           .id = MemberText(one, "VbrId"),
           .text = Told(one, {"AccessPointId", "PhysicalConnectionOwnerUid"})});
    }
    for (const Json& one : all["bgpGroups"]) {
      if (IsGone(one, "Status") || IsHusk(one, all["bgpPeers"])) continue;
      Add({.cloud = "alibaba",
           .what = "group",
           .id = MemberText(one, "BgpGroupId"),
           .parent = MemberText(one, "RouterId"),
           .text = Told(one, {})});
    }
    for (const Json& one : all["bgpPeers"]) {
      if (IsGone(one, "Status")) continue;
      Add({.cloud = "alibaba",
           .what = "peer",
           .id = MemberText(one, "BgpPeerId"),
           .parent = MemberText(one, "RouterId"),
           .family = ToLowerAscii(MemberText(one, "IpVersion")),
           .address = MemberText(one, "PeerIpAddress"),
           .group = MemberText(one, "BgpGroupId"),
           // The group's values show in its peers.
           .text = Told(one, {"AuthKey", "PeerAsn", "LocalAsn", "IsFake", "RouteLimit", "Description"})});
    }
    for (const Json& one : all["bgpNetworks"]) {
      if (!IsGone(one, "Status")) Prefix("alibaba", MemberText(one, "RouterId"), MemberText(one, "DstCidrBlock"));
    }
  }

  Clouds& clouds_;
  std::map<std::string, Thing> things_;
};

}  // namespace

std::map<std::string, Thing> ThingsIn(Clouds& clouds) { return Flattening(clouds).Run(); }

}  // namespace ic::simulation
