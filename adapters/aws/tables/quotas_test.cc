// Quotas count by the right groups; changes cost what AWS's documents say; limits have the numbers they have.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/aws/tables/traits.h"
#include "schema/value/value.h"

namespace ic::aws {
namespace {

Value S(std::string_view text) { return Value::String(text); }
Value O(Value::Fields fields) { return Value::Object(std::move(fields)); }

constexpr std::string_view kGateway = "5f294f92-bafb-4011-916d-9b0bec6e9ff0";

struct Case {
  std::string_view quota;
  std::int64_t max;
  Kind kind;
  std::vector<Value> together;  // count for one group
  std::vector<Value> apart;     // count for other groups
  std::vector<Value> not_yet;   // do not count
};

std::vector<Case> InterfaceCases() {
  const Kind kind = Kind::kVirtualInterface;
  const auto on = [](std::string_view connection, std::string_view type, int vlan) {
    return O({{"connection_id", S(connection)}, {"type", S(type)}, {"vlan", Value::Int(vlan)}});
  };
  const auto limited = [](std::string_view connection, std::string_view rate) {
    return O({{"connection_id", S(connection)}, {"aws", O({{"rate_limit", S(rate)}})}});
  };
  const Value bare = O({{"connection_id", S("dxcon-1")}, {"vlan", Value::Int(1)}});
  const Value nowhere = O({{"connection_id", Value::Unknown()}, {"type", S("transit")}, {"vlan", Value::Int(1)}});
  return {
      {"aws.virtual_interface.unique_vlan",
       1,
       kind,
       {on("dxcon-1", "private", 1), on("dxcon-1", "public", 1)},
       {on("dxcon-1", "private", 2), on("dxcon-2", "private", 1)},
       {nowhere, O({{"connection_id", S("dxcon-1")}, {"vlan", Value::Unknown()}})}},
      {"aws.virtual_interface.per_connection",
       51,
       kind,
       {on("dxcon-1", "private", 1), on("dxcon-1", "transit", 2), bare},
       {on("dxlag-1", "private", 1)},
       {nowhere}},
      {"aws.virtual_interface.private_or_public",
       50,
       kind,
       {on("dxcon-1", "private", 1), on("dxcon-1", "public", 2), bare},
       {on("dxcon-2", "public", 2)},
       {on("dxcon-1", "transit", 1), O({{"connection_id", S("dxcon-1")}, {"type", Value::Unknown()}})}},
      {"aws.virtual_interface.transit",
       4,
       kind,
       {on("dxcon-1", "transit", 1), on("dxcon-1", "transit", 2)},
       {on("dxcon-2", "transit", 1)},
       {on("dxcon-1", "private", 1), bare, nowhere}},
      {"aws.virtual_interface.per_gateway",
       30,
       kind,
       {O({{"gateway_id", S(kGateway)}}), O({{"gateway_id", S(kGateway)}, {"type", S("transit")}})},
       {O({{"gateway_id", S("00000000-0000-0000-0000-000000000000")}})},
       {O({{"gateway_id", S("vgw-f9eb0c90")}}), O({{"gateway_id", Value::Unknown()}}), O({})}},
      {"aws.virtual_interface.one_type_per_gateway",
       1,
       kind,
       {O({{"gateway_id", S(kGateway)}}), O({{"gateway_id", S(kGateway)}, {"type", S("transit")}})},
       {O({{"gateway_id", S("00000000-0000-0000-0000-000000000000")}})},
       {O({{"gateway_id", S("vgw-f9eb0c90")}}), O({{"gateway_id", Value::Unknown()}}), O({})}},
      {"aws.virtual_interface.rate_limiters",
       10,
       kind,
       {limited("dxcon-1", "50Mbps"), limited("dxcon-1", "1Gbps")},
       {limited("dxcon-2", "50Mbps"), limited("dxlag-1", "50Mbps")},
       {bare, O({{"connection_id", S("dxcon-1")}, {"aws", O({{"rate_limit", Value::Unknown()}})}}),
        O({{"connection_id", Value::Unknown()}, {"aws", O({{"rate_limit", S("50Mbps")}})}})}},
  };
}

// Each interface of a type that takes prefixes counts, whatever it says of them.
std::vector<Case> PoolCases() {
  const Kind kind = Kind::kVirtualInterface;
  const auto on = [](std::string_view connection, std::string_view type, Value allocation) {
    return O({{"connection_id", S(connection)},
              {"type", S(type)},
              {"aws", O({{"prefix_allocation_ipv4", allocation}, {"prefix_allocation_ipv6", allocation}})}});
  };
  const auto at = [](std::string_view gateway, std::string_view type) {
    return O({{"gateway_id", S(gateway)}, {"type", S(type)}});
  };
  std::vector<Case> cases;
  for (const std::string_view id :
       {"aws.virtual_interface.prefix_pool_ipv4", "aws.virtual_interface.prefix_pool_ipv6"}) {
    cases.push_back({id,
                     kWhole,
                     kind,
                     {on("dxcon-1", "private", Value::Int(5)), on("dxcon-1", "transit", Value::Int(500)),
                      on("dxcon-1", "private", Value::Unknown()), O({{"connection_id", S("dxcon-1")}})},
                     {on("dxcon-2", "private", Value::Int(5)), on("dxlag-1", "private", Value::Int(5))},
                     {on("dxcon-1", "public", Value::Null()), O({{"connection_id", Value::Unknown()}})}});
  }
  cases.push_back({"aws.virtual_interface.prefixes_per_gateway",
                   kWhole,
                   kind,
                   {at(kGateway, "private"), at(kGateway, "transit"), O({{"gateway_id", S(kGateway)}})},
                   {at("00000000-0000-0000-0000-000000000000", "private")},
                   {at("vgw-f9eb0c90", "private"), O({{"gateway_id", Value::Unknown()}}), O({})}});
  return cases;
}

std::vector<Case> OtherCases() {
  const auto port = [](std::string_view lag, std::string_view bandwidth) {
    return O({{"bandwidth", S(bandwidth)}, {"aws", O({{"lag_id", S(lag)}})}});
  };
  const auto at = [](std::string_view region, std::string_view location) {
    return O({{"region", S(region)}, {"location", S(location)}});
  };
  const auto entry = [](std::string_view by, std::string_view cidr) {
    return O({{"advertised_by", S(by)}, {"cidr", S(cidr)}});
  };
  return {
      {"aws.connection.per_location",
       10,
       Kind::kConnection,
       {at("us-east-1", "EqDC2"), at("us-east-1", "EqDC2")},
       {at("us-east-1", "EqSe2"), at("us-west-2", "EqDC2")},
       {O({{"location", S("EqDC2")}})}},
      {"aws.connection.per_lag",
       4,
       Kind::kConnection,
       {port("dxlag-1", "1Gbps"), port("dxlag-1", "10G")},
       {port("dxlag-2", "1Gbps")},
       {port("dxlag-1", "100Gbps"), port("", "1Gbps"), O({{"bandwidth", S("1Gbps")}})}},
      {"aws.connection.per_fast_lag",
       2,
       Kind::kConnection,
       {port("dxlag-1", "100Gbps"), port("dxlag-1", "400G")},
       {port("dxlag-2", "100Gbps")},
       {port("dxlag-1", "1Gbps"), port("", "100Gbps")}},
      {"aws.bgp_cidr.unique",
       1,
       Kind::kBgpCidr,
       {entry("a", "10.0.0.0/16"), entry("a", "10.0.7.7/16")},
       {entry("a", "10.0.0.0/17"), entry("b", "10.0.0.0/16")},
       {entry("a", "nonsense"), O({{"cidr", S("10.0.0.0/8")}})}},
      {"aws.bgp_cidr.per_association",
       200,
       Kind::kBgpCidr,
       {entry("a", "10.0.0.0/16"), entry("a", "2001:db8::/32")},
       {entry("b", "10.0.0.0/16")},
       {O({{"advertised_by", Value::Unknown()}})}},
  };
}

const Quota& QuotaOf(std::string_view id) {
  const auto found = std::ranges::find(AwsTraits().quotas, id, &Quota::id);
  if (found == AwsTraits().quotas.end()) throw std::out_of_range(std::string(id));
  return *found;
}

TEST(Quotas, CountByTheirGroups) {
  std::set<std::string_view> tested = {"aws.bgp_peer.one_per_family"};
  std::vector<Case> cases = InterfaceCases();
  for (const Case& test : PoolCases()) cases.push_back(test);
  for (const Case& test : OtherCases()) cases.push_back(test);
  for (const Case& test : cases) {
    tested.insert(test.quota);
    const Quota& quota = QuotaOf(test.quota);
    EXPECT_EQ(quota.max, test.max) << test.quota;
    const std::string group = quota.group(test.kind, test.together.front());
    EXPECT_FALSE(group.empty()) << test.quota;
    for (const Value& object : test.together) {
      EXPECT_EQ(quota.group(test.kind, object), group) << test.quota << object.ToString();
    }
    for (const Value& object : test.apart) {
      EXPECT_NE(quota.group(test.kind, object), group) << test.quota << object.ToString();
      EXPECT_NE(quota.group(test.kind, object), "") << test.quota << object.ToString();
    }
    for (const Value& object : test.not_yet) {
      EXPECT_EQ(quota.group(test.kind, object), "") << test.quota << object.ToString();
    }
  }
  for (const Quota& quota : AwsTraits().quotas) EXPECT_TRUE(tested.contains(quota.id)) << quota.id;
}

// The interface's own session and its peers are sessions alike.
TEST(Quotas, OneSessionAFamily) {
  const Quota& quota = QuotaOf("aws.bgp_peer.one_per_family");
  EXPECT_EQ(quota.max, 1);
  const auto interface = [&](Value family) {
    return quota.group(Kind::kVirtualInterface,
                       O({{"id", S("dxvif-1")}, {"address_family", std::move(family)}, {"customer_asn", S("65000")}}));
  };
  const auto peer = [&](std::string_view id, Value family) {
    return quota.group(Kind::kBgpPeer, O({{"virtual_interface_id", S(id)}, {"address_family", std::move(family)}}));
  };
  EXPECT_EQ(interface(S("ipv4")), peer("dxvif-1", S("ipv4")));
  EXPECT_EQ(interface(Value::Null()), peer("dxvif-1", S("ipv4")));
  EXPECT_NE(interface(S("ipv4")), peer("dxvif-1", S("ipv6")));
  EXPECT_NE(peer("dxvif-2", S("ipv4")), peer("dxvif-1", S("ipv4")));
  EXPECT_EQ(peer("dxvif-1", Value::Unknown()), "");
  EXPECT_EQ(quota.group(Kind::kVirtualInterface, O({{"id", S("dxvif-1")}, {"address_family", S("ipv4")}})), "");
}

// What an interface takes, and what a connection has.
TEST(Quotas, PrefixesAreSharesOfPools) {
  for (const char* family : {"ipv4", "ipv6"}) {
    SCOPED_TRACE(family);
    const Quota& quota = QuotaOf(std::string("aws.virtual_interface.prefix_pool_") + family);
    ASSERT_TRUE(quota.share && quota.share->of == Kind::kConnection && quota.told_by_group);
    const auto interface = [&](std::string_view id, Value allocation) {
      return O({{"id", S(id)}, {"aws", O({{std::string("prefix_allocation_") + family, std::move(allocation)}})}});
    };
    const auto takes = [&](const Value& object) { return quota.share->amount(Kind::kVirtualInterface, object); };
    const auto yields = [&](const Value& object) { return quota.share->yields(Kind::kVirtualInterface, object); };
    for (const int said : {0, 1, 100, 1000}) {
      EXPECT_EQ(takes(interface("dxvif-1", Value::Int(said))), said);
      EXPECT_FALSE(yields(interface("dxvif-1", Value::Int(said))));
    }
    for (const Value& unsaid : {Value::Null(), Value::Unknown()}) {
      EXPECT_EQ(takes(interface("", unsaid)), 100);
      EXPECT_TRUE(yields(interface("", unsaid)));
    }
    EXPECT_EQ(takes(O({})), 100);
    EXPECT_EQ(takes(interface("dxvif-1", Value::Null())), 0);  // of a region that does not know them
    const std::vector<std::pair<std::string_view, std::int64_t>> pools = {
        {"1Gbps", 5000}, {"10Gbps", 5000}, {"100Gbps", 30000}, {"400Gbps", 50000}, {"500Mbps", 0}};
    for (const auto& [bandwidth, pool] : pools) {
      const Value port = O({{"bandwidth", S(bandwidth)}});
      EXPECT_EQ(quota.share->amount(Kind::kConnection, port), pool) << bandwidth;
      const Value hosted = O({{"bandwidth", S(bandwidth)}, {"vlan", Value::Int(101)}});
      EXPECT_EQ(quota.share->amount(Kind::kConnection, hosted), 0) << bandwidth;
    }
  }
  const Quota& both = QuotaOf("aws.virtual_interface.prefixes_per_gateway");
  ASSERT_TRUE(both.share && !both.share->of && both.told_by_group);
  EXPECT_EQ(both.share->whole, 10000);
  const Value said = O({{"aws", O({{"prefix_allocation_ipv4", Value::Int(7)}})}});
  EXPECT_EQ(both.share->amount(Kind::kVirtualInterface, said), 107);
  EXPECT_FALSE(both.share->yields(Kind::kVirtualInterface, said));
  EXPECT_TRUE(both.share->yields(Kind::kVirtualInterface, O({})));
}

// Private ones and transit ones do not share a gateway; a type that is not known is neither.
TEST(Quotas, OneTypeAGateway) {
  const Quota& quota = QuotaOf("aws.virtual_interface.one_type_per_gateway");
  ASSERT_NE(quota.clashes, nullptr);
  const auto clash = [&](Value one, Value two) {
    const Kind kind = Kind::kVirtualInterface;
    const Value a = O({{"type", one}});
    const Value b = O({{"type", two}});
    EXPECT_EQ(quota.clashes(kind, a, kind, b), quota.clashes(kind, b, kind, a));
    return quota.clashes(kind, a, kind, b);
  };
  EXPECT_TRUE(clash(S("private"), S("transit")));
  EXPECT_TRUE(clash(Value::Null(), S("transit")));
  EXPECT_FALSE(clash(S("private"), Value::Null()));
  EXPECT_FALSE(clash(S("transit"), S("transit")));
  EXPECT_FALSE(clash(Value::Unknown(), S("transit")));
}

TEST(Changes, CostWhatTheyCost) {
  const Value object = O({{"type", S("private")}});
  const auto cost = [&](Kind kind, std::string_view path) {
    const Change* change = FindChange(AwsTraits(), kind, path, object);
    return change == nullptr ? OnChange::kInPlace : change->on_change;
  };
  for (const std::string_view path : {"location", "bandwidth", "aws.provider_name", "aws.request_macsec"}) {
    EXPECT_EQ(cost(Kind::kConnection, path), OnChange::kReplace) << path;
  }
  // Needless replacements that users of other tools suffer from.
  for (const std::string_view path :
       {"name", "tags", "aws.encryption_mode", "aws.lag_id", "redundancy_group", "aws.billing_mode"}) {
    EXPECT_EQ(cost(Kind::kConnection, path), OnChange::kInPlace) << path;
  }
  for (const std::string_view path : {"name", "tags", "mtu", "connection_id", "aws.site_link", "customer_prefixes",
                                      "aws.rate_limit", "aws.prefix_allocation_ipv4", "aws.prefix_allocation_ipv6"}) {
    EXPECT_EQ(cost(Kind::kVirtualInterface, path), OnChange::kInPlace) << path;
  }
  for (const std::string_view path : {"vlan", "type", "gateway_id", "aws.owner_account", "customer_asn"}) {
    EXPECT_EQ(cost(Kind::kVirtualInterface, path), OnChange::kReplace) << path;
  }
  EXPECT_EQ(cost(Kind::kVirtualInterface, "auth_key"), OnChange::kRefused);
  for (const std::string_view path :
       {"customer_asn", "cloud_address", "customer_address", "address_family", "auth_key"}) {
    EXPECT_EQ(cost(Kind::kBgpPeer, path), OnChange::kReplace) << path;
  }
  EXPECT_EQ(cost(Kind::kBgpCidr, "cidr"), OnChange::kReplace);
}

TEST(Changes, TheRouteFilterOfAPublicInterfaceIsFixed) {
  const Kind kind = Kind::kVirtualInterface;
  const Change* change = FindChange(AwsTraits(), kind, "customer_prefixes", O({{"type", S("public")}}));
  ASSERT_NE(change, nullptr);
  EXPECT_EQ(change->on_change, OnChange::kReplace);
  EXPECT_FALSE(change->interrupts.empty());
}

}  // namespace
}  // namespace ic::aws
