// What Interconnect knows of Alibaba Cloud Express Connect before it talks to it: fields, limits, what changes cost,
// rules, quotas and capabilities. Data and pure functions only; no credential and no call is needed.
//
// How the vocabulary meets the vendor: a `connection` is a physical connection (pc-…), a `virtual_interface` a virtual
// border router (vbr-…), `bgp_group` and `bgp_peer` are what they are called, and a `bgp_cidr` is a BGP network of a
// virtual border router, named <vbr id>/<prefix>. Every session belongs to a group at the vendor; one that is written
// without a group gets a group of its own, named by kOwnGroupPrefix and its address.
#ifndef ADAPTERS_ALIBABA_TABLES_TRAITS_H_
#define ADAPTERS_ALIBABA_TABLES_TRAITS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "adapters/common/tables/kind_tables.h"
#include "adapters/contract/traits.h"

namespace ic::alibaba {

// Lives for ever; the same object each time.
const VendorTraits& AlibabaTraits();
// The kinds' own tables, in the order of Kind, a block an attribute: what the traits are made of, and the members in
// the API.
const std::vector<KindTables>& AlibabaTables();

// Ports whose kind says their bandwidth: the member for it ends below that, at kMostMegabits.
struct FastPort {
  std::int64_t bandwidth;  // bit/s
  std::string_view port_type;
};
inline constexpr std::int64_t kMostMegabits = 10240;
// Null if the bandwidth (bit/s) is not that of such a port.
const FastPort* FindFastPort(std::int64_t bandwidth);
// Whether a port can be ordered with that many bit/s. Others come by a change of what is there.
bool IsOrdered(std::int64_t bandwidth);

// Names of the vendor's own fields, inside the object `alibaba`, for code that needs one of them.
namespace vendor_field {
inline constexpr std::string_view kBfdHops = "bfd_hops";
inline constexpr std::string_view kCircuitCode = "circuit_code";
inline constexpr std::string_view kEnabled = "enabled";
inline constexpr std::string_view kFakeAsn = "fake_asn";
inline constexpr std::string_view kIpv6 = "ipv6";
inline constexpr std::string_view kIpv6CloudAddress = "ipv6_cloud_address";
inline constexpr std::string_view kIpv6CustomerAddress = "ipv6_customer_address";
inline constexpr std::string_view kLineOperator = "line_operator";
inline constexpr std::string_view kLoaCompany = "loa_company";
inline constexpr std::string_view kLoaConstructionTime = "loa_construction_time";
inline constexpr std::string_view kLoaConstructor = "loa_constructor";
inline constexpr std::string_view kLoaFinished = "loa_finished";
inline constexpr std::string_view kLoaLineType = "loa_line_type";
inline constexpr std::string_view kOwnerAccount = "owner_account";
inline constexpr std::string_view kPeerLocation = "peer_location";
inline constexpr std::string_view kPortType = "port_type";
inline constexpr std::string_view kRedundantConnectionId = "redundant_connection_id";
inline constexpr std::string_view kResourceGroupId = "resource_group_id";
inline constexpr std::string_view kRouteLimit = "route_limit";
inline constexpr std::string_view kTerminated = "terminated";
inline constexpr std::string_view kVpcId = "vpc_id";
}  // namespace vendor_field

// Names of BGP groups that exist only because a session needs one begin with this.
inline constexpr std::string_view kOwnGroupPrefix = "interconnect-";

// The ASN of the vendor's side, where no other is asked for.
inline constexpr std::uint32_t kCloudAsn = 45104;

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_TABLES_TRAITS_H_
