// BGP peers at AWS, attribute by attribute: sessions of a virtual interface beyond its own.
#include "adapters/aws/tables/parts.h"
#include "adapters/aws/tables/tables.h"

namespace ic::aws {

KindTables PeerTables() {
  constexpr std::string_view kReason = "AWS has no call that changes a BGP session: it is deleted and created anew";
  KindTables tables(kCloud, Kind::kBgpPeer, kOnlyThisSession, kApi);
  tables.At("customer_prefixes")
      .ByHand("an intention, which AWS does not keep")
      .Allows({.allowed = Count{0, 1000},
               .summary = "Too many prefixes",
               .remedy =
                   "With more routes than its interface is allocated (aws.prefix_allocation_ipv4 and …_ipv6 there, 100 "
                   "unless it says otherwise) AWS takes the session down, and 1000 is the most. Summarise them.",
               .source = Older(kPrefixControlsPage, "before August 2026 100, and no more"),
               .adjustable = true})
      .InPlace(kApi);
  tables.At("virtual_interface_id")
      .ByHand("where the session is found, and what its calls name")
      .Allows(InterfaceIdRow())
      .Replaces("a BGP session belongs to one virtual interface", kApi);
  tables.At("bgp_group_id").ByHand("groups are lowered: their values are put into the peer before any call");
  tables.At("route_mode")
      .ByHand("always bgp")
      .Allows({.allowed = OneOf{{"bgp"}},
               .summary = "Static routing not available",
               .remedy = "Leave route_mode out and use BGP.",
               .source = kApi});
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
