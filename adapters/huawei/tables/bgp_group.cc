// BGP groups at Huawei. It has none: they are lowered, so no attribute has members.
#include "adapters/huawei/tables/parts.h"
#include "adapters/huawei/tables/tables.h"

namespace ic::huawei {

KindTables GroupTables() {
  KindTables tables(kCloudName, Kind::kBgpGroup, kMembers, kApi);
  tables.At("virtual_interface_id").Allows(InterfaceIdRow());
  tables.At("address_family").Costs({.interrupts = kMembers, .source = kApi, .recomputes = {"id"}});
  tables.At("customer_asn")
      .Allows(CustomerAsnRow())
      .Costs({.interrupts = kMembers, .source = kApi, .recomputes = {"id"}});
  tables.At("cloud_asn").Allows(CloudAsnRow("the ASN of the cloud's side is that of the virtual gateway."));
  return tables;
}

}  // namespace ic::huawei
