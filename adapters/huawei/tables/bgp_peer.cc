// BGP peers at Huawei, attribute by attribute: sessions of a virtual interface beyond its own.
#include "adapters/huawei/tables/parts.h"
#include "adapters/huawei/tables/tables.h"

namespace ic::huawei {

KindTables PeerTables() {
  constexpr std::string_view kReason =
      "Huawei has no call that changes a session's numbers, addresses or key: it is deleted and created anew";
  constexpr std::string_view kByHand = "a peer is a part of its interface, and its change sends all it has";
  KindTables tables(kCloudName, Kind::kBgpPeer, kOnlyThisSession, kApi);
  tables.At("virtual_interface_id")
      .ByHand("where the session is found, and what its calls name")
      .Allows(InterfaceIdRow())
      .Replaces("a session belongs to one virtual interface", kApi);
  tables.At("route_mode").ByHand("a member of the session").Replaces(kReason, kApi);
  tables.At("bgp_group_id").ByHand("groups are lowered: their values are put into the peer before any call");
  AllowName(tables.At("name").ByHand(kByHand).InPlace(kApi));
  AllowDescription(tables.At("description").ByHand(kByHand).InPlace(kApi));
  tables.At("bfd").Allows(
      {.allowed = Unsupported{"BFD is a setting of the virtual interface, for all of its sessions."},
       .summary = "BFD cannot be set on a session",
       .remedy = "Set bfd on the virtual interface.",
       .source = kApi});
  tables.At("address_family").Replaces(kReason, kApi);
  tables.At("cloud_asn").Allows(CloudAsnRow("the ASN of the cloud's side is that of the virtual gateway."));
  AddSession(tables, kReason);
  return tables;
}

}  // namespace ic::huawei
