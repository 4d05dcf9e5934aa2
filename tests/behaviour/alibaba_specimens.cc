#include "adapters/alibaba/tables/states.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour::alibaba {
namespace {

Value AlibabaPort() {
  return Value::Object(
      {{"name", S("port")},
       {"location", S("ap-cn-hangzhou-yh-B")},
       {"bandwidth", S("1Gbps")},
       {"tags", Value::Map({{"team", S("net")}})},
       {"alibaba",
        Value::Object({{"line_operator", S("CT")}, {"port_type", S("10GBase-LR")}, {"enabled", Value::Bool(true)}})}});
}

Value Router(Bench& bench) {
  return Value::Object({{"name", S("vbr")},
                        {"connection_id", S(bench.Make(Kind::kConnection, AlibabaPort()))},
                        {"vlan", Value::Int(125)},
                        {"route_mode", S("bgp")},
                        {"cloud_address", S("10.0.0.1/30")},
                        {"customer_address", S("10.0.0.2/30")},
                        {"tags", Value::Map({{"team", S("net")}})}});
}

void StandOnAnothers(Bench& /*bench*/, Value& router) { router.Put("connection_id", S("pc-bp1anotheraccounts")); }

Value OfferedRouter(Bench& bench) {
  Value router = Router(bench);
  router.Put("cloud_address", Value::Null());
  router.Put("customer_address", Value::Null());
  router.Put("alibaba", Value::Object({{"owner_account", S("2345678901234567")}}));
  return router;
}

// Part of a partner's port.
Value TheirHosted(Bench& bench) {
  return Value::Object({{"adopt", S(bench.Seed("hosted_connection", {{"Name", "theirs"}}))}, {"name", S("theirs")}});
}

Value RouterWithSession(Bench& bench) {
  Value router = Router(bench);
  router.Put("address_family", S("ipv4"));
  router.Put("customer_asn", S("65000"));
  router.Put("bfd", Value::Object({{"enabled", Value::Bool(true)}, {"min_transmit_interval", Value::Int(300)}}));
  return router;
}

Value StaticRouter(Bench& bench) {
  Value router = Router(bench);
  router.Put("route_mode", S("static"));
  router.Put("customer_prefixes", Value::StringSet({"192.168.0.0/16"}));
  return router;
}

// A link in IPv6 of its own.
Value DualRouter(Bench& bench) {
  Value router = Router(bench);
  router.Put("alibaba", Value::Object({{"ipv6_cloud_address", S("2408:4004:cc::1/56")},
                                       {"ipv6_customer_address", S("2408:4004:cc::2/56")}}));
  return router;
}

Value Session(Bench& bench) {
  return Value::Object({{"virtual_interface_id", S(bench.Make(Kind::kVirtualInterface, Router(bench)))},
                        {"address_family", S("ipv4")},
                        {"customer_asn", S("64600")}});
}

Value Loopback(Bench& bench) {
  Value peer = Session(bench);
  peer.Put("customer_address", S("192.168.7.1"));
  return peer;
}

Value Six(Bench& bench) {
  Value peer = Session(bench);
  peer.Put("address_family", S("ipv6"));
  peer.Put("cloud_address", S("2408:4004:cc::1/56"));
  peer.Put("customer_address", S("2408:4004:cc::2/56"));
  return peer;
}

// The router has the link; the session says which family it is of.
Value OnLink(Bench& bench) {
  return Value::Object({{"virtual_interface_id", S(bench.Make(Kind::kVirtualInterface, DualRouter(bench)))},
                        {"address_family", S("ipv6")},
                        {"customer_asn", S("64600")}});
}

Value SixGroup(Bench& bench) {
  Value group = OnLink(bench);
  group.Put("name", S("six"));
  return group;
}

Value Group(Bench& bench) {
  Value group = Session(bench);
  group.Put("name", S("core"));
  group.Put("description", S("the core routers"));
  return group;
}

Value Member(Bench& bench) { return Value::Object({{"bgp_group_id", S(bench.Make(Kind::kBgpGroup, Group(bench)))}}); }

Value Network(Bench& bench) {
  return Value::Object(
      {{"advertised_by", S(bench.Make(Kind::kVirtualInterface, Router(bench)))}, {"cidr", S("10.10.0.0/16")}});
}

}  // namespace

VendorSpecimens TheSpecimens() {
  return {.states = ic::alibaba::States,
          .objects = {{.cloud = "alibaba",
                       .name = "connection",
                       .kind = Kind::kConnection,
                       .desired = [](Bench&) { return AlibabaPort(); },
                       .edits = {kRename,
                                 kRetag,
                                 kUntag,
                                 {{{"bandwidth", S("2Gbps")}}},
                                 {{{"alibaba.line_operator", S("CU")}}},
                                 {{{"alibaba.circuit_code", S("longtel001")}, {"alibaba.peer_location", S("DC 1")}}},
                                 {{{"alibaba.port_type", S("1000Base-LX")}}},
                                 {{{"alibaba.description", S("to the partner")},
                                   {"alibaba.resource_group_id", S("rg-acfmxazb4ph6aiy")}}},
                                 {{{"bandwidth", S("100Gbps")}, {"alibaba.port_type", S("100GBase-LR")}}}},
                       .state_member = "Status",
                       .fixed = {"location", S("ap-cn-hangzhou-xs-C")}},
                      {.cloud = "alibaba",
                       .name = "router",
                       .kind = Kind::kVirtualInterface,
                       .desired = Router,
                       .edits = {kRename,
                                 kRetag,
                                 kUntag,
                                 {{{"vlan", Value::Int(126)}}},
                                 {{{"cloud_address", S("10.0.0.5/30")}, {"customer_address", S("10.0.0.6/30")}}},
                                 {{{"bandwidth", S("200Mbps")}}},
                                 {{{"alibaba.circuit_code", S("longtel001")}}},
                                 {{{"alibaba.description", S("to the partner")},
                                   {"alibaba.site_link", Value::Bool(true)}}},
                                 {{{"alibaba.resource_group_id", S("rg-acfmxazb4ph6aiy")}}},
                                 {{{"alibaba.terminated", Value::Bool(true)}}},
                                 {{{"alibaba.terminated", Value::Bool(false)}}}},
                       .state_member = "Status"},
                      {.cloud = "alibaba",
                       .name = "router_with_session",
                       .kind = Kind::kVirtualInterface,
                       .desired = RouterWithSession,
                       .edits = {kRename,
                                 {{{"customer_asn", S("65001")}}},
                                 {{{"bfd.min_transmit_interval", Value::Int(400)}}},
                                 {{{"alibaba.bfd_hops", Value::Int(3)}}},
                                 {{{"cloud_address", S("10.0.0.1/29")}, {"customer_address", S("10.0.0.3/29")}}},
                                 {{{"bfd.enabled", Value::Bool(false)}}}},
                       .auth_key = "Sk000001x001",
                       .state_member = "Status"},
                      {.cloud = "alibaba",
                       .name = "static_router",
                       .kind = Kind::kVirtualInterface,
                       .desired = StaticRouter,
                       .edits = {kRename,
                                 {{{"customer_prefixes", Value::StringSet({"192.168.0.0/16", "172.16.0.0/12"})}}},
                                 {{{"customer_prefixes", Value::StringSet({"172.16.0.0/12"})}}}},
                       .state_member = "Status"},
                      {.cloud = "alibaba",
                       .name = "dual_router",
                       .kind = Kind::kVirtualInterface,
                       .desired = DualRouter,
                       .edits = {kRename,
                                 {{{"alibaba.ipv6_cloud_address", S("2408:4004:dd::1/64")},
                                   {"alibaba.ipv6_customer_address", S("2408:4004:dd::2/64")}}},
                                 {{{"alibaba.ipv6", Value::Bool(false)},
                                   {"alibaba.ipv6_cloud_address", Value::Null()},
                                   {"alibaba.ipv6_customer_address", Value::Null()}}},
                                 {{{"alibaba.ipv6", Value::Bool(true)},
                                   {"alibaba.ipv6_cloud_address", S("2408:4004:ee::2/126")},
                                   {"alibaba.ipv6_customer_address", S("2408:4004:ee::1/126")}}}},
                       .state_member = "Status"},
                      {.cloud = "alibaba",
                       .name = "session",
                       .kind = Kind::kBgpPeer,
                       .desired = Session,
                       .edits = {{{{"customer_asn", S("64601")}}},
                                 {{{"bfd.enabled", Value::Bool(true)}}},
                                 {{{"bfd.enabled", Value::Bool(true)}, {"alibaba.bfd_hops", Value::Int(3)}}},
                                 {{{"cloud_asn", S("64513")}}},
                                 {{{"alibaba.route_limit", Value::Int(50)}}},
                                 {{{"alibaba.fake_asn", Value::Bool(true)}}}},
                       .auth_key = "Sk000001x002",
                       .state_member = "Status"},
                      {.cloud = "alibaba",
                       .name = "loopback",
                       .kind = Kind::kBgpPeer,
                       .desired = Loopback,
                       .edits = {{{{"customer_address", S("192.168.7.2/32")}}},
                                 {{{"customer_address", S("192.168.7.3")}}}},
                       .state_member = "Status"},
                      {.cloud = "alibaba",
                       .name = "ipv6",
                       .kind = Kind::kBgpPeer,
                       .desired = Six,
                       .edits = {{{{"cloud_address", S("2408:4004:dd::1/64")},
                                   {"customer_address", S("2408:4004:dd::2/64")}}},
                                 {{{"cloud_address", S("2408:4004:dd::5")},
                                   {"customer_address", S("2408:4004:dd::6")}}}},
                       .state_member = "Status"},
                      {.cloud = "alibaba",
                       .name = "on_link",
                       .kind = Kind::kBgpPeer,
                       .desired = OnLink,
                       .edits = {{{{"customer_asn", S("64601")}}},
                                 {{{"customer_address", S("2408:4004:cc::9/56")}}},
                                 {{{"customer_address", S("fd00:7::1")}}}},
                       .state_member = "Status"},
                      {.cloud = "alibaba",
                       .name = "six_group",
                       .kind = Kind::kBgpGroup,
                       .desired = SixGroup,
                       .edits = {},
                       .state_member = "Status"},
                      {.cloud = "alibaba",
                       .name = "group",
                       .kind = Kind::kBgpGroup,
                       .desired = Group,
                       .edits = {{{{"customer_asn", S("64601")}}},
                                 {{{"name", S("core-1")}, {"description", S("changed")}}},
                                 {{{"alibaba.route_limit", Value::Int(50)}}}},
                       .auth_key = "Sk000001x003",
                       .state_member = "Status"},
                      {.cloud = "alibaba",
                       .name = "member",
                       .kind = Kind::kBgpPeer,
                       .desired = Member,
                       .edits = {},
                       .state_member = "Status"},
                      {.cloud = "alibaba",
                       .name = "network",
                       .kind = Kind::kBgpCidr,
                       .desired = Network,
                       .edits = {},
                       .state_member = "Status"}},
          .elsewhere = {{"connection alibaba.redundant_connection_id", "ParentsTest"},
                        {"virtual_interface mtu", "ParentsTest"},
                        {"virtual_interface cloud_asn", "the group's"},
                        {"bgp_group cloud_asn", "ParentsTest"},
                        {"bgp_group alibaba.fake_asn", "ParentsTest"}},
          .beyond = {{"virtual_interface EcrId", {"ecr-1"}},
                     {"virtual_interface AssociatedPhysicalConnections", {nlohmann::json::array({"pc-further"})}}},
          .offered = {{.name = "router",
                       .kind = Kind::kVirtualInterface,
                       .desired = OfferedRouter,
                       .accepted = {{"Status", "active"}},
                       .theirs = {{"cloud_address",
                                   S("10.0.9.1/30"),
                                   {{"LocalGatewayIp", "10.0.9.1"},
                                    {"PeerGatewayIp", "10.0.9.2"},
                                    {"PeeringSubnetMask", "255.255.255.252"}}},
                                  {"bfd.min_transmit_interval", Value::Int(300), {{"MinTxInterval", 300}}}}}},
          // A router that another account made has no name that would be said: AdapterTest takes it over.
          .offers =
              {{.name = "hosted", .kind = Kind::kConnection, .desired = TheirHosted, .renamed = {{"Name", "another"}}}},
          .refused = {{"bandwidth_of_no_order", "connection",
                       [](Bench&, Value& port) { port.Put("bandwidth", S("6Gbps")); }, "bandwidth"},
                      {"fast_port_of_no_kind", "connection",
                       [](Bench&, Value& port) {
                         port.Put("bandwidth", S("100Gbps"));
                         port.Put("alibaba", Value::Object({{"line_operator", S("CT")}}));
                       },
                       "bandwidth"},
                      {"large_frames_of_a_new_router", "router",
                       [](Bench&, Value& router) { router.Put("mtu", Value::Int(8500)); }, "mtu"},
                      {"connection_of_another_account", "router", StandOnAnothers, "connection_id"},
                      {"connection_that_ended", "router", EditConnection({{"Status", "Terminated"}}), ""},
                      {"router_without_ipv6", "six_group",
                       [](Bench& bench, Value& group) {
                         group.Put("virtual_interface_id", S(bench.Make(Kind::kVirtualInterface, Router(bench))));
                       },
                       ""}},
          .unseen = {"bgp_group_id"},
          .gateways = {{.type = "express_connect_router",
                        .members = {{"Name", "hub"}, {"AlibabaSideAsn", 64620}, {"Tags", {{"team", "net"}}}},
                        .told = Value::Object({{"name", S("hub")},
                                               {"type", S("express_connect_router")},
                                               {"cloud_asn", S("64620")},
                                               {"account", S("1234567890123456")},
                                               {"tags", Value::Map({{"team", S("net")}})}}),
                        .ended = {{"Status", "DELETING"}}}}};
}

}  // namespace ic::behaviour::alibaba
