// Limits over several objects at AWS.
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "adapters/aws/tables/sources.h"
#include "adapters/aws/tables/tables.h"
#include "adapters/common/tables/quota_groups.h"
#include "adapters/contract/limits/refuse_if.h"

namespace ic::aws {
namespace {

std::string InterfaceType(const Value& object) {
  return IsUnset(object, "type") ? "private" : GroupText(object, "type");
}

std::string PrivateOrPublicGroup(Kind /*kind*/, const Value& object) {
  const std::string type = InterfaceType(object);
  return type == "private" || type == "public" ? GroupText(object, "connection_id") : "";
}

std::string TransitGroup(Kind /*kind*/, const Value& object) {
  return InterfaceType(object) == "transit" ? GroupText(object, "connection_id") : "";
}

// An interface without a session yet carries none.
std::string CarriedSessionGroup(Kind kind, const Value& object) {
  return kind == Kind::kVirtualInterface && GroupText(object, "customer_asn").empty() ? "" : SessionGroup(kind, object);
}

// Only Direct Connect gateways: a virtual private gateway's number of interfaces is not limited by itself.
std::string DxGatewayGroup(Kind /*kind*/, const Value& object) {
  const std::string gateway = GroupText(object, "gateway_id");
  return gateway.starts_with("vgw-") ? "" : gateway;
}

// Of two interfaces on one gateway.
bool OtherTypeClash(Kind /*kind*/, const Value& object, Kind /*other_kind*/, const Value& other) {
  const std::string one = InterfaceType(object);
  const std::string two = InterfaceType(other);
  return !one.empty() && !two.empty() && one != two;
}

std::string RateLimitedGroup(Kind /*kind*/, const Value& object) {
  return IsSet(object, "aws.rate_limit") ? GroupText(object, "connection_id") : "";
}

// Prefixes of a family that an interface takes of the pools of its connection and of its gateway. One of a region that
// does not know them tells none; a new one that says none has 100.
constexpr std::int64_t kUsualAllocation = 100;
constexpr std::string_view kAllocationIpv4 = "aws.prefix_allocation_ipv4";
constexpr std::string_view kAllocationIpv6 = "aws.prefix_allocation_ipv6";

std::int64_t Allocation(const Value& interface, std::string_view path) {
  if (const std::optional<std::int64_t> said = KnownInteger(interface, path)) return *said;
  return GroupText(interface, "id").starts_with("dxvif-") ? 0 : kUsualAllocation;
}

// Of a connection what it has. A hosted one has none.
std::int64_t PoolOf(const Value& connection) {
  constexpr std::int64_t kGbps = 1'000'000'000;
  const std::optional<std::int64_t> bandwidth = KnownBandwidth(connection, "bandwidth");
  if (!bandwidth || IsSet(connection, "vlan")) return 0;
  if (*bandwidth >= 400 * kGbps) return 50'000;
  if (*bandwidth >= 100 * kGbps) return 30'000;
  return *bandwidth >= kGbps ? 5'000 : 0;
}

std::int64_t PrefixesIpv4(Kind kind, const Value& object) {
  return kind == Kind::kConnection ? PoolOf(object) : Allocation(object, kAllocationIpv4);
}
std::int64_t PrefixesIpv6(Kind kind, const Value& object) {
  return kind == Kind::kConnection ? PoolOf(object) : Allocation(object, kAllocationIpv6);
}
std::int64_t PrefixesOfBoth(Kind /*kind*/, const Value& object) {
  return Allocation(object, kAllocationIpv4) + Allocation(object, kAllocationIpv6);
}
bool YieldsIpv4(Kind /*kind*/, const Value& object) { return !KnownInteger(object, kAllocationIpv4); }
bool YieldsIpv6(Kind /*kind*/, const Value& object) { return !KnownInteger(object, kAllocationIpv6); }
bool YieldsBoth(Kind kind, const Value& object) { return YieldsIpv4(kind, object) && YieldsIpv6(kind, object); }
std::string Prefixes(std::int64_t amount) { return fmt::format("{} prefixes", amount); }

bool TakesPrefixes(const Value& object) {
  const std::string type = InterfaceType(object);
  return type == "private" || type == "transit";
}
std::string PoolGroup(Kind /*kind*/, const Value& object) {
  return TakesPrefixes(object) ? GroupText(object, "connection_id") : "";
}
std::string GatewayPoolGroup(Kind kind, const Value& object) {
  return TakesPrefixes(object) ? DxGatewayGroup(kind, object) : "";
}

std::string LagGroup(const Value& object, bool fast) {
  constexpr std::int64_t kFast = 100'000'000'000;
  const std::optional<std::int64_t> bandwidth = KnownBandwidth(object, "bandwidth");
  if (!bandwidth || (*bandwidth >= kFast) != fast) return "";
  return GroupText(object, "aws.lag_id");
}
std::string SlowLagGroup(Kind /*kind*/, const Value& object) { return LagGroup(object, false); }
std::string FastLagGroup(Kind /*kind*/, const Value& object) { return LagGroup(object, true); }

std::string AssociationGroup(Kind /*kind*/, const Value& object) { return GroupText(object, "advertised_by"); }

bool IsLag(std::string_view connection) { return connection.starts_with("dxlag-"); }

// Names in Service Quotas (Quota::told_as; sources.h). Of a LAG it tells the sum of its interfaces only.
std::string_view ConnectionsTold(std::string_view /*group*/) { return "Dedicated connections per location"; }
std::string_view InterfacesTold(std::string_view group) {
  return IsLag(group) ? "Virtual interfaces per LAG" : "Total number of virtual interfaces per dedicated connection";
}
std::string_view PrivateOrPublicTold(std::string_view group) {
  return IsLag(group) ? "" : "Public or private virtual interfaces per dedicated connection";
}
std::string_view TransitTold(std::string_view group) {
  return IsLag(group) ? "" : "Transit virtual interfaces per dedicated connection";
}
std::string_view OnGatewayTold(std::string_view /*group*/) { return "Virtual interfaces per Direct Connect gateway"; }
std::string_view MembersTold(std::string_view /*group*/) { return "Members per LAG"; }
std::string_view PrefixesTold(std::string_view /*group*/) { return "Prefixes per transit gateway"; }

void AddInterfaceQuotas(std::vector<Quota>& rows) {
  const std::vector<Kind> interfaces = {Kind::kVirtualInterface};
  rows.push_back({"aws.virtual_interface.unique_vlan", "virtual interfaces with one VLAN on one connection or LAG",
                  interfaces, VlanGroup, 1, "vlan", "VLAN is taken",
                  "Choose another VLAN, or another connection. A hosted connection carries one interface only.",
                  Scope::kPort, false, kInterfacesPage});
  rows.push_back({"aws.virtual_interface.per_connection", "virtual interfaces on one dedicated connection or LAG",
                  interfaces, ConnectionGroup, 51, "connection_id", "Too many virtual interfaces on the connection",
                  "Use another connection.", Scope::kPort, false,
                  Older(kQuotasPage, "50 before there were transit interfaces")});
  rows.back().told_as = InterfacesTold;
  rows.push_back({"aws.virtual_interface.private_or_public",
                  "private and public virtual interfaces on one dedicated connection or LAG", interfaces,
                  PrivateOrPublicGroup, 50, "connection_id",
                  "Too many private and public virtual interfaces on the connection", "Use another connection.",
                  Scope::kPort, false, kQuotasPage});
  rows.back().told_as = PrivateOrPublicTold;
  rows.push_back({"aws.virtual_interface.transit", "transit virtual interfaces on one dedicated connection or LAG",
                  interfaces, TransitGroup, 4, "connection_id", "Too many transit virtual interfaces on the connection",
                  "Use another connection, or reach several transit gateways through one Direct Connect gateway.",
                  Scope::kPort, true, Older(kQuotasPage, "1 until 2022; before 2026 the number could not be raised")});
  rows.back().told_as = TransitTold;
  rows.push_back({"aws.virtual_interface.per_gateway",
                  "private and transit virtual interfaces on one Direct Connect gateway", interfaces, DxGatewayGroup,
                  30, "gateway_id", "Too many virtual interfaces on the gateway", "Use another Direct Connect gateway.",
                  Scope::kAccount, false, Older(kQuotasPage, "before 2026 it did not say that it cannot be raised")});
  rows.back().told_as = OnGatewayTold;
  rows.push_back({.id = "aws.virtual_interface.one_type_per_gateway",
                  .words = "one type, private or transit, of the virtual interfaces on one Direct Connect gateway",
                  .kinds = interfaces,
                  .group = DxGatewayGroup,
                  .max = 1,
                  .field = "gateway_id",
                  .summary = "Gateway has interfaces of the other type",
                  .remedy = "A Direct Connect gateway takes private interfaces or transit interfaces, not both. Use "
                            "another Direct Connect gateway.",
                  .scope = Scope::kAccount,
                  .adjustable = false,
                  .source = kTransitGatewaysPage,
                  .clashes = OtherTypeClash});
  rows.push_back({"aws.virtual_interface.rate_limiters",
                  "virtual interfaces with a rate limit on one dedicated connection or LAG", interfaces,
                  RateLimitedGroup, 10, "aws.rate_limit", "Too many rate limits on the connection",
                  "Leave some of its interfaces without one.", Scope::kPort, true, kQuotasPage});
  rows.back().told_by_group = true;
  rows.push_back({"aws.bgp_peer.one_per_family",
                  "BGP sessions of one address family on one virtual interface",
                  {Kind::kVirtualInterface, Kind::kBgpPeer},
                  CarriedSessionGroup,
                  1,
                  "address_family",
                  "Address family has a session already",
                  "A virtual interface has one IPv4 and one IPv6 session; its own session is one of them. Choose the "
                  "other family, or remove the other session first.",
                  Scope::kObject,
                  false,
                  kPeersPage});
}

// One family's pool of a connection or LAG. `words` and the like are of literals.
Quota PoolQuota(std::string_view id, std::string_view words, std::string_view field, const Share& share) {
  return {.id = id,
          .words = words,
          .kinds = {Kind::kVirtualInterface},
          .group = PoolGroup,
          .max = kWhole,
          .field = field,
          .summary = "Too many prefixes on the connection",
          .remedy = "Allocate fewer to some of its interfaces, or use another connection.",
          .scope = Scope::kPort,
          .adjustable = false,
          .source = kPrefixControlsPage,
          .share = share,
          .told_by_group = true};
}

void AddPrefixPools(std::vector<Quota>& rows) {
  rows.push_back(PoolQuota("aws.virtual_interface.prefix_pool_ipv4",
                           "the IPv4 prefixes that are allocated to the interfaces of one dedicated connection are "
                           "together no more than its pool has: 5000 with 1 or 10 Gbps, 30000 with 100, 50000 with "
                           "400; a LAG has those of its connections",
                           kAllocationIpv4, {Kind::kConnection, PrefixesIpv4, Prefixes, YieldsIpv4}));
  rows.push_back(PoolQuota("aws.virtual_interface.prefix_pool_ipv6",
                           "the IPv6 prefixes that are allocated to the interfaces of one dedicated connection are "
                           "together no more than its pool has: 5000 with 1 or 10 Gbps, 30000 with 100, 50000 with "
                           "400; a LAG has those of its connections",
                           kAllocationIpv6, {Kind::kConnection, PrefixesIpv6, Prefixes, YieldsIpv6}));
  rows.push_back(
      {.id = "aws.virtual_interface.prefixes_per_gateway",
       .words = "the prefixes that are allocated to the interfaces of one Direct Connect gateway are "
                "together, of both families, at most 10000",
       .kinds = {Kind::kVirtualInterface},
       .group = GatewayPoolGroup,
       .max = kWhole,
       .field = "gateway_id",
       .summary = "Too many prefixes on the gateway",
       .remedy = "Allocate fewer to some of its interfaces, or use another Direct Connect gateway.",
       .scope = Scope::kAccount,
       .adjustable = false,
       .source = kPrefixControlsPage,
       .share =
           Share{
               .of = std::nullopt, .amount = PrefixesOfBoth, .words = Prefixes, .yields = YieldsBoth, .whole = 10'000},
       .told_by_group = true});
}

void AddOtherQuotas(std::vector<Quota>& rows) {
  rows.push_back({"aws.connection.per_location",
                  "connections at one location in one region and account",
                  {Kind::kConnection},
                  LocationGroup,
                  10,
                  "location",
                  "Too many connections at the location",
                  "Use another location, or ask AWS for more.",
                  Scope::kAccount,
                  true,
                  Older(kQuotasPage, "before 2023 10 in a whole region")});
  rows.back().told_as = ConnectionsTold;
  rows.push_back({"aws.connection.per_lag",
                  "connections below 100 Gbps in one LAG",
                  {Kind::kConnection},
                  SlowLagGroup,
                  4,
                  "aws.lag_id",
                  "Too many connections in the LAG",
                  "Use another LAG, or faster ports.",
                  Scope::kObject,
                  false,
                  kQuotasPage});
  rows.back().told_as = MembersTold;
  rows.push_back({"aws.connection.per_fast_lag",
                  "connections of 100 Gbps or more in one LAG",
                  {Kind::kConnection},
                  FastLagGroup,
                  2,
                  "aws.lag_id",
                  "Too many connections in the LAG",
                  "Use another LAG.",
                  Scope::kObject,
                  false,
                  Older(kApi, "the quotas page names 100 Gbps only")});
  rows.push_back({"aws.bgp_cidr.unique",
                  "entries of one prefix in the list of one association",
                  {Kind::kBgpCidr},
                  PrefixGroup,
                  1,
                  "cidr",
                  "Prefix is there already",
                  "One resource is enough for a prefix; import it if it was made elsewhere.",
                  Scope::kObject,
                  false,
                  kApi});
  rows.push_back({"aws.bgp_cidr.per_association",
                  "prefixes, IPv4 and IPv6 together, that one association with a transit gateway advertises",
                  {Kind::kBgpCidr},
                  AssociationGroup,
                  200,
                  "cidr",
                  "Too many prefixes for the association",
                  "Summarise prefixes. An association with a virtual private gateway has no such limit in AWS's "
                  "documents.",
                  Scope::kObject,
                  true,
                  Older(kQuotasPage, "20 until 2022")});
  rows.back().told_as = PrefixesTold;
}

}  // namespace

std::vector<Quota> Quotas() {
  std::vector<Quota> rows;
  AddInterfaceQuotas(rows);
  AddPrefixPools(rows);
  AddOtherQuotas(rows);
  return rows;
}

}  // namespace ic::aws
