// Virtual border routers, attribute by attribute. What a block cannot say is in rules.cc; what counts over objects, in
// quotas.cc. The simulator holds numbers of its own, from the same documents.
#include <string>
#include <utility>
#include <vector>

#include "adapters/alibaba/tables/parts.h"
#include "adapters/alibaba/tables/tables.h"

namespace ic::alibaba {
namespace {

constexpr std::string_view kPartOfSession = "part of the session, which is a group and a peer of its own";

void AddInterfacePlace(KindTables& tables) {
  AllowName(tables.At("name")
                .Members({.create = "Name",
                          .modify = "Name",
                          .together = kModify,
                          .by_hand = "another account's router tells the name that account gave it"})
                .InPlace(kVbrPage),
            "Interface name has a wrong length", "Interface name has characters that are not allowed", "prod", "1-prod",
            kVbrPage, "older pages allow a point too");
  tables.At("connection_id")
      .Members({.read = "PhysicalConnectionId", .create = "PhysicalConnectionId", .told = Told::kStays})
      .Allows(ConnectionIdRow())
      .Replaces("a virtual border router stays on the connection it was made on", kVbrPage);
  tables.At("adopt").Allows(InterfaceIdRow(kApi));
  tables.At("type")
      .ByHand("always private")
      .Allows({.allowed = OneOf{{"private"}},
               .summary = "Type not available",
               .remedy = "Leave type out: a virtual border router reaches VPCs, by what it is attached to.",
               .source = kVbrPage})
      .Replaces("there is one type only", kVbrPage);
  tables.At("gateway_id")
      .Allows({.allowed = Unsupported{"a virtual border router has no gateway of its own; a CEN instance or an Express "
                                      "Connect router takes it in."},
               .summary = "Virtual border router with a gateway",
               .remedy =
                   "Leave gateway_id out, and attach the interface's id to the CEN instance with the vendor's own "
                   "provider.",
               .source = kVbrPage});
}

void AddSettings(KindTables& tables) {
  tables.At("vlan")
      .Members({.read = "VlanId",
                .create = "VlanId",
                .modify = "VlanId",
                .form = Form::kInteger,
                .told = Told::kStays,
                .together = kModify})
      .Allows({.allowed = Range{0, 2999},
               .summary = "VLAN out of range",
               .remedy = "Choose a VLAN from that range that is free on the connection; 0 takes the whole port.",
               .source = Older(kVbrPage, "in 2019 1 to 2999")})
      .InPlace(kVbrPage, kWholeInterface);
  tables.At("mtu")
      .Members({.read = "Mtu",
                .modify = "Mtu",
                .form = Form::kPositive,
                .told = Told::kStays,
                .together = kModify,
                .by_hand = "the create does not take it: it comes with an Express Connect router"})
      .Allows({.allowed = OneOf{{"1500", "8500"}},
               .summary = "MTU not available",
               .remedy = "Choose one of them; it can be set once the router is attached to an Express Connect router, "
                         "and holds for all routers and VPCs there.",
               .source = kModel})
      .InPlace(kModel);
  tables.At("bandwidth")
      .Members({.create = "Bandwidth", .modify = "Bandwidth", .form = Form::kMegabits, .together = kModify})
      .Allows({.allowed = OneOf{{"50Mbps", "100Mbps", "200Mbps", "300Mbps", "400Mbps", "500Mbps", "1Gbps", "2048Mbps",
                                 "5120Mbps", "8192Mbps", "10240Mbps", "20480Mbps", "40960Mbps", "50120Mbps",
                                 "61440Mbps", "102400Mbps"}},
               .summary = "Bandwidth not available",
               .remedy = "Choose one of them, or leave it out on a hosted connection.",
               .source = kVbrPage})
      .InPlace(kVbrPage);
  tables.At("route_mode").ByHand("the service keeps no word on how routes are exchanged");
}

void AddSession(KindTables& tables) {
  tables.At("address_family")
      .ByHand("always ipv4")
      .Allows(
          {.allowed = OneOf{{"ipv4"}},
           .summary = "Family of the first session",
           .remedy =
               "A virtual border router always has IPv4 addresses, and its own session is of that family. Write the "
               "IPv6 session as an interconnect_bgp_peer, and the router's IPv6 addresses here, as "
               "alibaba.ipv6_cloud_address and alibaba.ipv6_customer_address.",
           .source = Older(kVbrPage, "the guide of 2018 knows no IPv6 at all")});
  for (const std::string_view path : {"cloud_address", "customer_address"}) {
    tables.At(path).ByHand("two addresses and a mask travel together").InPlace(kVbrPage, kWholeInterface);
  }
  tables.At("customer_asn")
      .ByHand(kPartOfSession)
      .Allows(CustomerAsnRow())
      .InPlace(kBgpPage, kOneSession, Reach::kSession);
  tables.At("cloud_asn").ByHand(kPartOfSession).InPlace(kBgpPage, kOneSession, Reach::kSession);
  tables.At("auth_key").ByHand(kPartOfSession).InPlace(kBgpPage, kOneSession, Reach::kSession);
  LimitRow announced = PrefixesRow();
  announced.when_field = "route_mode";
  announced.when_values = {"bgp"};
  tables.At("customer_prefixes")
      .ByHand(
          "over BGP an intention, which the service does not keep; of static routes an entry of the router's table "
          "each")
      .Allows(std::move(announced))
      .Allows({.allowed = Count{0, 200},
               .summary = "Too many routes",
               .remedy = "The router's table takes no more. Summarise prefixes, or ask for a higher quota.",
               .source = Older(kRoutePage, "an older guide says 48"),
               .id = "customer_prefixes.static",
               .adjustable = true,
               .when_field = "route_mode",
               .when_values = {"static"}});
}

// The switch is the session's, the timers are the router's.
void AddDetection(KindTables& tables) {
  const auto timer = [&](std::string_view path, std::string_view member, LimitRow row) {
    tables.At(path)
        .Members({.modify = member,
                  .form = Form::kInteger,
                  .together = kModify,
                  .by_hand = "shown only if somebody tuned it; the create does not take it: it is set right after"})
        .Allows(std::move(row));
  };
  const auto interval = [](std::string_view id) {
    return LimitRow{.allowed = Range{200, 1000},
                    .summary = "BFD interval out of range",
                    .remedy = "Choose an interval in that range, in milliseconds.",
                    .source = kVbrPage,
                    .id = id};
  };
  // The router tells its timers, and the session its hops, from then on.
  const std::vector<std::string_view> told = {"bfd.min_transmit_interval", "bfd.min_receive_interval",
                                              "bfd.detect_multiplier", "alibaba.bfd_hops"};
  tables.At("bfd").Costs({.source = kVbrPage, .settles = told});
  tables.At("bfd.enabled")
      .ByHand(kPartOfSession)
      .Costs({.interrupts = kOneSession, .source = kBgpPage, .reach = Reach::kSession, .settles = told});
  timer("bfd.min_transmit_interval", "MinTxInterval", interval("min_transmit_interval"));
  timer("bfd.min_receive_interval", "MinRxInterval", interval("min_receive_interval"));
  timer("bfd.detect_multiplier", "DetectMultiplier",
        {.allowed = Range{3, 10},
         .summary = "BFD multiplier out of range",
         .remedy = "Choose a number in that range.",
         .source = kVbrPage,
         .id = "detect_multiplier"});
}

void AddOwnInterface(KindTables& tables) {
  tables.At("alibaba.circuit_code")
      .Own(FreeText("Circuit code of the line the interface uses, as its operator gave it."))
      .Members({.read = "CircuitCode",
                .create = "CircuitCode",
                .modify = "CircuitCode",
                .told = Told::kStays,
                .clears = Clears::kEmptyText,
                .together = kModify})
      .InPlace(kVbrPage);
  AddDescription(tables, "virtual border router", kModel);
  AddResourceGroup(tables, "virtual border router");
  tables.At("alibaba.site_link")
      .Own(OwnField("Whether data centres may reach each other through the virtual border router and the Express "
                    "Connect router it is attached to. Left out, it stays as it is; off on a new one.",
                    FieldType::kBool))
      .Members({.read = "SitelinkEnable",
                .modify = "SitelinkEnable",
                .form = Form::kFlag,
                .told = Told::kStays,
                .together = kModify,
                .by_hand = "the create does not take it: it is set right after"})
      .InPlace(kModel);
  tables.At("alibaba.route_table_id")
      .Own(ToldField("Id of the virtual border router's route table, for route entries of the cloud's own provider."))
      .Members({.read = "RouteTableId", .told = Told::kStays});
  tables.At("alibaba.vlan_interface_id")
      .Own(ToldField("Id of the interface towards your router: the next hop of routes to the data centre."))
      .Members({.read = "VlanInterfaceId", .told = Told::kStays});
  tables.At("alibaba.bfd_hops")
      .Own(OwnField("How many hops the packets of bidirectional forwarding detection may take on the interface's own "
                    "session. The vendor's default is 255; 1 is right on a direct line, with no device in between.",
                    FieldType::kInteger))
      .ByHand(kPartOfSession)
      .Allows(HopsRow())
      .InPlace(kBgpPage, kOneSession, Reach::kSession);
  tables.At("alibaba.owner_account")
      .Own(
          OwnField("Id of the other Alibaba Cloud account that the interface is for, on a connection of yours. That "
                   "account gives it addresses and sessions; `name` stays with you. Left out, it is your own. Changing "
                   "it replaces the interface."))
      .Members({.create = "VbrOwnerId"})
      .NamesAccount()
      .Allows({.allowed = Pattern{"[1-9][0-9]{4,18}", "the number of an account", "1234567890123456", "partner"},
               .summary = "Not the id of an account",
               .remedy = "Account Management of the console shows it, as Account ID.",
               .source = kVbrPage})
      .Replaces("the API has no call that gives a virtual border router to another account", kVbrPage);
  tables.At("alibaba.terminated")
      .Own(
          OwnField("Whether the virtual border router is taken out of service: true terminates it, which stops all its "
                   "traffic and keeps its settings; false recovers it.",
                   FieldType::kBool))
      .ByHand("terminating and recovering are calls of their own")
      .InPlace(kVbrPage, kWholeInterface);
}

// The router's link in IPv6. What is not written stays as it is: others may route over it.
void AddIpv6(KindTables& tables) {
  constexpr std::string_view kTogether = "two addresses, their prefix and the switch travel together";
  const auto add = [&](std::string_view path, Field field, std::vector<std::string_view> recomputes) {
    tables.At(path)
        .Own(std::move(field))
        .ByHand(kTogether)
        .Costs({.interrupts = kIpv6Traffic,
                .source = kModel,
                .recomputes = recomputes,
                .when_field = "alibaba.ipv6",
                .when_values = {"true"}})
        .Costs({.source = kModel, .recomputes = recomputes});
  };
  const auto end = [](std::string description) {
    Field field = OwnField(std::move(description));
    field.meaning = Meaning::kInterface;
    return field;
  };
  add("alibaba.ipv6_cloud_address",
      end("The cloud's IPv6 address on the link, with its prefix length, such as `2408:4004:cc::1/64`. The two IPv6 "
          "addresses switch IPv6 on at the virtual border router, for sessions, groups and routes. Left out, it stays "
          "as it is."),
      {"alibaba.ipv6"});
  add("alibaba.ipv6_customer_address",
      end("Your router's IPv6 address on the link, with the same prefix length. IPv6 sessions that say no address of "
          "their own are with it, and follow it. Left out, it stays as it is."),
      {"alibaba.ipv6"});
  add("alibaba.ipv6",
      OwnField("Whether the virtual border router has IPv6. The addresses switch it on; `false` switches it off, which "
               "takes its addresses away and is refused while it has IPv6 groups and sessions. Left out, it stays as "
               "it is.",
               FieldType::kBool),
      {"alibaba.ipv6_cloud_address", "alibaba.ipv6_customer_address"});
}

// Of a router that was made for another account: the connection's owner sets VLAN and circuit code and takes it out of
// service, and the router's owner the rest.
void AddParties(KindTables& tables) {
  for (const std::string_view path :
       {"connection_id", "vlan", "alibaba.circuit_code", "alibaba.owner_account", "alibaba.terminated"}) {
    tables.At(path).DecidedBy(Party::kConnectionOwner, kVbrPage);
  }
  for (const std::string_view path :
       {"mtu", "cloud_address", "customer_address", "customer_asn", "cloud_asn", "auth_key", "bfd", "alibaba.bfd_hops",
        "alibaba.description", "alibaba.ipv6", "alibaba.ipv6_cloud_address", "alibaba.ipv6_customer_address",
        "alibaba.resource_group_id", "alibaba.site_link"}) {
    tables.At(path).DecidedBy(Party::kObjectOwner, kVbrPage);
  }
  // The create takes tags of whoever sends it; from then on the service knows the router under its owner alone.
  for (const std::string_view path : {"tags", "redundancy_group"}) {
    tables.At(path).DecidedBy(Party::kObjectOwner, kVbrPage, /*made_with=*/true);
  }
}

}  // namespace

KindTables InterfaceTables() {
  KindTables tables(kCloud, Kind::kVirtualInterface, kWholeInterface, kApi);
  AddInterfacePlace(tables);
  AddSettings(tables);
  AddSession(tables);
  AddDetection(tables);
  AddOwnInterface(tables);
  AddIpv6(tables);
  AddTags(tables, kVbrPage);
  AddParties(tables);
  tables.beyond = {{Kind::kVirtualInterface, "EcrId", "", kApi},
                   {Kind::kVirtualInterface, "AssociatedPhysicalConnections", "", kApi}};
  return tables;
}

}  // namespace ic::alibaba
