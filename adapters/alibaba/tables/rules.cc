// Rules over several fields of one object at Alibaba Cloud. Each adds nothing while what it needs is unknown.
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "adapters/alibaba/tables/sources.h"
#include "adapters/alibaba/tables/tables.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/contract/limits/refuse_if.h"

namespace ic::alibaba {
namespace {

// ---- connection ----

void CheckOperator(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (!IsUnset(object, "adopt")) return;
  RefuseIfUnset(object, rule, "alibaba.line_operator",
                "Alibaba Cloud orders no port without the operator of the line that reaches it. Set "
                "alibaba.line_operator, such as CT, CU, CM, Equinix or Other.",
                diagnostics);
}

// What an order takes is less: kinds/connection.cc.
void CheckPort(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  const std::optional<std::int64_t> bandwidth = KnownBandwidth(object, "bandwidth");
  if (!bandwidth) return;
  const std::string words = *KnownText(object, "bandwidth");
  if (const FastPort* fast = FindFastPort(*bandwidth)) {
    const std::optional<std::string> type = KnownText(object, "alibaba.port_type");
    if (!type || *type == fast->port_type) return;
    Refuse(rule, "bandwidth", "No port of this bandwidth",
           fmt::format("bandwidth is {} and alibaba.port_type is {}; that bandwidth is the one of a port {}. Write one "
                       "that fits the other.",
                       words, *type, fast->port_type),
           diagnostics);
    return;
  }
  constexpr std::int64_t kMegabit = 1'000'000;
  const bool whole = *bandwidth % kMegabit == 0;
  if (whole && *bandwidth >= 2 * kMegabit && *bandwidth <= kMostMegabits * kMegabit) return;
  Refuse(
      rule, "bandwidth", "No port of this bandwidth",
      fmt::format("bandwidth is {}; a connection has 2Mbps to 10240Mbps, in whole Mbps, or all of a port of 40Gbps or "
                  "100Gbps. Choose one of them.",
                  words),
      diagnostics);
}

void CheckLoa(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  constexpr std::array<std::string_view, 4> kParts = {"alibaba.loa_company", "alibaba.loa_constructor",
                                                      "alibaba.loa_construction_time", "alibaba.loa_line_type"};
  const auto* const set = std::ranges::find_if(kParts, [&](std::string_view path) { return IsSet(object, path); });
  if (set == kParts.end()) return;
  for (const std::string_view path : kParts) {
    RefuseIfUnset(object, rule, path,
                  fmt::format("{} is set, and an application for a letter of authorization needs all of loa_company, "
                              "loa_constructor, loa_construction_time and loa_line_type. Set {} too, or none of them.",
                              *set, path),
                  diagnostics);
  }
}

constexpr std::int64_t kJumboMtu = 8500;

// ---- addresses ----

// "this network" of the vendor's own services.
bool IsServiceRange(const Cidr& cidr) {
  static const Cidr kShared = *Cidr::Parse("100.64.0.0/10");
  return kShared.Overlaps(cidr);
}

void CheckLinkLength(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  constexpr int kShortest = 24;
  constexpr int kLongest = 30;
  for (const std::string_view path : {"cloud_address", "customer_address"}) {
    const std::optional<Cidr> cidr = KnownCidr(object, path);
    if (!cidr || cidr->family() != AddressFamily::kIpv4) continue;
    if (cidr->length() < kShortest || cidr->length() > kLongest) {
      Refuse(rule, path, "Subnet of the link has a wrong size",
             fmt::format("{} is {}; the subnet between the two routers is /24 to /30. Choose such a subnet.", path,
                         cidr->ToString()),
             diagnostics);
    }
    if (IsServiceRange(*cidr)) {
      Refuse(
          rule, path, "Address is taken by the cloud",
          fmt::format("{} is {}, which is in 100.64.0.0/10, where the vendor has services of its own. Choose another "
                      "subnet.",
                      path, cidr->ToString()),
          diagnostics);
    }
  }
}

void CheckInterfaceAddresses(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (IsUnset(object, "adopt") && IsUnset(object, "alibaba.owner_account")) {
    for (const std::string_view path : {"cloud_address", "customer_address"}) {
      RefuseIfUnset(object, rule, path,
                    fmt::format("A virtual border router has an address at both ends from the start, and you choose "
                                "both. Set {}, such as 10.0.0.1/30.",
                                path),
                    diagnostics);
    }
  }
  RefuseUnlessLink(object, rule, "cloud_address", "customer_address", diagnostics);
  CheckLinkLength(object, rule, diagnostics);
}

constexpr std::string_view kSwitch6 = "alibaba.ipv6";
constexpr std::string_view kCloudEnd6 = "alibaba.ipv6_cloud_address";
constexpr std::string_view kCustomerEnd6 = "alibaba.ipv6_customer_address";

void CheckIpv6Link(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  const std::optional<bool> on = KnownBool(object, kSwitch6);
  for (const auto& [path, other] :
       {std::pair(kCloudEnd6, "cloud_address"), std::pair(kCustomerEnd6, "customer_address")}) {
    const std::optional<Cidr> cidr = KnownCidr(object, path);
    if (cidr && cidr->family() != AddressFamily::kIpv6) {
      Refuse(rule, path, "Not an IPv6 address",
             fmt::format("{} is {}; it is the end of the link in IPv6. Write the address of IPv4 as {}.", path,
                         cidr->ToString(), other),
             diagnostics);
    }
    if (on == false) {
      RefuseIfSet(object, rule, path,
                  fmt::format("{0} is false, which takes the router's IPv6 addresses away, and {1} gives it one. Leave "
                              "one of the two out.",
                              kSwitch6, path),
                  diagnostics);
    }
  }
  RefuseIfOneOfTwo(object, rule, kCloudEnd6, kCustomerEnd6, diagnostics);
  RefuseUnlessLink(object, rule, kCloudEnd6, kCustomerEnd6, diagnostics);
  if (on == true && IsUnset(object, kCloudEnd6) && IsUnset(object, kCustomerEnd6) && IsUnset(object, "adopt")) {
    Refuse(
        rule, kSwitch6, "IPv6 without addresses",
        fmt::format("{} is true, and Alibaba Cloud switches IPv6 on with the router's addresses only. Set {} and {}, "
                    "which is enough.",
                    kSwitch6, kCloudEnd6, kCustomerEnd6),
        diagnostics);
  }
}

// It is no property of the router alone.
void CheckMtu(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (KnownInteger(object, "mtu").value_or(0) != kJumboMtu) return;
  diagnostics.AddWarning(
      "mtu", "MTU of other routers too",
      fmt::format("mtu is {}, which Alibaba Cloud sets for the whole Express Connect router that this "
                  "one is attached to: all other virtual border routers and VPCs there get it as "
                  "well. {}",
                  kJumboMtu, SourceWords(rule.source)));
}

// What only the account that it is for can set.
void CheckOwner(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (!IsSet(object, "alibaba.owner_account") || !IsUnset(object, "adopt")) return;
  for (const std::string_view path :
       {"cloud_address", "customer_address", "customer_asn", "cloud_asn", "auth_key", "auth_key_wo", "mtu", "bfd",
        "alibaba.bfd_hops", "alibaba.description", "alibaba.ipv6", "alibaba.ipv6_cloud_address",
        "alibaba.ipv6_customer_address", "alibaba.resource_group_id", "alibaba.site_link"}) {
    RefuseIfSet(object, rule, path,
                fmt::format("alibaba.owner_account makes this an interface for another account, and only that account "
                            "can set {}. Leave it out, or leave alibaba.owner_account out if it is your own account.",
                            path),
                diagnostics);
  }
}

// ---- sessions ----

bool IsCloudAsn(std::uint32_t asn) {
  return asn == kCloudAsn || (asn >= 64512 && asn <= 65534 && asn != 65025) || (asn >= 4200000000 && asn <= 4294967294);
}

void CheckAsns(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  const std::optional<std::uint32_t> cloud = KnownAsn(object, "cloud_asn");
  const std::optional<std::uint32_t> customer = KnownAsn(object, "customer_asn");
  if (cloud && !IsCloudAsn(*cloud)) {
    Refuse(rule, "cloud_asn", "ASN of the cloud not available",
           fmt::format("cloud_asn is {}; the vendor's side uses 45104, or a private number of 64512 to 65534 (but not "
                       "65025) or 4200000000 to 4294967294 where the account is allowed to choose. Leave it out for "
                       "45104.",
                       *cloud),
           diagnostics);
  }
  // The vendor's usual number is never a customer's, whichever it has here.
  if (!customer || (*customer != kCloudAsn && customer != cloud)) return;
  Refuse(rule, "customer_asn", "ASN is the cloud's",
         fmt::format("customer_asn is {0}, which is the number of the vendor's side; the two ends of a session have "
                     "different ones. Use the ASN of your router.",
                     *customer),
         diagnostics);
}

void CheckInterfaceSession(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (KnownText(object, "route_mode") == "static") {
    RefuseIfSet(object, rule, "customer_asn",
                "route_mode is static, and customer_asn asks for a BGP session. Leave one of the two out.",
                diagnostics);
  }
  if (!IsUnset(object, "customer_asn")) return;
  for (const std::string_view path : {"cloud_asn", "auth_key", "auth_key_wo"}) {
    RefuseIfSet(object, rule, path,
                fmt::format("{0} is set and customer_asn is not, so the interface carries no session of its own. Set "
                            "customer_asn too, or put {0} where the session is: on its BGP group or BGP peer.",
                            path),
                diagnostics);
  }
  if (KnownBool(object, "bfd.enabled") == true) {
    Refuse(
        rule, "bfd.enabled", "Unsupported bfd.enabled",
        "bfd.enabled is true and customer_asn is not set, so the interface carries no session that could be watched. "
        "Set customer_asn too, or enable it on the BGP peer; the timers stay here.",
        diagnostics);
  }
}

void CheckRoutes(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  static const Cidr kShared = *Cidr::Parse("100.64.0.0/10");
  const Value& prefixes = object.Get("customer_prefixes");
  if (KnownText(object, "route_mode") != "static" || prefixes.kind() != Value::Kind::kSet) return;
  if (IsSet(object, "alibaba.owner_account") && IsUnset(object, "adopt")) {
    Refuse(rule, "customer_prefixes", "Unsupported customer_prefixes",
           "alibaba.owner_account makes this an interface for another account, and only that account routes over it. "
           "Leave "
           "customer_prefixes out, or leave alibaba.owner_account out if it is your own account.",
           diagnostics);
  }
  for (const Value& prefix : prefixes.elements()) {
    if (prefix.kind() != Value::Kind::kString) continue;
    const auto cidr = Cidr::Parse(prefix.AsString());
    if (!cidr.ok() || !kShared.Contains(*cidr)) continue;
    Refuse(
        rule, "customer_prefixes", "Prefix is taken by the cloud",
        fmt::format("customer_prefixes has {}, which is in 100.64.0.0/10, where the vendor has services of its own: it "
                    "routes none of that. Leave it out.",
                    prefix.AsString()),
        diagnostics);
  }
}

void CheckPeerFamily(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (!IsUnset(object, "bgp_group_id")) return;
  RefuseIfUnset(object, rule, "address_family",
                "Neither a group nor an address says which family the session is of. Set address_family to ipv4 or "
                "ipv6.",
                diagnostics);
}

void CheckPeerAddresses(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (KnownText(object, "address_family") == "ipv6") {
    if (IsSet(object, "cloud_address") && IsUnset(object, "customer_address")) {
      Refuse(rule, "cloud_address", "Missing customer_address",
             "cloud_address is set and customer_address is not, and the router's link has two ends. Set "
             "customer_address too, or leave cloud_address out, where the virtual interface has the link "
             "(alibaba.ipv6_cloud_address and alibaba.ipv6_customer_address).",
             diagnostics);
    }
    RefuseUnlessLink(object, rule, "cloud_address", "customer_address", diagnostics);
    return;
  }
  if (const auto cidr = KnownHost(object, "customer_address"); cidr && IsServiceRange(*cidr)) {
    Refuse(rule, "customer_address", "Address is taken by the cloud",
           fmt::format("customer_address is {}, which is in 100.64.0.0/10, where the vendor has services of its own. "
                       "Choose another one.",
                       *KnownText(object, "customer_address")),
           diagnostics);
  }
}

void CheckMember(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (!IsSet(object, "bgp_group_id")) return;
  for (const std::string_view path : {"auth_key", "auth_key_wo"}) {
    RefuseIfSet(object, rule, path,
                fmt::format("The session is in a BGP group, and its sessions have the group's key. Move {} to the "
                            "interconnect_bgp_group, or leave bgp_group_id out.",
                            path),
                diagnostics);
  }
  for (const std::string_view path : {"alibaba.fake_asn", "alibaba.route_limit"}) {
    RefuseIfSet(object, rule, path,
                fmt::format("The session is in a BGP group, which says that for all its sessions. Move {} to the "
                            "interconnect_bgp_group, or leave bgp_group_id out.",
                            path),
                diagnostics);
  }
}

void CheckNetwork(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  static const Cidr kMulticast4 = *Cidr::Parse("224.0.0.0/4");
  static const Cidr kMulticast6 = *Cidr::Parse("ff00::/8");
  const std::optional<Cidr> cidr = KnownCidr(object, "cidr");
  if (!cidr || !(kMulticast4.Contains(*cidr) || kMulticast6.Contains(*cidr))) return;
  Refuse(
      rule, "cidr", "Prefix cannot be advertised",
      fmt::format("cidr is {}, which is for multicast. Give the prefix of a VPC or of a part of it.", cidr->ToString()),
      diagnostics);
}

}  // namespace

std::vector<Rule> Rules() {
  std::vector<Rule> rules;
  rules.push_back({"alibaba.connection.operator", Kind::kConnection,
                   "alibaba.line_operator is set, unless a connection is adopted", CheckOperator, kCircuitPage});
  rules.push_back(
      {"alibaba.connection.bandwidth", Kind::kConnection,
       "2Mbps to 10240Mbps in whole Mbps (with the order one of 50, 100, 200, 300, 400 and 500Mbps, 1, 2, 4, "
       "5, 8 and 10Gbps); 40Gbps with the port 40GBase-LR, 100Gbps with 100GBase-LR",
       CheckPort, Older(kModel, "older pages know the bandwidths of an order alone")});
  rules.push_back(
      {"alibaba.connection.loa", Kind::kConnection,
       "all four attributes of the application for an LOA, or none; the people who build, whom a note of the "
       "model wants too, cannot be named",
       CheckLoa, kApi});
  rules.push_back({"alibaba.virtual_interface.addresses", Kind::kVirtualInterface,
                   "both addresses are set, unless an interface is adopted or for another account; in one subnet of "
                   "/24 to /30; neither its "
                   "network nor its broadcast address; not in 100.64.0.0/10",
                   CheckInterfaceAddresses, kVbrPage});
  rules.push_back({"alibaba.virtual_interface.ipv6", Kind::kVirtualInterface,
                   "both IPv6 addresses or none, in one subnet; none with ipv6 = false; ipv6 = true with them only",
                   CheckIpv6Link, kModel});
  rules.push_back({"alibaba.virtual_interface.jumbo_mtu", Kind::kVirtualInterface,
                   "a warning: 8500 holds for all routers and VPCs of the Express Connect router", CheckMtu, kModel});
  rules.push_back(
      {"alibaba.virtual_interface.owner", Kind::kVirtualInterface,
       "no addresses, IPv6, session, mtu, bfd, description, resource group and site link on an interface for another "
       "account",
       CheckOwner, kVbrPage});
  rules.push_back({"alibaba.virtual_interface.session", Kind::kVirtualInterface,
                   "cloud_asn, a key and bfd.enabled only with customer_asn; no customer_asn with static routes",
                   CheckInterfaceSession, kVocabulary});
  rules.push_back({"alibaba.virtual_interface.routes", Kind::kVirtualInterface,
                   "static routes: no prefix in 100.64.0.0/10; none on an interface for another account", CheckRoutes,
                   kRoutePage});
  rules.push_back({"alibaba.virtual_interface.asns", Kind::kVirtualInterface,
                   "customer_asn and cloud_asn differ, and customer_asn is not 45104; cloud_asn is 45104, 64512 to "
                   "65534 but not 65025, or 4200000000 "
                   "to 4294967294",
                   CheckAsns, Older(kGroupPage, "the guide of 2018 knows only 45104")});
  rules.push_back({"alibaba.bgp_group.asns", Kind::kBgpGroup,
                   "customer_asn and cloud_asn differ, and customer_asn is not 45104; cloud_asn is 45104, 64512 to "
                   "65534 but not 65025, or 4200000000 "
                   "to 4294967294",
                   CheckAsns, Older(kGroupPage, "the guide of 2018 knows only 45104")});
  rules.push_back(
      {"alibaba.bgp_peer.asns", Kind::kBgpPeer,
       "customer_asn and cloud_asn differ, and customer_asn is not 45104; cloud_asn is 45104, 64512 to 65534 "
       "but not 65025, or 4200000000 to 4294967294",
       CheckAsns, kModel});
  rules.push_back({"alibaba.bgp_peer.address_family", Kind::kBgpPeer,
                   "address_family is set, or follows from the group or the addresses", CheckPeerFamily, kPeerPage});
  rules.push_back({"alibaba.bgp_peer.addresses", Kind::kBgpPeer,
                   "IPv6: no cloud_address without customer_address, both in one subnet; IPv4: not in 100.64.0.0/10",
                   CheckPeerAddresses, Older(kVbrPage, "the guide of 2018 knows no IPv6")});
  rules.push_back({"alibaba.bgp_peer.member", Kind::kBgpPeer,
                   "no key, fake_asn and route_limit on a session that is in a group", CheckMember, kBgpPage});
  rules.push_back({"alibaba.bgp_cidr.cidr", Kind::kBgpCidr, "no multicast prefix", CheckNetwork,
                   Older(kNetworkPage, "the guide of 2018 calls the prefix the data centre's; it is the cloud's")});
  return rules;
}

}  // namespace ic::alibaba
