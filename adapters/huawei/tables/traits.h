// What Interconnect knows of Huawei Cloud Direct Connect before it talks to it: fields, limits, what changes cost,
// rules, quotas and capabilities. Data and pure functions only; no credential and no call is needed.
//
// Each kind has a file: a block an attribute (common/tables/kind_tables.h). The provider block, rules, quotas and
// capabilities have one each. Every row names the document it is from and the day somebody read it there. The simulator
// does not use them: it has numbers of its own, so that the two can be held against each other.
#ifndef ADAPTERS_HUAWEI_TABLES_TRAITS_H_
#define ADAPTERS_HUAWEI_TABLES_TRAITS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "adapters/common/tables/kind_tables.h"
#include "adapters/contract/traits.h"

namespace ic::huawei {

// Lives for ever; the same object each time.
const VendorTraits& HuaweiTraits();
// The kinds' own tables, in the order of Kind: what the traits are made of, and the members in the API.
const std::vector<KindTables>& HuaweiTables();

inline constexpr std::string_view kCloudName = "huawei";

// Names of Huawei's own fields, inside the object `huawei`, for code that needs one of them.
namespace vendor_field {
inline constexpr std::string_view kBfdIpv6LocalDiscriminator = "bfd_ipv6_local_discriminator";
inline constexpr std::string_view kBfdIpv6RemoteDiscriminator = "bfd_ipv6_remote_discriminator";
inline constexpr std::string_view kBfdLocalDiscriminator = "bfd_local_discriminator";
inline constexpr std::string_view kBfdMode = "bfd_mode";
inline constexpr std::string_view kBfdRemoteDiscriminator = "bfd_remote_discriminator";
inline constexpr std::string_view kDescription = "description";
inline constexpr std::string_view kEnterpriseProjectId = "enterprise_project_id";
inline constexpr std::string_view kGatewayType = "gateway_type";
inline constexpr std::string_view kHostingId = "hosting_id";
inline constexpr std::string_view kNqa = "nqa";
inline constexpr std::string_view kNqaInterval = "nqa_interval";
inline constexpr std::string_view kNqaMultiplier = "nqa_multiplier";
inline constexpr std::string_view kPeerLocation = "peer_location";
inline constexpr std::string_view kPortType = "port_type";
inline constexpr std::string_view kPriority = "priority";
inline constexpr std::string_view kProvider = "provider";
inline constexpr std::string_view kResourceTenantId = "resource_tenant_id";
inline constexpr std::string_view kType = "type";
inline constexpr std::string_view kVlan = "vlan";
}  // namespace vendor_field

// AttributeRow::together of the members that one call changes together.
inline constexpr std::string_view kTexts = "texts";

// Of an object's tags, Interconnect's own marks among them, which take what the user's leave.
inline constexpr std::int64_t kMostTags = 10;

// The ASN of the cloud's side where the gateway has no other.
inline constexpr std::uint32_t kCloudAsn = 64512;

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_TABLES_TRAITS_H_
