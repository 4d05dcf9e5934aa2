// BGP networks of a virtual border router, attribute by attribute.
#include "adapters/alibaba/tables/parts.h"
#include "adapters/alibaba/tables/tables.h"

namespace ic::alibaba {

KindTables CidrTables() {
  constexpr std::string_view kEntry = "a prefix is one entry of one virtual border router's list";
  constexpr std::string_view kByHand = "part of the entry's name: <virtual border router>/<prefix>";
  KindTables tables(kCloud, Kind::kBgpCidr, kRoutes, kApi);
  tables.At("advertised_by")
      .ByHand(kByHand)
      .Allows(InterfaceIdRow(kNetworkPage, "vpc-bp1qpo0kug3a20qqe0001"))
      .Replaces(kEntry, kNetworkPage);
  tables.At("cidr").ByHand(kByHand).Replaces(kEntry, kNetworkPage);
  tables.At("alibaba.vpc_id")
      .Own(OwnField("Id of the VPC that has the prefix, where the virtual border router serves several. Changing it "
                    "replaces the entry."))
      .Members({.read = "VpcId", .create = "VpcId", .told = Told::kStays})
      .Allows({.allowed = Pattern{"vpc-[a-z0-9]+", "vpc- and lower-case letters and digits",
                                  "vpc-bp1qpo0kug3a20qqe0001", "vbr-bp1ctxy813985gkuk0001"},
               .summary = "Not the id of a VPC",
               .remedy = kIdRemedy,
               .source = kNetworkPage})
      .Replaces(kEntry, kNetworkPage);
  return tables;
}

}  // namespace ic::alibaba
