// Alibaba Cloud, simulated in this process.
#include "adapters/alibaba/tables/traits.h"
#include "base/text.h"
#include "tests/clouds/clouds.h"
#include "tests/clouds/members.h"
#include "tests/clouds/vendor.h"

namespace ic::simulation::alibaba {
namespace {

using Json = nlohmann::json;

// A group that was made for a session and is empty, because a run was interrupted between the two. It carries nothing;
// the next session at that address takes it, and its router's deletion takes it away.
bool IsHusk(const Json& group, const Json& peers) {
  const std::string name = TextIn(group, "Name");
  if (!name.starts_with("interconnect-peer-") && name != "interconnect-session") return false;
  for (const Json& peer : peers) {
    if (peer["BgpGroupId"] == group["BgpGroupId"] && !IsGone(peer, "Status")) return false;
  }
  return true;
}

Parents Plant(Clouds& clouds) {
  clouds.Create("alibaba", "virtual_border_router", {{"Name", "a stranger's"}, {"VlanId", 4000}});
  return {};
}

void Flatten(const Json& all, Things& things) {
  for (const Json& one : all["physicalConnections"]) {
    if (IsGone(one, "Status")) continue;
    things.Add({.what = "connection",
                .id = TextIn(one, "PhysicalConnectionId"),
                .named = "Name",
                .text = Told(one, {"PortNumber"})});
  }
  for (const Json& one : all["virtualBorderRouters"]) {
    if (IsGone(one, "Status")) continue;
    things.Add({.what = "interface",
                .id = TextIn(one, "VbrId"),
                .named = "Name",
                .text = Told(one, {"AccessPointId", "PhysicalConnectionOwnerUid"})});
  }
  for (const Json& one : all["bgpGroups"]) {
    if (IsGone(one, "Status") || IsHusk(one, all["bgpPeers"])) continue;
    things.Add(
        {.what = "group", .id = TextIn(one, "BgpGroupId"), .parent = TextIn(one, "RouterId"), .text = Told(one, {})});
  }
  for (const Json& one : all["bgpPeers"]) {
    if (IsGone(one, "Status")) continue;
    things.Add({.what = "peer",
                .id = TextIn(one, "BgpPeerId"),
                .parent = TextIn(one, "RouterId"),
                .family = ToLowerAscii(TextIn(one, "IpVersion")),
                .address = TextIn(one, "PeerIpAddress"),
                .group = TextIn(one, "BgpGroupId"),
                // The group's values show in its peers.
                .text = Told(one, {"AuthKey", "PeerAsn", "LocalAsn", "IsFake", "RouteLimit", "Description"})});
  }
  for (const Json& one : all["bgpNetworks"]) {
    if (!IsGone(one, "Status")) things.AddPrefix(TextIn(one, "RouterId"), TextIn(one, "DstCidrBlock"));
  }
}

// What no row of the tables says.
std::vector<FieldMembers> ByHand() {
  const std::set<std::string_view> six = {"EnableIpv6", "LocalIpv6GatewayIp", "PeerIpv6GatewayIp",
                                          "PeeringIpv6SubnetMask"};
  std::vector<FieldMembers> members = {
      {Kind::kVirtualInterface, "cloud_address", "interface", {"LocalGatewayIp", "PeeringSubnetMask"}},
      {Kind::kVirtualInterface, "customer_address", "interface", {"PeerGatewayIp", "PeeringSubnetMask"}},
      // Sessions with the router's far end follow it, and the groups of such sessions have their address as a name.
      {Kind::kVirtualInterface, "alibaba.ipv6_customer_address", "peer", {"PeerIpAddress"}},
      {Kind::kVirtualInterface, "alibaba.ipv6_customer_address", "group", {"Name"}},
      {Kind::kBgpPeer, "", "interface", six},
      {Kind::kBgpPeer, "cloud_address", "interface", six},
      {Kind::kBgpPeer, "customer_address", "interface", six}};
  for (const char* path : {"alibaba.ipv6", "alibaba.ipv6_cloud_address", "alibaba.ipv6_customer_address"}) {
    members.push_back({Kind::kVirtualInterface, path, "interface", six});
  }
  // A session is a peer in a group of its own, for an interface's too.
  for (const Kind kind : {Kind::kVirtualInterface, Kind::kBgpPeer, Kind::kBgpGroup}) {
    members.push_back({kind, "customer_asn", "group", {"PeerAsn"}});
    members.push_back({kind, "cloud_asn", "group", {"LocalAsn"}});
    members.push_back({kind, "auth_key", "group", {"AuthKey"}});
    members.push_back({kind, "bfd.enabled", "peer", {"EnableBfd", "BfdMultiHop"}});
    members.push_back({kind, "alibaba.bfd_hops", "peer", {"BfdMultiHop"}});
  }
  return members;
}

}  // namespace

const SimulatedVendor& TheVendor() {
  static const SimulatedVendor kVendor = {
      .name = "alibaba",
      .stride = 4,
      .region = "cn-hangzhou",
      .endpoints = {"endpoint"},
      .environment = {{"ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAISIMULATOR0000001"},
                      {"ALIBABA_CLOUD_ACCESS_KEY_SECRET", "simulator-secret-1"},
                      {"ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true"}},
      .secret = "simulator-secret-1",
      .another_account = {{"access_key", "LTAISIMULATOR0000002"}, {"secret_key", "simulator-secret-2"}},
      .plant = Plant,
      .location = "ap-cn-hangzhou-yh-B",
      .port = Value::Object({{"alibaba", Value::Object({{"line_operator", Value::String("CT")},
                                                        {"port_type", Value::String("10GBase-LR")},
                                                        {"enabled", Value::Bool(true)}})}}),
      .offer = Value::Object({{"alibaba", Value::Object({{"owner_account", Value::String("2345678901234567")}})}}),
      .network = "10.9.0",
      .sessions_are_objects = true,
      .orders_more = false,
      .flatten = Flatten,
      .members = MembersOf(ic::alibaba::AlibabaTables(), ByHand()),
  };
  return kVendor;
}

}  // namespace ic::simulation::alibaba
