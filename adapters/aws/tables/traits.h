// What Interconnect knows of AWS Direct Connect before it talks to it: fields, limits, what changes cost, rules,
// quotas and capabilities. Data and pure functions only; no credential and no call is needed.
//
// Each kind has a file: a block an attribute (common/tables/kind_tables.h), and its rules beside it. The provider
// block, quotas and capabilities have one each. Every row names the document it is from and the day somebody read it
// there. The simulator of AWS does not use them: it has numbers of its own, so that the two can be held against each
// other.
#ifndef ADAPTERS_AWS_TABLES_TRAITS_H_
#define ADAPTERS_AWS_TABLES_TRAITS_H_

#include <string_view>
#include <vector>

#include "adapters/common/tables/kind_tables.h"
#include "adapters/contract/traits.h"

namespace ic::aws {

// Lives for ever; the same object each time.
const VendorTraits& AwsTraits();
// The kinds' own tables, in the order of Kind: what the traits are made of, and the members in the API.
const std::vector<KindTables>& AwsTables();

// Names of AWS's own fields, inside the object `aws`, for code that needs one of them.
namespace vendor_field {
inline constexpr std::string_view kBillingMode = "billing_mode";
inline constexpr std::string_view kEncryptionMode = "encryption_mode";
inline constexpr std::string_view kLagId = "lag_id";
inline constexpr std::string_view kOwnerAccount = "owner_account";
inline constexpr std::string_view kProviderName = "provider_name";
inline constexpr std::string_view kRateLimit = "rate_limit";
inline constexpr std::string_view kRequestMacsec = "request_macsec";
inline constexpr std::string_view kSiteLink = "site_link";
}  // namespace vendor_field

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_TABLES_TRAITS_H_
