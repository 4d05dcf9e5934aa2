#include <stdexcept>

#include "adapters/huawei/tables/states.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour::huawei {
namespace {

// The simulated account's project, and a partner's.
constexpr const char* kProject = "c3b7e9b214a875c9254a5424cc5c527a";
constexpr const char* kPartner = "2f3395c427010a47778719c46ed826fd";

// Paid by traffic: one paid by the year is unsubscribed in the console, not deleted.
std::string Line(Bench& bench) { return bench.Seed("direct_connect", {{"name", "line"}, {"charge_mode", "traffic"}}); }

std::string Gateway(Bench& bench) {
  return bench.Seed("virtual_gateway",
                    {{"local_ep_group", {"10.200.0.0/16"}}, {"local_ep_group_ipv6", {"2001:db8:aaaa::/48"}}});
}

Value Adopted(Bench& bench) { return Value::Object({{"adopt", S(Line(bench))}, {"name", S("adopted")}}); }

Value Hosted(Bench& bench) {
  return Value::Object(
      {{"name", S("slice")},
       {"bandwidth", S("100Mbps")},
       {"huawei", Value::Object({{"hosting_id", S(bench.Seed("operations_connect", {{"tenant_id", kProject}}))},
                                 {"resource_tenant_id", S(kPartner)},
                                 {"vlan", Value::Int(301)}})}});
}

Value HuaweiInterface(Bench& bench) {
  return Value::Object({{"name", S("vif")},
                        {"connection_id", S(Line(bench))},
                        {"vlan", Value::Int(125)},
                        {"gateway_id", S(Gateway(bench))},
                        {"bandwidth", S("100Mbps")},
                        {"route_mode", S("bgp")},
                        {"address_family", S("ipv4")},
                        {"customer_asn", S("65000")},
                        {"cloud_address", S("169.254.64.1/30")},
                        {"customer_address", S("169.254.64.2/30")},
                        {"customer_prefixes", Value::StringSet({"192.168.52.0/24"})},
                        {"tags", Value::Map({{"team", S("net")}})}});
}

Value OfferedInterface(Bench& bench) {
  Value vif = HuaweiInterface(bench);
  vif.Put("gateway_id",
          S(bench.Seed("virtual_gateway", {{"local_ep_group", {"10.200.0.0/16"}}, {"tenant_id", kPartner}})));
  vif.Put("tags", Value::Null());
  PutAt(vif, "huawei.resource_tenant_id", S(kPartner));
  return vif;
}

// A slice of a partner's line: it is this tenant's at once.
Value TheirHosted(Bench& bench) {
  return Value::Object({{"adopt", S(bench.Seed("hosted_connect", {{"name", "theirs"}}))}, {"name", S("theirs")}});
}

// On a partner's line, for a gateway of this tenant's.
Value TheirInterface(Bench& bench) {
  Value vif = HuaweiInterface(bench);
  vif.Put("name", S("theirs"));
  vif.Put("connection_id", S(bench.Seed("direct_connect", {{"name", "partner"}, {"tenant_id", kPartner}})));
  vif.Put("tags", Value::Null());
  Value offered = vif;
  PutAt(offered, "huawei.resource_tenant_id", S(kProject));
  const ChangeResult made = bench.Partner()->Create(bench.Request(Kind::kVirtualInterface, offered), {});
  if (!made.status.ok()) throw std::logic_error(made.status.ToString());
  vif.Put("adopt", S(made.id));
  return vif;
}

Value StaticInterface(Bench& bench) {
  Value vif = HuaweiInterface(bench);
  vif.Put("route_mode", S("static"));
  vif.Put("customer_asn", Value::Null());
  PutAt(vif, "huawei.nqa", Value::Bool(true));
  return vif;
}

Value HuaweiPeer(Bench& bench) {
  return Value::Object({{"virtual_interface_id", S(bench.Make(Kind::kVirtualInterface, HuaweiInterface(bench)))},
                        {"address_family", S("ipv6")},
                        {"customer_asn", S("64600")},
                        {"cloud_address", S("fd00::1/64")},
                        {"customer_address", S("fd00::2")}});
}

// The other family's routes, without a session.
Value StaticPeer(Bench& bench) {
  Value peer = HuaweiPeer(bench);
  peer.Put("route_mode", S("static"));
  peer.Put("customer_asn", Value::Null());
  peer.Put("customer_prefixes", Value::StringSet({"2001:db8:1::/48"}));
  return peer;
}

Value HuaweiPrefix(Bench& bench) {
  return Value::Object({{"advertised_by", S(Gateway(bench))}, {"cidr", S("10.1.0.0/16")}});
}

Value Prefix6(Bench& bench) {
  return Value::Object({{"advertised_by", S(Gateway(bench))}, {"cidr", S("2001:db8:bbbb::/48")}});
}

void StandElsewhere(Bench& bench, Value& hosted) {
  const auto locations = bench.adapter().Locations("", {});
  if (!locations.ok() || locations->empty()) throw std::logic_error("no locations");
  const std::string there = bench.Seed("operations_connect", {{"tenant_id", kProject}, {"location", "elsewhere"}});
  PutAt(hosted, "huawei.hosting_id", S(there));
  hosted.Put("location", S(locations->front().code));
}

// Each sets one field of what is wanted.
std::function<void(Bench&, Value&)> Set(const std::string& path, const Value& value) {
  return [path, value](Bench&, Value& wanted) { PutAt(wanted, path, value); };
}

std::vector<Refused> RefusedCreates() {
  const Value nobody = S("00000000-1111-2222-3333-444444444444");
  const std::string hosting = "huawei.hosting_id";
  return {
      {"line_that_lost_its_bandwidth", "private", EditConnection({{"bandwidth", 10}}), "bandwidth"},
      {"line_that_goes", "private", EditConnection({{"status", "PENDING_DELETE"}}), ""},
      {"hosted_on_nothing", "hosted", Set(hosting, nobody), hosting},
      {"hosted_on_a_line", "hosted", [=](Bench& bench, Value& one) { PutAt(one, hosting, S(Line(bench))); }, hosting},
      {"hosted_elsewhere", "hosted", StandElsewhere, "location"},
      {"no_gateway", "private", Set("gateway_id", nobody), "gateway_id"},
      {"no_global_gateway", "private", Set("huawei.gateway_type", S("GDGW")), "huawei.gateway_type"},
      {"asn_of_the_gateway", "private",
       [](Bench& bench, Value& one) {
         one.Put("gateway_id", S(bench.Seed("virtual_gateway", {{"bgp_asn", 64999}})));
         one.Put("customer_asn", S("64999"));
       },
       "customer_asn"},
      {"prefix_in_a_local_subnet", "private", Set("customer_prefixes", Value::StringSet({"10.200.7.0/24"})),
       "customer_prefixes"},
      {"route_in_a_local_subnet", "static", Set("customer_prefixes", Value::StringSet({"10.200.7.0/24"})),
       "customer_prefixes"},
      {"link_in_a_local_subnet", "private",
       [](Bench&, Value& one) {
         one.Put("cloud_address", S("10.200.7.1/30"));
         one.Put("customer_address", S("10.200.7.2/30"));
       },
       "cloud_address"}};
}

const Edit kWiden = {{{"customer_prefixes", Value::StringSet({"192.168.52.0/24", "192.168.54.0/24"})}}};

std::vector<SeededGateway> Gateways() {
  const auto told = [](std::string_view name, std::string_view type, std::string_view asn, Value region) {
    return Value::Object({{"name", S(name)},
                          {"type", S(type)},
                          {"cloud_asn", S(asn)},
                          {"account", S("c3b7e9b214a875c9254a5424cc5c527a")},
                          {"region", std::move(region)},
                          {"tags", Value::Map({{"team", S("net")}})}});
  };
  return {{.type = "virtual_gateway",
           .members = {{"name", "vgw"}, {"bgp_asn", 64600}, {"tags", {{"team", "net"}}}},
           .told = told("vgw", "VGW", "64600", S("cn-north-4")),
           .ended = {{"status", "PENDING_DELETE"}}},
          {.type = "global_dc_gateway",
           .members = {{"name", "hub"}, {"bgp_asn", 64601}, {"tags", {{"team", "net"}}}},
           .told = told("hub", "GDGW", "64601", Value::Null()),
           .ended = {{"status", "PENDING_DELETE"}}}};
}

}  // namespace

VendorSpecimens TheSpecimens() {
  return {
      .states = ic::huawei::States,
      .objects = {{.cloud = "huawei",
                   .name = "adopted",
                   .kind = Kind::kConnection,
                   .desired = Adopted,
                   .edits = {kRename,
                             kRetag,
                             kUntag,
                             {{{"bandwidth", S("2Gbps")}}},
                             {{{"huawei.description", S("primary")}}},
                             {{{"huawei.peer_location", S("DC 1")}}}},
                   .state_member = "status"},
                  {.cloud = "huawei",
                   .name = "hosted",
                   .kind = Kind::kConnection,
                   .desired = Hosted,
                   .edits = {kRename, {{{"bandwidth", S("200Mbps")}, {"huawei.description", S("a slice")}}}},
                   .state_member = "status",
                   .fixed = {"huawei.vlan", Value::Int(302)}},
                  {.cloud = "huawei",
                   .name = "private",
                   .kind = Kind::kVirtualInterface,
                   .desired = HuaweiInterface,
                   .edits = {kRename,
                             kRetag,
                             kUntag,
                             kWiden,
                             {{{"bandwidth", S("200Mbps")}}},
                             {{{"huawei.priority", S("low")}}},
                             {{{"huawei.description", S("text")}}},
                             {{{"bfd.enabled", Value::Bool(true)}, {"bfd.min_transmit_interval", Value::Int(300)}}},
                             {{{"bfd.enabled", Value::Bool(true)}, {"huawei.bfd_mode", S("auto_multi")}}},
                             {{{"bfd.enabled", Value::Bool(false)}}}},
                   .auth_key = "Sk000001x001",
                   .state_member = "status",
                   .fixed = {"vlan", Value::Int(126)}},
                  {.cloud = "huawei",
                   .name = "static",
                   .kind = Kind::kVirtualInterface,
                   .desired = StaticInterface,
                   .edits = {{{{"huawei.nqa_interval", Value::Int(1500)}, {"huawei.nqa_multiplier", Value::Int(4)}}},
                             {{{"huawei.nqa", Value::Bool(false)}, {"bfd.enabled", Value::Bool(true)}}},
                             {{{"huawei.nqa", Value::Bool(false)},
                               {"bfd.enabled", Value::Bool(true)},
                               {"huawei.bfd_mode", S("static_single")},
                               {"huawei.bfd_local_discriminator", Value::Int(11)},
                               {"huawei.bfd_remote_discriminator", Value::Int(22)},
                               {"huawei.bfd_ipv6_local_discriminator", Value::Int(33)},
                               {"huawei.bfd_ipv6_remote_discriminator", Value::Int(44)}}},
                             {{{"huawei.nqa", Value::Bool(true)}, {"bfd.enabled", Value::Bool(false)}}},
                             kWiden},
                   .state_member = "status",
                   .fixed = {"vlan", Value::Int(126)}},
                  {.cloud = "huawei",
                   .name = "peer",
                   .kind = Kind::kBgpPeer,
                   .desired = HuaweiPeer,
                   .edits = {{{{"name", S("v6")}}},
                             {{{"description", S("second")}}},
                             {{{"customer_prefixes", Value::StringSet({"2001:db8:1::/48"})}}}},
                   .auth_key = "Sk000001x002",
                   .state_member = "status",
                   .fixed = {"customer_asn", S("64601")}},
                  {.cloud = "huawei",
                   .name = "static_peer",
                   .kind = Kind::kBgpPeer,
                   .desired = StaticPeer,
                   .edits = {{{{"name", S("v6")}}}, {{{"customer_prefixes", Value::StringSet({"2001:db8:2::/48"})}}}},
                   .state_member = "status",
                   .fixed = {"customer_address", S("fd00::3/64")}},
                  {.cloud = "huawei",
                   .name = "prefix",
                   .kind = Kind::kBgpCidr,
                   .desired = HuaweiPrefix,
                   .edits = {},
                   .state_member = "status",
                   .state_of_carrier = true},
                  {.cloud = "huawei",
                   .name = "prefix6",
                   .kind = Kind::kBgpCidr,
                   .desired = Prefix6,
                   .edits = {},
                   .state_member = "status",
                   .state_of_carrier = true}},
      .beyond = {{"virtual_interface route_limit", {100}}, {"virtual_interface bgp_md5", {nullptr}}},
      .offered = {{.name = "private",
                   .kind = Kind::kVirtualInterface,
                   .desired = OfferedInterface,
                   .accepted = {{"status", "ACTIVE"}},
                   .theirs = {}}},
      .offers =
          {{.name = "hosted", .kind = Kind::kConnection, .desired = TheirHosted, .renamed = {{"name", "another"}}},
           {.name = "interface",
            .kind = Kind::kVirtualInterface,
            .desired = TheirInterface,
            .renamed = {{"name", "another"}}}},
      .refused = RefusedCreates(),
      .unseen = {"connection_id"},
      .gateways = Gateways()};
}

}  // namespace ic::behaviour::huawei
