// Rules over several fields of one BGP group, session or prefix at Alibaba Cloud. Each adds nothing while what it needs
// is unknown.
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "adapters/alibaba/tables/rule_parts.h"
#include "adapters/alibaba/tables/sources.h"
#include "adapters/contract/limits/refuse_if.h"

namespace ic::alibaba {
namespace {

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

std::vector<Rule> SessionRules() {
  std::vector<Rule> rules;
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
