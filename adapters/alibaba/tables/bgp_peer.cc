// BGP peers at Alibaba Cloud, attribute by attribute: sessions of a virtual border router beyond its own.
#include "adapters/alibaba/tables/parts.h"
#include "adapters/alibaba/tables/tables.h"

namespace ic::alibaba {
namespace {

constexpr std::string_view kPeerByHand =
    "a session is a peer and its group, which are found, made and changed together";

void AddPlace(KindTables& tables) {
  tables.At("virtual_interface_id")
      .ByHand(kPeerByHand)
      .Allows(InterfaceIdRow(kApi))
      .Replaces("a session belongs to one virtual border router", kPeerPage);
  // The API would move it, but a group that is replaced can only go after its sessions have.
  tables.At("bgp_group_id")
      .ByHand(kPeerByHand)
      .Allows({.allowed = Pattern{"bgpg-[a-z0-9]+", "bgpg- and lower-case letters and digits",
                                  "bgpg-bp1k25cyp26cllath0001", "vbr-bp1ctxy813985gkuk0001"},
               .summary = "Not the id of a BGP group",
               .remedy = kIdRemedy,
               .source = kApi})
      .Replaces("the sessions of a group are deleted before the group is", kApi);
  tables.At("route_mode")
      .ByHand("always bgp")
      .Allows({.allowed = OneOf{{"bgp"}},
               .summary = "Static routing is no session",
               .remedy = "Leave route_mode out; a static route is an entry of the router's route table.",
               .source = kPeerPage});
  tables.At("name").Allows({.allowed = Unsupported{"the vendor names its sessions itself."},
                            .summary = "Name of a session",
                            .remedy = "Leave name out, or give the session a group with a name.",
                            .source = kPeerPage});
  tables.At("description")
      .Allows({.allowed = Unsupported{"the vendor keeps no description of a session."},
               .summary = "Description of a session",
               .remedy = "Leave description out, or give the session a group with a description.",
               .source = kPeerPage});
  tables.At("address_family").ByHand(kPeerByHand).Replaces("a session keeps its IP version", kPeerPage);
}

void RefuseTimer(KindTables& tables, std::string_view path, std::string_view id) {
  tables.At(path).Allows({.allowed = Unsupported{"the timers are those of the whole virtual border router."},
                          .summary = "BFD timer of a session",
                          .remedy = "Set them in bfd of the interconnect_virtual_interface, and only enabled here.",
                          .source = kVbrPage,
                          .id = id});
}

}  // namespace

KindTables PeerTables() {
  KindTables tables(kCloud, Kind::kBgpPeer, kOneSession, kApi);
  AddPlace(tables);
  tables.At("customer_asn").ByHand(kPeerByHand).Allows(CustomerAsnRow()).InPlace(kBgpPage, kOneSession);
  for (const std::string_view path : {"cloud_asn", "cloud_address", "auth_key"}) {
    tables.At(path).ByHand(kPeerByHand).InPlace(kBgpPage, kOneSession);
  }
  tables.At("bfd.enabled")
      .ByHand(kPeerByHand)
      .Costs({.interrupts = kOneSession, .source = kBgpPage, .settles = {"alibaba.bfd_hops"}});
  // The router's own end in IPv6 is only the session's to move where the session says it.
  tables.At("customer_address")
      .ByHand(kPeerByHand)
      .Costs({.interrupts = kOneSession,
              .source = kBgpPage,
              .recomputes = {"cloud_address"},
              .when_field = "address_family",
              .when_values = {"ipv6"}})
      .InPlace(kBgpPage, kOneSession);
  RefuseTimer(tables, "bfd.min_transmit_interval", "min_transmit_interval");
  RefuseTimer(tables, "bfd.min_receive_interval", "min_receive_interval");
  RefuseTimer(tables, "bfd.detect_multiplier", "detect_multiplier");
  tables.At("alibaba.bfd_hops")
      .Own(OwnField("How many hops the packets of bidirectional forwarding detection may take. The vendor's default is "
                    "255; 1 is right on a direct line, with no device in between.",
                    FieldType::kInteger))
      .ByHand(kPeerByHand)
      .Allows(HopsRow())
      .InPlace(kBgpPage, kOneSession);
  // At the vendor all three are the group's; a session that is written without one has a group to itself.
  tables.At("alibaba.fake_asn")
      .Own(OwnField("Whether your router goes on using an older number while it migrates to `customer_asn`. In a BGP "
                    "group it is the group's.",
                    FieldType::kBool))
      .ByHand(kPeerByHand)
      .InPlace(kBgpPage, kOneSession);
  tables.At("alibaba.route_limit")
      .Own(OwnField("How many routes the session may bring; what comes beyond is dropped. In a BGP group it is the "
                    "group's.",
                    FieldType::kInteger))
      .ByHand(kPeerByHand)
      .Allows(RouteLimitRow())
      .InPlace(kGroupPage);
  tables.At("customer_prefixes").ByHand("an intention, which the service does not keep").Allows(PrefixesRow());
  return tables;
}

}  // namespace ic::alibaba
