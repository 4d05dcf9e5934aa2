// Prefixes that a Direct Connect gateway association advertises, attribute by attribute.
#include "adapters/aws/tables/parts.h"
#include "adapters/aws/tables/tables.h"

namespace ic::aws {

KindTables CidrTables() {
  constexpr std::string_view kEntry = "a prefix is one entry of one association's list";
  constexpr std::string_view kByHand = "an entry of a list, which is written as a whole";
  KindTables tables(kCloud, Kind::kBgpCidr, kRoutes, kApi);
  tables.At("advertised_by")
      .ByHand(kByHand)
      .Allows({.allowed = Pattern{"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
                                  "the id of a Direct Connect gateway association, a UUID in lower case",
                                  "be85116d-46eb-4b43-a27a-da0c2ad648de", "vgw-f9eb0c90"},
               .summary = "Not the id of a gateway association",
               .remedy = "Give the association's own id, not that of one of its gateways.",
               .source = kSchemas})
      .Replaces(kEntry, kApi);
  tables.At("cidr").ByHand(kByHand).Replaces(kEntry, kApi);
  return tables;
}

}  // namespace ic::aws
