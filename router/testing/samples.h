// Links for tests: of a made-up cloud whose facts are like those of the real ones, so that this layer's tests need
// none.
#ifndef ROUTER_TESTING_SAMPLES_H_
#define ROUTER_TESTING_SAMPLES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/random.h"
#include "router/link.h"

namespace ic::router::testing {

inline constexpr Source kNowhere = {"a test", "2026-11-30", ""};

// Always keyed, BFD on every session, communities: as AWS.
inline const VendorTraits& FixedCloud() {
  static const VendorTraits kTraits = [] {
    VendorTraits traits{.cloud = "fixed", .title = "Fixed Cloud Lines"};
    traits.router.always_keyed = true;
    traits.router.macsec_path = "fixed.encryption";
    traits.router.macsec_values = {"must_encrypt"};
    traits.router.bfd = {true, 300, 300, 3, {}, kNowhere};
    traits.router.timers = {30, 90, kNowhere};
    traits.router.preferences = {{{"private"}, "7224:7300", "7224:7100", kNowhere}};
    traits.router.to_cloud = {{{"private"}, "ipv4", "fixed.prefixes", {}, 100, kNowhere}};
    traits.router.from_cloud = {{{}, {}, {}, "fixed.per_association", 0, kNowhere}};
    traits.quotas.push_back({.id = "fixed.per_association", .max = 200, .adjustable = true});
    return traits;
  }();
  return kTraits;
}

// A switch for BFD on the interface alone, no communities, static routes: as the others.
inline const VendorTraits& OpenCloud() {
  static const VendorTraits kTraits = [] {
    VendorTraits traits{.cloud = "open", .title = "Open Cloud Lines"};
    traits.router.bfd = {false, 1000, 1000, 5, "open.bfd_hops", kNowhere};
    traits.router.to_cloud = {{{}, {}, {}, {}, 110, kNowhere}};
    Limit row{
        .id = "open.bgp_peer.bfd", .kind = Kind::kBgpPeer, .field = "bfd", .allowed = Unsupported{"the interface's"}};
    traits.limits.push_back(std::move(row));
    return traits;
  }();
  return kTraits;
}

inline Value ObjectOf(Value::Fields fields) { return Value::Object(std::move(fields)); }
inline Value Text(std::string_view text) { return Value::String(text); }

// Two sessions, IPv4 and IPv6, with 4-byte numbers.
inline LinkInput KeyedLink() {
  LinkInput link;
  link.traits = &FixedCloud();
  link.object = "virtual_interface.prod";
  link.connection = "connection.dc1";
  link.key = KeyState::kSet;
  link.interface = ObjectOf({{"id", Text("dxvif-1")},
                             {"region", Text("us-east-1")},
                             {"name", Text("prod")},
                             {"type", Text("private")},
                             {"vlan", Value::Int(125)},
                             {"mtu", Value::Int(9001)},
                             {"connection_id", Text("dxcon-1")},
                             {"gateway_id", Text("vgw-1")},
                             {"redundancy_group", Text("office")},
                             {"cloud_address", Text("169.254.255.1/30")},
                             {"customer_address", Text("169.254.255.2/30")},
                             {"customer_asn", Text("4200000000")},
                             {"cloud_asn", Text("64512")},
                             {"customer_prefixes", Value::StringSet({"198.51.100.0/24", "203.0.113.0/25"})}});
  link.connection_of_link = ObjectOf({{"location", Text("EqDC2")},
                                      {"device", Text("EqDC2-12abc")},
                                      {"logical_device", Text("EqDC2-logical")},
                                      {"bandwidth", Text("10Gbps")},
                                      {"vlan", Value::Int(125)},
                                      {"fixed", ObjectOf({{"encryption", Text("must_encrypt")}})}});
  link.peers.push_back({"bgp_peer.prod-v6",
                        ObjectOf({{"id", Text("dxpeer-2")},
                                  {"cloud_address", Text("2001:db8:1::1/125")},
                                  {"customer_address", Text("2001:db8:1::2/125")},
                                  {"customer_asn", Text("4200000000")},
                                  {"customer_prefixes", Value::StringSet({"2001:db8:f00::/48"})}}),
                        Value::Null(), KeyState::kSet});
  for (const char* prefix : {"10.0.0.0/16", "10.1.0.0/16", "2001:db8:c10d::/48"}) {
    link.from_cloud.push_back(*Cidr::Parse(prefix));
  }
  return link;
}

// One session without a key, with tuned BFD over several hops; what the cloud advertises is not known.
inline LinkInput TunedLink() {
  LinkInput link;
  link.traits = &OpenCloud();
  link.object = "virtual_interface.spare";
  link.key = KeyState::kNone;
  link.interface =
      ObjectOf({{"id", Text("vbr-1")},
                {"region", Text("cn-hangzhou")},
                {"vlan", Value::Int(0)},
                {"connection_id", Text("pc-1")},
                {"redundancy_group", Text("office")},
                {"cloud_address", Text("10.99.0.1/29")},
                {"customer_address", Text("10.99.0.2/29")},
                {"customer_asn", Text("64086.59904")},
                {"cloud_asn", Text("45104")},
                {"bfd", ObjectOf({{"enabled", Value::Bool(true)}, {"min_transmit_interval", Value::Int(250)}})},
                {"open", ObjectOf({{"bfd_hops", Value::Int(255)}})},
                {"customer_prefixes", Value::StringSet({"198.51.100.0/24"})}});
  return link;
}

// Static routes.
inline LinkInput StaticLink() {
  LinkInput link;
  link.traits = &OpenCloud();
  link.object = "virtual_interface.still";
  link.interface = ObjectOf({{"id", Text("86f9556a")},
                             {"region", Text("ap-southeast-1")},
                             {"vlan", Value::Int(300)},
                             {"connection_id", Text("4c9f1d0a")},
                             {"route_mode", Text("static")},
                             {"cloud_address", Text("10.98.0.1/30")},
                             {"customer_address", Text("10.98.0.2/30")},
                             {"customer_prefixes", Value::StringSet({"198.51.100.0/24"})}});
  link.from_cloud.push_back(*Cidr::Parse("172.16.0.0/12"));
  return link;
}

// A session of any shape: one of each family at most, keys, BFD and prefixes or none.
inline LinkInput AnyLink(Random& random, int index) {
  LinkInput link = random.Below(2) == 0 ? KeyedLink() : TunedLink();
  link.object = "virtual_interface.any" + std::to_string(index);
  const auto third = std::to_string(random.Below(200));
  const int vlan = 2 + static_cast<int>(random.Below(4000));
  link.interface.Put("vlan", Value::Int(vlan));
  link.interface.Put("mtu", random.Below(2) == 0 ? Value::Null() : Value::Int(8500));
  const std::string own = std::to_string(7 + index);  // no two links of a router have one neighbor
  link.interface.Put("cloud_address", Text("10." + third + "." + own + ".5/30"));
  link.interface.Put("customer_address", Text("10." + third + "." + own + ".6/30"));
  for (PeerInput& peer : link.peers) {
    peer.attributes.Put("cloud_address", Text("2001:db8:" + own + "::1/125"));
    peer.attributes.Put("customer_address", Text("2001:db8:" + own + "::2/125"));
  }
  link.interface.Put("customer_asn", Text(random.Below(3) == 0 ? "65001" : "4200000000"));
  link.interface.Put("cloud_asn", Text(std::to_string(64512 + random.Below(1000))));
  if (random.Below(3) == 0) link.interface.Put("customer_prefixes", Value::Null());
  if (random.Below(3) == 0) link.from_cloud.clear();
  if (random.Below(3) == 0) link.key = KeyState::kUnknown;
  if (random.Below(3) == 0) link.interface.Put("bfd", Value::Null());
  if (random.Below(2) == 0) link.peers.clear();
  return link;
}

}  // namespace ic::router::testing

#endif  // ROUTER_TESTING_SAMPLES_H_
