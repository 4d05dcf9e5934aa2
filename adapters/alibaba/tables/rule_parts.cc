#include "adapters/alibaba/tables/rule_parts.h"

#include <cstdint>
#include <optional>

#include <fmt/format.h>

#include "adapters/alibaba/tables/traits.h"
#include "adapters/contract/limits/refuse_if.h"

namespace ic::alibaba {
namespace {

bool IsCloudAsn(std::uint32_t asn) {
  return asn == kCloudAsn || (asn >= 64512 && asn <= 65534 && asn != 65025) || (asn >= 4200000000 && asn <= 4294967294);
}

}  // namespace

bool IsServiceRange(const Cidr& cidr) {
  static const Cidr kShared = *Cidr::Parse("100.64.0.0/10");
  return kShared.Overlaps(cidr);
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

}  // namespace ic::alibaba
