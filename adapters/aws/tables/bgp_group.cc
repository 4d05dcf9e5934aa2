// BGP groups at AWS. It has none: they are lowered, so no attribute has members.
#include "adapters/aws/tables/parts.h"
#include "adapters/aws/tables/tables.h"

namespace ic::aws {

KindTables GroupTables() {
  KindTables tables(kCloud, Kind::kBgpGroup, kMembers, kApi);
  tables.At("virtual_interface_id").Allows(InterfaceIdRow());
  tables.At("address_family").Costs({.interrupts = kMembers, .source = kApi, .recomputes = {"id"}});
  tables.At("customer_asn")
      .Allows(CustomerAsnRow())
      .Costs({.interrupts = kMembers, .source = kApi, .recomputes = {"id"}});
  tables.At("cloud_asn").Allows(CloudAsnRow());
  return tables;
}

}  // namespace ic::aws
