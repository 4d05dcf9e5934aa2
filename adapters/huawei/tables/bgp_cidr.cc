// Prefixes that a virtual gateway advertises, attribute by attribute.
#include "adapters/huawei/tables/parts.h"
#include "adapters/huawei/tables/tables.h"

namespace ic::huawei {

KindTables CidrTables() {
  constexpr std::string_view kEntry = "a prefix is one entry of one gateway's list of local subnets";
  constexpr std::string_view kByHand = "an entry of a list, which is written as a whole";
  KindTables tables(kCloudName, Kind::kBgpCidr, kRoutes, kApi);
  tables.At("advertised_by")
      .ByHand(kByHand)
      .Allows(UuidRow("the id of a virtual gateway, a UUID", "Not the id of a virtual gateway"))
      .Replaces(kEntry, kApi);
  tables.At("cidr").ByHand(kByHand).Replaces(kEntry, kApi);
  return tables;
}

}  // namespace ic::huawei
