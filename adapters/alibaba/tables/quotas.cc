// Limits over several objects at Alibaba Cloud.
#include <optional>
#include <string>
#include <string_view>

#include "adapters/alibaba/tables/sources.h"
#include "adapters/alibaba/tables/tables.h"
#include "adapters/common/tables/quota_groups.h"
#include "adapters/contract/limits/refuse_if.h"

namespace ic::alibaba {
namespace {

// The interface a session is on; an interface itself counts only if it carries one.
std::string RouterOf(Kind kind, const Value& object) {
  if (kind == Kind::kBgpPeer) return GroupText(object, "virtual_interface_id");
  return GroupText(object, "customer_asn").empty() ? "" : GroupText(object, "id");
}

// Left out, a peer's address is that of the router, which is the IPv4 session's own address.
bool AddressClash(Kind kind, const Value& object, Kind other_kind, const Value& other) {
  const std::optional<Cidr> one = KnownHost(object, "customer_address");
  const std::optional<Cidr> another = KnownHost(other, "customer_address");
  if (one && another) return one->address() == another->address();
  const auto routers = [](Kind of, const Value& session) {
    if (of == Kind::kVirtualInterface) return std::string("ipv4");
    return IsUnset(session, "customer_address") ? GroupText(session, "address_family") : std::string();
  };
  const std::string family = routers(kind, object);
  return !family.empty() && family == routers(other_kind, other);
}

// Of sessions over IPv6 that say at which address of the router they end.
std::string Ipv6Link(Kind /*kind*/, const Value& object) {
  const bool six = GroupText(object, "address_family") == "ipv6";
  return six && KnownHost(object, "cloud_address") ? GroupText(object, "virtual_interface_id") : std::string();
}

bool LinkClash(Kind /*kind*/, const Value& object, Kind /*other_kind*/, const Value& other) {
  const std::optional<Cidr> one = KnownHost(object, "cloud_address");
  const std::optional<Cidr> another = KnownHost(other, "cloud_address");
  if (!one || !another) return false;
  // An address alone says nothing of the length.
  const bool lengths = KnownCidr(object, "cloud_address") && KnownCidr(other, "cloud_address");
  return lengths ? *one != *another : one->address() != another->address();
}

}  // namespace

std::vector<Quota> Quotas() {
  const std::vector<Kind> interfaces = {Kind::kVirtualInterface};
  const std::vector<Kind> sessions = {Kind::kVirtualInterface, Kind::kBgpPeer};
  std::vector<Quota> rows;
  rows.push_back({"alibaba.connection.per_location",
                  "connections at one access point in one account",
                  {Kind::kConnection},
                  LocationGroup,
                  2,
                  "location",
                  "Too many connections at the access point",
                  "Use another access point, or ask for a higher quota (ec_quota_pconn_count_per_ap).",
                  Scope::kAccount,
                  true,
                  kQuotasPage});
  // Quota Center tells them by these ids, which the page has.
  rows.back().told_as = [](std::string_view) -> std::string_view { return "ec_quota_pconn_count_per_ap"; };
  rows.push_back({"alibaba.virtual_interface.unique_vlan", "virtual border routers with one VLAN on one connection",
                  interfaces, VlanGroup, 1, "vlan", "VLAN is taken",
                  "Choose another VLAN, or another connection. A terminated router keeps its VLAN for seven days.",
                  Scope::kPort, false, kVbrPage});
  rows.push_back({"alibaba.virtual_interface.per_connection", "virtual border routers on one connection", interfaces,
                  ConnectionGroup, 5, "connection_id", "Too many virtual border routers on the connection",
                  "Use another connection, or ask for a higher quota (ec_quota_same_acount_vbr_per_pconn).",
                  Scope::kPort, true, kQuotasPage});
  rows.back().told_as = [](std::string_view) -> std::string_view { return "ec_quota_same_acount_vbr_per_pconn"; };
  rows.push_back({"alibaba.bgp_peer.per_interface", "BGP sessions of one virtual border router", sessions, RouterOf, 8,
                  "customer_asn", "Too many BGP sessions on the virtual border router",
                  "Use another virtual border router.", Scope::kObject, false, kBgpPage});
  rows.push_back({.id = "alibaba.bgp_peer.unique_address",
                  .words = "each BGP session of a virtual border router has an address of its own",
                  .kinds = sessions,
                  .group = RouterOf,
                  .max = 1,
                  .field = "customer_address",
                  .summary = "Address has a session already",
                  .remedy = "Give each session an address of its own, or leave customer_asn out of the interface.",
                  .scope = Scope::kObject,
                  .adjustable = false,
                  .source = kPeerPage,
                  .clashes = AddressClash});
  rows.push_back(
      {.id = "alibaba.bgp_peer.ipv6_address",
       .words = "all IPv6 sessions of a virtual border router end at its one IPv6 address",
       .kinds = {Kind::kBgpPeer},
       .group = Ipv6Link,
       .max = 1,
       .field = "cloud_address",
       .summary = "Virtual border router has another IPv6 address",
       .remedy = "Write the router's addresses on the virtual interface (alibaba.ipv6_cloud_address and "
                 "alibaba.ipv6_customer_address), and leave cloud_address out here, in a run of its own: from then "
                 "on they change there, for all sessions at once. Or give these sessions one cloud_address.",
       .scope = Scope::kObject,
       .adjustable = false,
       .source = kVbrPage,
       .clashes = LinkClash});
  rows.push_back({.id = "alibaba.virtual_interface.untagged",
                  .words = "a virtual border router with VLAN 0 is the only one on its connection",
                  .kinds = interfaces,
                  .group = ConnectionGroup,
                  .max = 1,
                  .field = "vlan",
                  .summary = "VLAN 0 takes the whole connection",
                  .remedy = "Give each of them a VLAN from 1, or use another connection.",
                  .scope = Scope::kPort,
                  .adjustable = false,
                  .source = kVbrPage,
                  .clashes = UntaggedClash});
  return rows;
}

}  // namespace ic::alibaba
