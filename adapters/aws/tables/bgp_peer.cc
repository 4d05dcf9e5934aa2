// BGP peers at AWS, attribute by attribute: sessions of a virtual interface beyond its own.
#include "adapters/aws/tables/parts.h"
#include "adapters/aws/tables/tables.h"

namespace ic::aws {

KindTables PeerTables() {
  constexpr std::string_view kReason = "AWS has no call that changes a BGP session: it is deleted and created anew";
  KindTables tables(kCloud, Kind::kBgpPeer, kOnlyThisSession, kApi);
  tables.At("customer_prefixes")
      .ByHand("an intention, which AWS does not keep")
      .Allows({.allowed = Count{0, 100},
               .summary = "Too many prefixes",
               .remedy =
                   "With more routes than that AWS takes the session down, unless the interface is public (1000). "
                   "Summarise them; for interfaces on dedicated connections AWS raises the number up to 1000.",
               .source = Older(kPrefixControlsPage, "before 2026 the number could not be raised"),
               .adjustable = true})
      .InPlace(kApi);
  tables.At("virtual_interface_id")
      .ByHand("where the session is found, and what its calls name")
      .Allows(InterfaceIdRow())
      .Replaces("a BGP session belongs to one virtual interface", kApi);
  tables.At("bgp_group_id").ByHand("groups are lowered: their values are put into the peer before any call");
  tables.At("name").Allows({.allowed = Unsupported{"its BGP peers have no names."},
                            .summary = "BGP peer cannot be named",
                            .remedy = "Leave name out.",
                            .source = kApi});
  tables.At("description")
      .Allows({.allowed = Unsupported{"its BGP peers have no descriptions."},
               .summary = "BGP peer cannot be described",
               .remedy = "Leave description out; a comment in the configuration serves as well.",
               .source = kApi});
  tables.At("address_family").Replaces(kReason, kApi);
  tables.At("cloud_asn").Allows(CloudAsnRow());
  AddSession(tables, kReason);
  tables.rules = PeerRules();
  return tables;
}

}  // namespace ic::aws
