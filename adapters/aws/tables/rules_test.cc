// Rules over several fields: for each, objects it passes and objects it refuses. And the seeds' own examples.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/aws/tables/traits.h"
#include "adapters/contract/limits/audit.h"
#include "schema/value/value.h"

namespace ic::aws {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Value S(std::string_view text) { return Value::String(text); }
Value Aws(Value::Fields fields) { return Value::Object(std::move(fields)); }

Value With(Value object, const Value::Fields& fields) {
  for (const auto& [name, value] : fields) object.Put(name, value);
  return object;
}

Value Connection(const Value::Fields& fields = {}) {
  return With(
      Value::Object({{"cloud", S("aws")}, {"name", S("dc1-aws")}, {"location", S("EqDC2")}, {"bandwidth", S("1Gbps")}}),
      fields);
}

// The interface of the guide's example of a second session.
Value Interface(const Value::Fields& fields = {}) {
  return With(Value::Object({{"cloud", S("aws")},
                             {"region", S("us-east-1")},
                             {"name", S("Test")},
                             {"connection_id", S("dxcon-fguhmqlc")},
                             {"type", S("private")},
                             {"vlan", Value::Int(125)},
                             {"gateway_id", S("vgw-f9eb0c90")},
                             {"address_family", S("ipv4")},
                             {"cloud_address", S("169.254.255.1/30")},
                             {"customer_address", S("169.254.255.2/30")},
                             {"customer_asn", S("65000")}}),
              fields);
}

Value Public(const Value::Fields& fields = {}) {
  return With(Interface({{"type", S("public")},
                         {"gateway_id", Value::Null()},
                         {"cloud_address", S("203.0.113.1/31")},
                         {"customer_address", S("203.0.113.0/31")},
                         {"customer_prefixes", Value::StringSet({"198.51.100.0/24", "2001:db8::/32"})}}),
              fields);
}

Value Transit(const Value::Fields& fields = {}) {
  return With(Interface({{"type", S("transit")}, {"gateway_id", S("5f294f92-bafb-4011-916d-9b0bec6e9ff0")}}), fields);
}

Value Peer(const Value::Fields& fields = {}) {
  return With(Value::Object({{"cloud", S("aws")},
                             {"virtual_interface_id", S("dxvif-fg1vuj3d")},
                             {"address_family", S("ipv6")},
                             {"customer_asn", S("64600")}}),
              fields);
}

struct Case {
  std::string_view rule;  // whose diagnostics the bad object gets
  Kind kind;
  Value good;
  Value bad;
  std::vector<std::string> paths;  // of all errors that the bad object gets
  std::string_view says;           // in one of them
};

std::vector<Case> ConnectionCases() {
  const Kind kind = Kind::kConnection;
  const Value macsec = Aws({{"request_macsec", Value::Bool(true)}, {"encryption_mode", S("must_encrypt")}});
  return {
      {"aws.connection.arns",
       kind,
       Connection({{"adopt", S("dxcon-fg31dyv6")}}),
       Connection({{"adopt", S("arn:aws:directconnect:us-west-2:123456789012:dxcon/dxcon-fg31dyv6")},
                   {"region", S("us-east-1")}}),
       {"adopt"},
       "It is of the region us-west-2, while this object is in us-east-1"},
      {"aws.connection.dedicated_bandwidth",
       kind,
       Connection({{"bandwidth", S("400G")}}),
       Connection({{"bandwidth", S("500Mbps")}}),
       {"bandwidth"},
       "take it over with adopt"},
      {"aws.connection.dedicated_bandwidth",
       kind,
       Connection({{"bandwidth", S("500Mbps")}, {"adopt", S("dxcon-fg31dyv6")}}),
       Connection({{"bandwidth", S("2Gbps")}}),
       {"bandwidth"},
       "bandwidth is 2Gbps"},
      {"aws.connection.macsec_bandwidth",
       kind,
       Connection({{"bandwidth", S("10G")}, {"aws", macsec}}),
       Connection({{"aws", macsec}}),
       {"aws.request_macsec"},
       "needs a dedicated port of 10Gbps"},
      {"aws.connection.encryption",
       kind,
       Connection({{"aws", Aws({{"encryption_mode", S("no_encrypt")}})}}),
       Connection({{"aws", Aws({{"encryption_mode", S("must_encrypt")}})}}),
       {"aws.encryption_mode"},
       "Set aws.request_macsec = true"},
  };
}

std::vector<Case> PrivateCases() {
  const Kind kind = Kind::kVirtualInterface;
  return {
      {"aws.virtual_interface.arns",
       kind,
       Interface(),
       Interface({{"connection_id", S("arn:aws:directconnect:us-east-1:123456789012:dxcon/dxcon-fguhmqlc")}}),
       {"connection_id"},
       "Write the id in it: \"dxcon-fguhmqlc\"."},
      {"aws.virtual_interface.session",
       kind,
       Interface({{"customer_asn", S("64086.59904")}}),
       Interface({{"customer_asn", Value::Null()}}),
       {"customer_asn"},
       "needs the ASN of your router"},
      {"aws.virtual_interface.session",
       kind,
       Interface({{"customer_asn", Value::Null()}, {"adopt", S("dxvif-fg1vuj3d")}}),
       Interface({{"customer_asn", Value::Null()}}),
       {"customer_asn"},
       "Set customer_asn"},
      {"aws.virtual_interface.addresses",
       kind,
       Interface({{"cloud_address", Value::Null()}, {"customer_address", Value::Null()}}),
       Interface({{"cloud_address", Value::Null()}}),
       {"customer_address"},
       "given together or not at all"},
      {"aws.virtual_interface.addresses",
       kind,
       Interface({{"cloud_address", S("10.0.0.0/31")}, {"customer_address", S("10.0.0.1/31")}}),
       Interface({{"cloud_address", S("10.0.0.1/30")}, {"customer_address", S("10.0.0.2/29")}}),
       {"customer_address"},
       "not in the same subnet with the same prefix length"},
      {"aws.virtual_interface.addresses",
       kind,
       Interface({{"cloud_address", S("10.0.0.1/24")}, {"customer_address", S("10.0.0.254/24")}}),
       Interface({{"cloud_address", S("10.0.0.0/30")}, {"customer_address", S("10.0.0.3/30")}}),
       {"cloud_address", "customer_address"},
       "the broadcast address of its subnet 10.0.0.0/30"},
      {"aws.virtual_interface.addresses",
       kind,
       Interface({{"cloud_address", S("1.1.1.1/30")}, {"customer_address", S("1.1.1.2/30")}}),
       Interface({{"cloud_address", S("10.0.0.1/30")}, {"customer_address", S("10.0.0.1/30")}}),
       {"customer_address"},
       "Give the two ends different addresses"},
      {"aws.virtual_interface.prefix_families",
       kind,
       Interface({{"customer_prefixes", Value::StringSet({"10.0.0.0/8"})}}),
       Interface({{"customer_prefixes", Value::StringSet({"10.0.0.0/8", "fd00::/8"})}}),
       {"customer_prefixes"},
       "over an interconnect_bgp_peer of its own family"},
      {"aws.virtual_interface.gateway",
       kind,
       Interface({{"gateway_id", Value::Unknown()}}),
       Interface({{"gateway_id", Value::Null()}}),
       {"gateway_id"},
       "virtual private gateway or a Direct Connect"},
      {"aws.virtual_interface.gateway",
       kind,
       Transit(),
       Transit({{"gateway_id", Value::Null()}}),
       {"gateway_id"},
       "A transit interface attaches to a Direct Connect gateway"},
      {"aws.virtual_interface.hosted",
       kind,
       Interface({{"gateway_id", Value::Null()}, {"aws", Aws({{"owner_account", S("123456789012")}})}}),
       Interface({{"aws", Aws({{"owner_account", S("123456789012")}, {"site_link", Value::Bool(true)}})},
                  {"gateway_id", S("5f294f92-bafb-4011-916d-9b0bec6e9ff0")}}),
       {"gateway_id", "aws.site_link"},
       "that account chooses the gateway"},
      {"aws.virtual_interface.site_link",
       kind,
       Transit({{"aws", Aws({{"site_link", Value::Bool(true)}})}}),
       Interface({{"aws", Aws({{"site_link", Value::Bool(true)}})}}),
       {"aws.site_link"},
       "SiteLink needs a Direct Connect gateway"},
      {"aws.virtual_interface.site_link",
       kind,
       Interface({{"aws", Aws({{"site_link", Value::Bool(false)}})}}),
       Transit({{"region", S("cn-north-1")}, {"aws", Aws({{"site_link", Value::Bool(true)}})}}),
       {"aws.site_link"},
       "no SiteLink in China"},
  };
}

std::vector<Case> PublicCases() {
  const Kind kind = Kind::kVirtualInterface;
  return {
      {"aws.virtual_interface.public_addresses",
       kind,
       Public(),
       Public({{"cloud_address", Value::Null()}, {"customer_address", Value::Null()}}),
       {"cloud_address", "customer_address"},
       "AWS does not choose the IPv4 addresses of a public interface"},
      {"aws.virtual_interface.public_addresses",
       kind,
       Public({{"address_family", S("ipv6")}, {"cloud_address", Value::Null()}, {"customer_address", Value::Null()}}),
       Public({{"cloud_address", S("172.16.0.1/30")}, {"customer_address", S("172.16.0.2/30")}}),
       {"cloud_address", "customer_address"},
       "not routed on the internet"},
      {"aws.virtual_interface.public_prefixes",
       kind,
       Public({{"customer_prefixes", Value::StringSet({"198.51.100.7/32", "2001:db8::/64", "128.0.0.0/3"})}}),
       Public({{"customer_prefixes", Value::Null()}}),
       {"customer_prefixes"},
       "1 to 1000 of them"},
      {"aws.virtual_interface.public_prefixes",
       kind,
       Public(),
       Public({{"customer_prefixes", Value::StringSet({"0.0.0.0/0", "2001:db8::/65", "10.1.0.0/16"})}}),
       {"customer_prefixes", "customer_prefixes", "customer_prefixes"},
       "IPv6 prefixes have a length of 1 to 64"},
      {"aws.virtual_interface.prefix_allocation",
       kind,
       Interface({{"customer_prefixes", Value::StringSet({"10.1.0.0/16"})},
                  {"aws", Value::Object({{"prefix_allocation_ipv4", Value::Int(1)}})}}),
       Interface({{"customer_prefixes", Value::StringSet({"10.1.0.0/16", "10.2.0.0/16"})},
                  {"aws", Value::Object({{"prefix_allocation_ipv4", Value::Int(1)}})}}),
       {"customer_prefixes"},
       "Allocate as many"},
      {"aws.virtual_interface.asn_differs",
       kind,
       Interface({{"customer_asn", S("7224")}}),
       Public({{"customer_asn", S("7224")}}),
       {"customer_asn"},
       "AWS's own ASN"},
  };
}

std::vector<Case> PeerCases() {
  const Kind kind = Kind::kBgpPeer;
  const Value v4 = Peer({{"address_family", S("ipv4")},
                         {"cloud_address", S("169.254.1.1/29")},
                         {"customer_address", S("169.254.1.2/29")}});
  return {
      {"aws.bgp_peer.arns",
       kind,
       Peer(),
       Peer({{"virtual_interface_id", S("arn:aws:directconnect:us-east-1:123456789012:dxvif/dxvif-fg1vuj3d")}}),
       {"virtual_interface_id"},
       "\"dxvif-fg1vuj3d\""},
      {"aws.bgp_peer.address_family",
       kind,
       Peer(),
       Peer({{"address_family", Value::Null()}}),
       {"address_family"},
       "Set address_family to ipv4 or ipv6"},
      {"aws.bgp_peer.addresses",
       kind,
       With(v4, {{"customer_address", S("169.254.1.2")}}),
       With(v4, {{"cloud_address", S("169.254.1.1")}, {"customer_address", S("169.254.1.2")}}),
       {"cloud_address"},
       "one of the two ends is enough"},
      {"aws.bgp_peer.addresses",
       kind,
       v4,
       With(v4, {{"customer_address", Value::Null()}}),
       {"cloud_address"},
       "given together or not at all"},
  };
}

std::vector<Case> AllCases() {
  std::vector<Case> cases = ConnectionCases();
  for (const auto& more : {PrivateCases(), PublicCases(), PeerCases()}) {
    cases.insert(cases.end(), more.begin(), more.end());
  }
  return cases;
}

std::vector<std::string> Paths(const Diagnostics& diagnostics) {
  std::vector<std::string> paths;
  for (const Diagnostic& diagnostic : diagnostics.items()) paths.push_back(diagnostic.path.ToString());
  return paths;
}

TEST(Rules, PassTheGoodAndRefuseTheBad) {
  for (const Case& test : AllCases()) {
    const Diagnostics good = Audit(AwsTraits(), test.kind, test.good, {});
    EXPECT_TRUE(good.empty()) << test.rule << " " << test.good.ToString() << "\n" << good.ToString();
    const Diagnostics bad = Audit(AwsTraits(), test.kind, test.bad, {});
    EXPECT_EQ(Paths(bad), test.paths) << test.rule << "\n" << bad.ToString();
    EXPECT_THAT(bad.ToString(), HasSubstr(std::string(test.says))) << test.rule;
    EXPECT_THAT(bad.ToString(), HasSubstr("Source: ")) << test.rule;
  }
}

TEST(Rules, EachHasACase) {
  std::set<std::string_view> tested;
  for (const Case& test : AllCases()) {
    // The bad object is refused by this very rule: without it there are fewer errors.
    VendorTraits without = AwsTraits();
    std::erase_if(without.rules, [&](const Rule& rule) { return rule.id == test.rule; });
    if (Audit(without, test.kind, test.bad, {}).items().size() < test.paths.size()) tested.insert(test.rule);
  }
  for (const Rule& rule : AwsTraits().rules) EXPECT_TRUE(tested.contains(rule.id)) << rule.id;
}

// Whatever is not known yet, no rule complains, nor crashes.
TEST(Rules, AddNothingForUnknowns) {
  for (const Case& test : AllCases()) {
    for (const auto& [name, value] : test.bad.fields()) {
      const Diagnostics diagnostics = Audit(AwsTraits(), test.kind, With(test.good, {{name, Value::Unknown()}}), {});
      // Hiding `adopt` or the type may leave the rest without its excuse, and only that.
      if (name != "adopt" && name != "address_family") {
        EXPECT_FALSE(diagnostics.has_errors()) << test.rule << " without " << name << "\n" << diagnostics.ToString();
      }
    }
  }
}

TEST(Limits, IPv6AddressesAreNeverChosen) {
  const Diagnostics diagnostics = Audit(AwsTraits(), Kind::kBgpPeer,
                                        Peer({{"customer_address", S("2001:db8:1100:2f0:0:1:9cb4:4216/125")},
                                              {"cloud_address", S("2001:db8:1100:2f0:0:1:9cb4:4211/125")}}),
                                        {});
  EXPECT_THAT(Paths(diagnostics), testing::UnorderedElementsAre("cloud_address", "customer_address"));
  EXPECT_THAT(diagnostics.ToString(), HasSubstr("out of a /125"));
}

TEST(Limits, AsnsOfFourBytesInBothNotations) {
  for (const char* asn : {"1", "65535", "65536", "2147483648", "4200000000", "64086.59904", "4294967294"}) {
    EXPECT_THAT(Audit(AwsTraits(), Kind::kBgpPeer, Peer({{"customer_asn", S(asn)}}), {}).items(), IsEmpty()) << asn;
  }
  for (const char* asn : {"0", "4294967295", "65535.65535", "4294967296", "-1"}) {
    EXPECT_THAT(Paths(Audit(AwsTraits(), Kind::kBgpPeer, Peer({{"customer_asn", S(asn)}}), {})),
                ElementsAre("customer_asn"))
        << asn;
  }
}

TEST(Limits, KeysAreNeverPrinted) {
  const Diagnostics diagnostics =
      Audit(AwsTraits(), Kind::kBgpPeer, Peer({{"auth_key", S("my secret key")}, {"auth_key_wo", S("tiny")}}), {});
  EXPECT_THAT(Paths(diagnostics), testing::UnorderedElementsAre("auth_key", "auth_key_wo", "auth_key_wo"));
  EXPECT_THAT(diagnostics.ToString(), testing::Not(HasSubstr("my secret key")));
  EXPECT_THAT(diagnostics.ToString(), testing::Not(HasSubstr("tiny")));
}

TEST(Limits, TagsOfOurOwnAreReserved) {
  for (const std::string_view key : {"aws:x", "AWS:x", "interconnect:mark", "interconnect:x"}) {
    const Value tags = Value::Map({{std::string(key), S("v")}});
    EXPECT_EQ(Audit(AwsTraits(), Kind::kConnection, Connection({{"tags", tags}}), {}).items().size(), 1U) << key;
  }
  const Value fine = Value::Map({{"équipe réseau", S("")}, {"a:b/c=d+e-f@g_h.i", S("x y")}});
  EXPECT_THAT(Audit(AwsTraits(), Kind::kConnection, Connection({{"tags", fine}}), {}).items(), IsEmpty());
}

// By the family of the session; where nobody says how many, AWS allocates 100, and a warning does.
TEST(Limits, PrefixesAreNoMoreThanAllocated) {
  const auto many = [](int count) {
    std::vector<std::string> prefixes;
    for (int i = 0; i < count; ++i)
      prefixes.push_back("10." + std::to_string(i / 256) + "." + std::to_string(i % 256) + ".0/24");
    return Value::StringSet(prefixes);
  };
  const auto audit = [&](int count, Value allocated) {
    return Audit(AwsTraits(), Kind::kVirtualInterface,
                 Interface({{"customer_prefixes", many(count)},
                            {"aws", Value::Object({{"prefix_allocation_ipv4", std::move(allocated)},
                                                   {"prefix_allocation_ipv6", Value::Int(1)}})}}),
                 {});
  };
  for (const int fine : {0, 100}) EXPECT_TRUE(audit(fine, Value::Null()).empty()) << fine;
  EXPECT_FALSE(audit(101, Value::Null()).has_errors());
  EXPECT_THAT(audit(101, Value::Null()).ToString(), HasSubstr("Set aws.prefix_allocation_ipv4 = 101"));
  EXPECT_TRUE(audit(101, Value::Unknown()).empty());
  EXPECT_TRUE(audit(1000, Value::Int(1000)).empty());
  EXPECT_THAT(Paths(audit(201, Value::Int(200))), ElementsAre("customer_prefixes"));
  EXPECT_THAT(Paths(audit(1, Value::Int(0))), ElementsAre("customer_prefixes"));
}

// The older documents name both, the newer ones no partition at all: what is not known is not refused.
TEST(Limits, SiteLinkInChinaAndGovCloudIsAWarning) {
  for (const std::string_view region : {"cn-north-1", "us-gov-west-1"}) {
    const Value there = Transit({{"region", S(region)}, {"aws", Aws({{"site_link", Value::Bool(true)}})}});
    const Diagnostics told = Audit(AwsTraits(), Kind::kVirtualInterface, there, {});
    EXPECT_FALSE(told.has_errors()) << told.ToString();
    EXPECT_THAT(Paths(told), ElementsAre("aws.site_link")) << region;
  }
}

TEST(Changes, SiteLinkInterruptsItsInterface) {
  const std::vector<Change>& changes = AwsTraits().changes;
  const auto change = std::ranges::find_if(changes, [](const Change& one) { return one.field == "aws.site_link"; });
  ASSERT_NE(change, changes.end());
  EXPECT_EQ(change->on_change, OnChange::kInPlace);
  EXPECT_THAT(std::string(change->interrupts), HasSubstr("virtual interface"));
  EXPECT_EQ(change->reach, Reach::kObject);
}

TEST(Complete, TakesThePeersFamilyFromItsAddresses) {
  Value peer = Peer({{"address_family", Value::Null()}, {"customer_address", S("169.254.1.2/29")}});
  AwsTraits().complete(Kind::kBgpPeer, peer);
  EXPECT_EQ(peer.Get("address_family"), S("ipv4"));
  peer = Peer({{"address_family", Value::Unknown()}, {"customer_address", S("169.254.1.2/29")}});
  AwsTraits().complete(Kind::kBgpPeer, peer);
  EXPECT_TRUE(peer.Get("address_family").is_unknown());
  Value interface = Interface({{"mtu", Value::Null()}});
  AwsTraits().complete(Kind::kVirtualInterface, interface);
  EXPECT_EQ(interface, Interface({{"mtu", Value::Null()}}));
}

}  // namespace
}  // namespace ic::aws
