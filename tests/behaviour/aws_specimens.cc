#include "adapters/aws/tables/states.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour::aws {
namespace {

Value AwsPort() {
  return Value::Object({{"name", S("port")},
                        {"location", S("EqDC2")},
                        {"bandwidth", S("1Gbps")},
                        {"tags", Value::Map({{"team", S("net")}})}});
}

Value AwsInterface(Bench& bench, std::string_view type) {
  return Value::Object({{"name", S("vif")},
                        {"connection_id", S(bench.Make(Kind::kConnection, AwsPort()))},
                        {"type", S(type)},
                        {"vlan", Value::Int(125)},
                        {"address_family", S("ipv4")},
                        {"customer_asn", S("65000")},
                        {"tags", Value::Map({{"team", S("net")}})}});
}

Value PrivateInterface(Bench& bench) {
  Value vif = AwsInterface(bench, "private");
  vif.Put("gateway_id", S("vgw-f9eb0c90"));
  return vif;
}

std::string Hub(Bench& bench) {
  return bench.Seed("direct_connect_gateway", {{"directConnectGatewayName", "hub"}, {"amazonSideAsn", 64512}});
}

Value TransitInterface(Bench& bench) {
  Value vif = AwsInterface(bench, "transit");
  vif.Put("gateway_id", S(Hub(bench)));
  return vif;
}

Value PublicInterface(Bench& bench) {
  Value vif = AwsInterface(bench, "public");
  vif.Put("cloud_address", S("203.0.113.1/30"));
  vif.Put("customer_address", S("203.0.113.2/30"));
  vif.Put("customer_prefixes", Value::StringSet({"198.51.100.0/24"}));
  return vif;
}

Value OfferedInterface(Value interface) {
  interface.Put("gateway_id", Value::Null());
  interface.Put("tags", Value::Null());
  interface.Put("aws", Value::Object({{"owner_account", S("210987654321")}}));
  return interface;
}

Value HostedPort(Bench& bench) {
  const std::string id = bench.Seed("hosted_connection", {{"connectionName", "theirs"}, {"vlan", 101}});
  return Value::Object({{"adopt", S(id)}, {"name", S("theirs")}});
}

Value HostedInterface(Bench& bench) {
  const std::string port = bench.Seed("connection", {{"connectionName", "partner"}, {"ownerAccount", "210987654321"}});
  const std::string id = bench.Seed("virtual_interface", {{"connectionId", port},
                                                          {"virtualInterfaceType", "private"},
                                                          {"vlan", 125},
                                                          {"virtualInterfaceName", "theirs"},
                                                          {"bgpPeers",
                                                           {{{"addressFamily", "ipv4"},
                                                             {"asn", 65000},
                                                             {"amazonAddress", "169.254.9.1/30"},
                                                             {"customerAddress", "169.254.9.2/30"}}}}});
  return Value::Object({{"adopt", S(id)},
                        {"name", S("theirs")},
                        {"connection_id", S(port)},
                        {"type", S("private")},
                        {"vlan", Value::Int(125)},
                        {"gateway_id", S("vgw-f9eb0c90")},
                        {"customer_asn", S("65000")}});
}

std::vector<TheirValue> TheirValues(std::string_view gateway_member, std::string_view gateway) {
  return {{"gateway_id", S(gateway), {{std::string(gateway_member), gateway}}},
          {"name", S("theirs"), {{"virtualInterfaceName", "theirs"}}},
          {"mtu", Value::Int(8500), {{"mtu", 8500}}},
          {"aws.site_link", Value::Bool(true), {{"siteLinkEnabled", true}}},
          {"aws.rate_limit", S("200Mbps"), {{"rateLimit", "200Mbps"}}},
          {"aws.prefix_allocation_ipv4", Value::Int(150), {{"prefixPoolAllocatedCountIpv4", 150}}},
          {"tags", Value::Map({{"team", S("theirs")}}), {{"tags", {{{"key", "team"}, {"value", "theirs"}}}}}}};
}

void EndHub(Bench& bench, Value& vif) {
  vif.Put("gateway_id", S(bench.Seed("direct_connect_gateway", {{"directConnectGatewayName", "old"},
                                                                {"amazonSideAsn", 64513},
                                                                {"directConnectGatewayState", "deleting"}})));
}

void NameNoHub(Bench& /*bench*/, Value& vif) { vif.Put("gateway_id", S("00000000-1111-2222-3333-444444444444")); }

void LimitAboveThePort(Bench& /*bench*/, Value& vif) { PutAt(vif, "aws.rate_limit", S("1.2Gbps")); }

void LimitOnHosted(Bench& bench, Value& vif) {
  vif.Put(
      "connection_id",
      S(bench.Seed(
          "hosted_connection",
          {{"connectionName", "theirs"}, {"vlan", 125}, {"bandwidth", "500Mbps"}, {"connectionState", "available"}})));
  PutAt(vif, "aws.rate_limit", S("50Mbps"));
}

Value AwsPeer(Bench& bench) {
  return Value::Object({{"virtual_interface_id", S(bench.Make(Kind::kVirtualInterface, PrivateInterface(bench)))},
                        {"address_family", S("ipv6")},
                        {"customer_asn", S("64600")}});
}

Value AwsPrefix(Bench& bench) {
  return Value::Object({{"advertised_by", S(bench.Seed("association", {{"directConnectGatewayId", Hub(bench)}}))},
                        {"cidr", S("10.0.0.0/16")}});
}

std::vector<SeededGateway> Gateways() {
  return {{.type = "direct_connect_gateway",
           .members = {{"directConnectGatewayName", "hub"}, {"amazonSideAsn", 64520}, {"tags", {{"team", "net"}}}},
           .told = Value::Object({{"name", S("hub")},
                                  {"type", S("direct_connect_gateway")},
                                  {"cloud_asn", S("64520")},
                                  {"account", S("123456789012")},
                                  {"tags", Value::Map({{"team", S("net")}})}}),
           .ended = {{"directConnectGatewayState", "deleting"}}},
          {.type = "virtual_gateway",
           .members = nlohmann::json::object(),
           .told = Value::Object({{"type", S("virtual_private_gateway")}, {"region", S("us-east-1")}}),
           .ended = {{"state", "deleting"}}}};
}

}  // namespace

VendorSpecimens TheSpecimens() {
  const Edit enlarge = {{{"mtu", Value::Int(9001)}}};
  const Edit limit = {{{"aws.rate_limit", S("500Mbps")}}};
  const Edit allocate = {
      {{"aws.prefix_allocation_ipv4", Value::Int(200)}, {"aws.prefix_allocation_ipv6", Value::Int(300)}}};
  const Edit flat = {{{"aws.billing_mode", S("FlatRateTier1")}}};
  return {.states = ic::aws::States,
          .objects = {{.cloud = "aws",
                       .name = "connection",
                       .kind = Kind::kConnection,
                       .desired = [](Bench&) { return AwsPort(); },
                       .edits = {kRename, kRetag, kUntag, flat},
                       .state_member = "connectionState",
                       .fixed = {"location", S("CSVA1")}},
                      {.cloud = "aws",
                       .name = "private",
                       .kind = Kind::kVirtualInterface,
                       .desired = PrivateInterface,
                       .edits = {kRename, kRetag, enlarge, limit, allocate},
                       .auth_key = "Sk000001x001",
                       .state_member = "virtualInterfaceState",
                       .waits_for_people = true,  // for a letter of authorization, which takes AWS days
                       .fixed = {"vlan", Value::Int(126)}},
                      {.cloud = "aws",
                       .name = "transit",
                       .kind = Kind::kVirtualInterface,
                       .desired = TransitInterface,
                       .edits = {kRename,
                                 {{{"aws.site_link", Value::Bool(true)}}},
                                 {{{"mtu", Value::Int(8500)}}},
                                 {{{"aws.rate_limit", S("1Gbps")}}},
                                 {{{"aws.prefix_allocation_ipv4", Value::Int(0)}}}},
                       .state_member = "virtualInterfaceState",
                       .waits_for_people = true,
                       .fixed = {"customer_asn", S("65001")}},
                      {.cloud = "aws",
                       .name = "public",
                       .kind = Kind::kVirtualInterface,
                       .desired = PublicInterface,
                       .edits = {kRename, kRetag, limit},
                       .state_member = "virtualInterfaceState",
                       .waits_for_people = true,
                       .fixed = {"customer_asn", S("65001")}},
                      {.cloud = "aws",
                       .name = "peer",
                       .kind = Kind::kBgpPeer,
                       .desired = AwsPeer,
                       .edits = {},
                       .auth_key = "Sk000001x002",
                       .state_member = "bgpPeerState",
                       .stands_on_waiting = true,
                       .fixed = {"customer_asn", S("64601")}},
                      {.cloud = "aws",
                       .name = "prefix",
                       .kind = Kind::kBgpCidr,
                       .desired = AwsPrefix,
                       .edits = {},
                       .state_member = "associationState",
                       .state_of_carrier = true}},
          .elsewhere = {{"bgp_peer customer_prefixes", "intent only: AWS has no such thing"},
                        {"virtual_interface customer_prefixes", "intent only on private and transit interfaces"},
                        {"virtual_interface connection_id", "ParentsTest"},
                        {"connection aws.lag_id", "ParentsTest"},
                        {"connection aws.encryption_mode", "ParentsTest"}},
          .counted_elsewhere = {{"aws.connection.per_lag", "adapters/aws/tables/quotas_test.cc"},
                                {"aws.connection.per_fast_lag", "adapters/aws/tables/quotas_test.cc"},
                                {"aws.virtual_interface.rate_limiters", "adapters/aws/tables/quotas_test.cc"}},
          .beyond = {{"virtual_interface authKey", {nullptr}},
                     {"connection macSecKeys",
                      {nlohmann::json::array({"0f"}),
                       {{{"bandwidth", S("10Gbps")}, {"aws.request_macsec", Value::Bool(true)}}}}}},
          .offered = {{.name = "private",
                       .kind = Kind::kVirtualInterface,
                       .desired = [](Bench& bench) { return OfferedInterface(PrivateInterface(bench)); },
                       .accepted = {{"virtualInterfaceState", "available"}},
                       .theirs = TheirValues("virtualGatewayId", "vgw-0123abcd")},
                      {.name = "transit",
                       .kind = Kind::kVirtualInterface,
                       .desired = [](Bench& bench) { return OfferedInterface(TransitInterface(bench)); },
                       .accepted = {{"virtualInterfaceState", "available"}},
                       .theirs = TheirValues("directConnectGatewayId", "5f294f92-bafb-4011-916d-9b0bec6e9ff0")}},
          .offers = {{.name = "hosted",
                      .kind = Kind::kConnection,
                      .desired = HostedPort,
                      .renamed = {{"connectionName", "another"}}},
                     {.name = "interface",
                      .kind = Kind::kVirtualInterface,
                      .desired = HostedInterface,
                      .renamed = {{"virtualInterfaceName", "another"}}}},
          .refused = {{"connection_that_ends", "private", EditConnection({{"connectionState", "deleting"}}), ""},
                      {"gateway_that_ends", "transit", EndHub, "gateway_id"},
                      {"no_gateway", "transit", NameNoHub, "gateway_id"},
                      {"limit_above_the_port", "public", LimitAboveThePort, "aws.rate_limit"},
                      {"limit_on_a_hosted_connection", "private", LimitOnHosted, "aws.rate_limit"}},
          .gateways = Gateways()};
}

}  // namespace ic::behaviour::aws
