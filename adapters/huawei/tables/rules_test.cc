// Rules over several fields: for each, an object it passes and objects it refuses. And the guide's own examples.
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/limits/audit.h"
#include "adapters/huawei/tables/traits.h"
#include "schema/value/value.h"

namespace ic::huawei {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view kId = "4c9f1d0a-5a5a-4a5e-9f0b-1d2c3b4a5f60";
constexpr std::string_view kProject = "0123456789abcdef0123456789abcdef";

Value S(std::string_view text) { return Value::String(text); }
Value Huawei(Value::Fields fields) { return Value::Object(std::move(fields)); }

Value With(Value object, const Value::Fields& fields) {
  for (const auto& [name, value] : fields) object.Put(name, value);
  return object;
}

Value Hosted(const Value::Fields& fields = {}) {
  return With(Value::Object(
                  {{"cloud", S("huawei")},
                   {"name", S("slice")},
                   {"bandwidth", S("100Mbps")},
                   {"huawei",
                    Huawei({{"hosting_id", S(kId)}, {"resource_tenant_id", S(kProject)}, {"vlan", Value::Int(301)}})}}),
              fields);
}

Value Interface(const Value::Fields& fields = {}) {
  return With(Value::Object({{"cloud", S("huawei")},
                             {"region", S("cn-north-4")},
                             {"name", S("prod")},
                             {"connection_id", S(kId)},
                             {"vlan", Value::Int(125)},
                             {"gateway_id", S(kId)},
                             {"bandwidth", S("100Mbps")},
                             {"address_family", S("ipv4")},
                             {"cloud_address", S("192.168.0.1/30")},
                             {"customer_address", S("192.168.0.2/30")},
                             {"customer_asn", S("65000")}}),
              fields);
}

// The guide's example of an IPv6 peer: its two ends are in different networks.
Value Peer(const Value::Fields& fields = {}) {
  return With(Value::Object({{"cloud", S("huawei")},
                             {"virtual_interface_id", S(kId)},
                             {"address_family", S("ipv6")},
                             {"cloud_address", S("1050:326b::/64")},
                             {"customer_address", S("1060:326b::/64")},
                             {"customer_asn", S("65000")}}),
              fields);
}

Value Prefixes(const std::vector<std::string>& prefixes) { return Value::StringSet(prefixes); }

Value Tags(int count) {
  Value::Fields tags;
  for (int i = 0; i < count; ++i) tags.emplace_back("k" + std::to_string(i), S("v"));
  return Value::Map(std::move(tags));
}

struct Case {
  std::string rule;
  Kind kind;
  Value passes;
  Value refused;
  std::string says;
};

std::vector<Case> Cases() {
  const Kind connection = Kind::kConnection;
  const Kind interface = Kind::kVirtualInterface;
  const Kind peer = Kind::kBgpPeer;
  const Value fixed = Interface({{"route_mode", S("static")},
                                 {"customer_asn", Value::Null()},
                                 {"customer_prefixes", Prefixes({"192.168.52.0/24"})}});
  const Value static_peer = Peer({{"route_mode", S("static")},
                                  {"customer_asn", Value::Null()},
                                  {"customer_prefixes", Prefixes({"1250:5:300c::/64"})}});
  return {
      {"huawei.connection.ordered", connection, Value::Object({{"cloud", S("huawei")}, {"adopt", S(kId)}}),
       Hosted({{"huawei", Value::Null()}, {"location", S("x")}}), "orders no line"},
      {"huawei.connection.hosted", connection, Hosted(), Hosted({{"huawei", Huawei({{"hosting_id", S(kId)}})}}),
       "on a VLAN of the operations connection"},
      {"huawei.connection.bandwidth", connection, Hosted({{"bandwidth", S("400Gbps")}}),
       Hosted({{"bandwidth", S("401Gbps")}}), "400Gbps"},
      {"huawei.virtual_interface.routing", interface, fixed, Interface({{"customer_asn", Value::Null()}}),
       "ASN of your router"},
      {"huawei.virtual_interface.routing", interface, fixed, With(fixed, {{"customer_asn", S("65000")}}),
       "no BGP session"},
      {"huawei.virtual_interface.routing", interface, fixed, With(fixed, {{"customer_prefixes", Value::Null()}}),
       "routes to your side"},
      {"huawei.virtual_interface.bandwidth", interface, Interface({{"bandwidth", S("2Mbps")}}),
       Interface({{"bandwidth", S("2500k")}}), "whole megabits"},
      {"huawei.virtual_interface.gateway", interface, Interface(), Interface({{"gateway_id", Value::Null()}}),
       "ends on a virtual gateway"},
      {"huawei.virtual_interface.detection", interface,
       Interface({{"bfd", Value::Object({{"enabled", Value::Bool(true)}, {"detect_multiplier", Value::Int(3)}})}}),
       Interface({{"bfd", Value::Object({{"enabled", Value::Bool(true)}})},
                  {"huawei", Huawei({{"nqa", Value::Bool(true)}})}}),
       "one of the two"},
      {"huawei.virtual_interface.detection", interface, Interface(),
       Interface({{"bfd", Value::Object({{"detect_multiplier", Value::Int(3)}})}}), "not switched on"},
      {"huawei.virtual_interface.priority_bgp", interface, Interface({{"huawei", Huawei({{"priority", S("low")}})}}),
       With(fixed, {{"huawei", Huawei({{"priority", S("low")}})}}), "only BGP sessions"},
      {"huawei.connection.hosted_tags", connection, Hosted({{"tags", Value::Map({})}}), Hosted({{"tags", Tags(1)}}),
       "Leave `tags` out"},
      {"huawei.virtual_interface.tags_and_group", interface, Interface({{"tags", Tags(10)}}),
       Interface({{"tags", Tags(10)}, {"redundancy_group", S("g")}}), "Leave one out"},
      {"huawei.virtual_interface.tags_and_group", interface,
       Interface({{"tags", Tags(9)}, {"redundancy_group", S("g")}}), Interface({{"tags", Tags(11)}}), "11"},
      {"huawei.virtual_interface.addresses", interface,
       Interface({{"cloud_address", S("10.0.0.1/24")}, {"customer_address", S("10.0.0.200/24")}}),
       Interface({{"customer_address", S("192.168.0.6/30")}}), "not in the same subnet"},
      {"huawei.virtual_interface.addresses", interface, Interface(), Interface({{"cloud_address", Value::Null()}}),
       "does not choose the addresses"},
      {"huawei.virtual_interface.prefixes", interface,
       Interface({{"customer_prefixes", Prefixes({"192.168.52.0/24", "192.168.0.0/30"})}}),
       Interface({{"customer_prefixes", Prefixes({"224.1.0.0/16"})}}), "224.0.0.0/3"},
      {"huawei.virtual_interface.prefixes", interface, Interface(),
       Interface({{"customer_prefixes", Prefixes({"2001:db8::/48"})}}), "the session is ipv4"},
      {"huawei.virtual_interface.key_classes", interface, Interface({{"auth_key", S("aaaaaaa1")}}),
       Interface({{"auth_key", S("aaaaaaaa")}}), "one kind of characters"},
      {"huawei.virtual_interface.asn", interface, Interface({{"customer_asn", S("64513")}}),
       Interface({{"customer_asn", S("0.64512")}}), "64512"},
      {"huawei.virtual_interface.detection", interface,
       Interface({{"bfd", Value::Object({{"enabled", Value::Bool(true)}})},
                  {"huawei", Huawei({{"bfd_mode", S("static_single")},
                                     {"bfd_local_discriminator", Value::Int(1)},
                                     {"bfd_remote_discriminator", Value::Int(2)}})}}),
       Interface({{"bfd", Value::Object({{"enabled", Value::Bool(true)}})},
                  {"huawei", Huawei({{"bfd_mode", S("static_multi")}, {"bfd_local_discriminator", Value::Int(1)}})}}),
       "Set huawei.bfd_remote_discriminator"},
      {"huawei.virtual_interface.detection", interface,
       Interface({{"huawei", Huawei({{"nqa", Value::Bool(true)}, {"nqa_interval", Value::Int(1500)}})}}),
       Interface({{"huawei", Huawei({{"nqa_interval", Value::Int(1500)}})}}), "huawei.nqa is not true"},
      {"huawei.virtual_interface.detection", interface, Interface(),
       Interface({{"huawei", Huawei({{"bfd_mode", S("auto_multi")}})}}), "bfd.enabled is not true"},
      {"huawei.bgp_peer.routing", peer, static_peer, With(static_peer, {{"customer_asn", S("65000")}}),
       "no BGP session"},
      {"huawei.bgp_peer.routing", peer, static_peer, With(static_peer, {{"bgp_group_id", S("lowered/ipv6/65000")}}),
       "Leave bgp_group_id out"},
      {"huawei.bgp_peer.routing", peer, static_peer, With(static_peer, {{"customer_prefixes", Value::Null()}}),
       "routes to your side"},
      {"huawei.bgp_peer.family", peer, Peer(), Peer({{"address_family", Value::Null()}}), "address_family"},
      {"huawei.bgp_peer.addresses", peer, Peer(), Peer({{"customer_address", S("1050:326b::/64")}}),
       "different addresses"},
      {"huawei.bgp_peer.addresses", peer, Peer({{"customer_address", S("1060:326b::")}}),
       Peer({{"cloud_address", S("1050:326b::")}, {"customer_address", S("1060:326b::")}}), "one of the two ends"},
      {"huawei.bgp_peer.prefixes", peer, Peer({{"customer_prefixes", Prefixes({"1250:5:300c::/64"})}}),
       With(Peer(), {{"address_family", S("ipv4")},
                     {"cloud_address", S("192.168.0.1/30")},
                     {"customer_address", S("192.168.0.2/30")},
                     {"customer_prefixes", Prefixes({"169.254.1.0/24"})}}),
       "169.254.0.0/16"},
      {"huawei.bgp_peer.key_classes", peer, Peer({{"auth_key_wo", S("AAAAAAAA;")}}),
       Peer({{"auth_key_wo", S("11111111")}}), "one kind of characters"},
      {"huawei.bgp_peer.asn", peer, Peer({{"customer_asn", S("4294967295")}}), Peer({{"customer_asn", S("64512")}}),
       "64512"},
  };
}

std::string ErrorsOf(Kind kind, const Value& object) {
  std::string errors;
  for (const Diagnostic& item : Audit(HuaweiTraits(), kind, object, {}).items()) {
    if (item.severity == Severity::kError) errors += item.path.ToString() + ": " + item.detail + "\n";
  }
  return errors;
}

TEST(Rules, PassAndRefuse) {
  for (const Case& one : Cases()) {
    SCOPED_TRACE(one.rule);
    EXPECT_THAT(ErrorsOf(one.kind, one.passes), IsEmpty());
    EXPECT_THAT(ErrorsOf(one.kind, one.refused), HasSubstr(one.says));
  }
}

TEST(Rules, EachHasACase) {
  std::set<std::string> tested;
  for (const Case& one : Cases()) tested.insert(one.rule);
  for (const Rule& rule : HuaweiTraits().rules) EXPECT_TRUE(tested.contains(std::string(rule.id))) << rule.id;
}

TEST(Rules, UnknownIsNotRefused) {
  const Value unknown = Value::Unknown();
  EXPECT_THAT(ErrorsOf(Kind::kVirtualInterface, Interface({{"customer_asn", unknown},
                                                           {"bandwidth", unknown},
                                                           {"gateway_id", unknown},
                                                           {"cloud_address", unknown},
                                                           {"customer_prefixes", unknown},
                                                           {"bfd", unknown},
                                                           {"huawei", unknown}})),
              IsEmpty());
}

TEST(Rules, KeysAreNotShown) {
  EXPECT_THAT(ErrorsOf(Kind::kBgpPeer, Peer({{"auth_key", S("canarycanary")}})), Not(HasSubstr("canarycanary")));
}

// The guide of the peer's page warns of it; the service takes it.
TEST(Rules, SharedAddressSpaceIsAWarning) {
  const Value object = Interface({{"customer_prefixes", Prefixes({"100.64.0.0/10"})}});
  EXPECT_THAT(ErrorsOf(Kind::kVirtualInterface, object), IsEmpty());
  EXPECT_THAT(Audit(HuaweiTraits(), Kind::kVirtualInterface, object, {}).ToString(), HasSubstr("DNS"));
}

std::string WarningsOf(Kind kind, const Value& object) {
  EXPECT_THAT(ErrorsOf(kind, object), IsEmpty());
  std::string warnings;
  for (const Diagnostic& item : Audit(HuaweiTraits(), kind, object, {}).items()) {
    if (item.severity == Severity::kWarning) warnings += item.path.ToString() + ": " + item.detail + "\n";
  }
  return warnings;
}

// The guide calls one mandatory, and the API takes a session without.
TEST(Rules, ABgpSessionWithoutAKeyIsAWarning) {
  for (const auto& [kind, plain] : {std::pair(Kind::kVirtualInterface, Interface()), {Kind::kBgpPeer, Peer()}}) {
    EXPECT_THAT(WarningsOf(kind, plain), HasSubstr("calls a key mandatory"));
    for (const char* field : {"auth_key", "auth_key_wo"}) {
      EXPECT_THAT(WarningsOf(kind, With(plain, {{field, S("Abcdefg1")}})), IsEmpty()) << field;
      EXPECT_THAT(WarningsOf(kind, With(plain, {{field, Value::Unknown()}})), IsEmpty()) << field;
    }
    const Value fixed = With(plain, {{"route_mode", S("static")},
                                     {"customer_asn", Value::Null()},
                                     {"customer_prefixes", kind == Kind::kBgpPeer ? Prefixes({"1250:5:300c::/64"})
                                                                                  : Prefixes({"192.168.52.0/24"})}});
    EXPECT_THAT(WarningsOf(kind, fixed), IsEmpty());
    EXPECT_THAT(WarningsOf(kind, With(plain, {{"customer_asn", Value::Unknown()}})), IsEmpty());
  }
  EXPECT_THAT(WarningsOf(Kind::kVirtualInterface, Interface({{"adopt", S(kId)}})), IsEmpty());
}

TEST(Rules, APublicInterfaceIsAWarning) {
  EXPECT_THAT(WarningsOf(Kind::kVirtualInterface, Interface({{"type", S("public")}})), HasSubstr("private alone"));
  EXPECT_THAT(WarningsOf(Kind::kVirtualInterface, Interface({{"type", S("private")}})),
              Not(HasSubstr("private alone")));
}

// The key with every character that the guide lists.
TEST(Rules, EveryListedSpecialCharacterIsTaken) {
  EXPECT_THAT(ErrorsOf(Kind::kBgpPeer, Peer({{"auth_key", S("Ab1~`!,.:;-_?\"(){}[]/@#$%^&*+|\\=")}})), IsEmpty());
  for (const std::string_view bad : {"Abcdefg1'", "Abcdefg1<", "Abcdefg1>", "Abcdefg1 ", "Abcdefg1\xc3\xa9"}) {
    EXPECT_THAT(ErrorsOf(Kind::kBgpPeer, Peer({{"auth_key", S(bad)}})), Not(IsEmpty())) << bad;
  }
}

}  // namespace
}  // namespace ic::huawei
