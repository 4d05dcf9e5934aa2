// Rules over several fields of one virtual border router at Alibaba Cloud. Each adds nothing while what it needs is
// unknown.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/alibaba/tables/rule_parts.h"
#include "adapters/alibaba/tables/sources.h"
#include "adapters/contract/limits/refuse_if.h"

namespace ic::alibaba {
namespace {

constexpr std::int64_t kJumboMtu = 8500;

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

}  // namespace

std::vector<Rule> InterfaceRules() {
  std::vector<Rule> rules;
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
  return rules;
}

}  // namespace ic::alibaba
