// Rules and quotas: what each refuses, and that it lets pass what is right or not known yet.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/alibaba/tables/traits.h"
#include "adapters/contract/limits/audit.h"

namespace ic::alibaba {
namespace {

using ::testing::HasSubstr;

Value Text(std::string_view text) { return Value::String(text); }

Value With(Value object, std::string_view name, Value value) {
  object.Put(name, std::move(value));
  return object;
}

Value Router() {
  return Value::Object({{"cloud", Text("alibaba")},
                        {"name", Text("prod")},
                        {"connection_id", Text("pc-1")},
                        {"vlan", Value::Int(125)},
                        {"route_mode", Text("bgp")},
                        {"address_family", Text("ipv4")},
                        {"cloud_address", Text("10.0.0.1/30")},
                        {"customer_address", Text("10.0.0.2/30")}});
}

std::string Errors(Kind kind, const Value& object) {
  std::string text;
  const Diagnostics diagnostics = Audit(AlibabaTraits(), kind, object, {});
  for (const Diagnostic& item : diagnostics.items()) {
    if (item.severity == Severity::kError)
      text += item.path.ToString() + ": " + item.summary + ". " + item.detail + "\n";
  }
  return text;
}

// Values are held to what keys are, and a redundancy group is the value of a tag.
TEST(Limits, NoTagHasAnAddressOrAReservedBeginning) {
  for (const char* text : {"http://wiki", "see https://wiki", "aliyun", "acs:team"}) {
    const Value tags = Value::Map({{"team", Text(text)}});
    EXPECT_THAT(Errors(Kind::kVirtualInterface, With(Router(), "tags", tags)), HasSubstr("tags")) << text;
    EXPECT_THAT(Errors(Kind::kVirtualInterface, With(Router(), "redundancy_group", Text(text))),
                HasSubstr("redundancy_group"))
        << text;
  }
  for (const char* text : {"", "wiki/team", "an aliyun team", "http:/x"}) {
    EXPECT_EQ(Errors(Kind::kVirtualInterface, With(Router(), "tags", Value::Map({{"team", Text(text)}}))), "") << text;
  }
}

TEST(Rules, APortHasABandwidthOfItsKind) {
  const auto errors = [](const char* bandwidth, const char* port_type) {
    const Value type = *port_type == 0 ? Value::Null() : Text(port_type);
    return Errors(Kind::kConnection,
                  Value::Object({{"cloud", Text("alibaba")},
                                 {"name", Text("port")},
                                 {"location", Text("ap-cn-hangzhou-yh-B")},
                                 {"bandwidth", Text(bandwidth)},
                                 {"alibaba", Value::Object({{"line_operator", Text("CT")}, {"port_type", type}})}}));
  };
  for (const char* good : {"2Mbps", "6Gbps", "10240Mbps", "10G"}) EXPECT_EQ(errors(good, "10GBase-LR"), "") << good;
  for (const char* bad : {"1Mbps", "10241Mbps", "2500kbps", "25Gbps"}) EXPECT_NE(errors(bad, ""), "") << bad;
  EXPECT_EQ(errors("40Gbps", "40GBase-LR"), "");
  EXPECT_EQ(errors("100Gbps", "100GBase-LR"), "");
  EXPECT_EQ(errors("100Gbps", ""), "");  // of one that exists its kind need not be written
  EXPECT_THAT(errors("100Gbps", "40GBase-LR"), HasSubstr("a port 100GBase-LR"));
}

TEST(Rules, LargeFramesAreOfTheWholeExpressConnectRouter) {
  const auto warned = [](int mtu) {
    return Audit(AlibabaTraits(), Kind::kVirtualInterface, With(Router(), "mtu", Value::Int(mtu)), {}).ToString();
  };
  EXPECT_THAT(warned(8500), HasSubstr("all other virtual border routers"));
  EXPECT_EQ(warned(1500), "");
}

TEST(Rules, ARouterNeedsALinkOfItsOwn) {
  const Kind kind = Kind::kVirtualInterface;
  EXPECT_EQ(Errors(kind, Router()), "");
  EXPECT_THAT(Errors(kind, With(Router(), "customer_address", Value::Null())), HasSubstr("Missing customer_address"));
  EXPECT_THAT(Errors(kind, With(Router(), "customer_address", Text("10.0.0.5/30"))), HasSubstr("same subnet"));
  for (const char* good : {"24", "30"}) {
    const Value fits = With(With(Router(), "cloud_address", Text(std::string("10.0.0.1/") + good)), "customer_address",
                            Text(std::string("10.0.0.2/") + good));
    EXPECT_EQ(Errors(kind, fits), "") << good;
  }
  for (const char* bad : {"23", "31"}) {
    const Value odd = With(With(Router(), "cloud_address", Text(std::string("10.0.0.2/") + bad)), "customer_address",
                           Text(std::string("10.0.0.3/") + bad));
    EXPECT_THAT(Errors(kind, odd), HasSubstr("/24 to /30")) << bad;
  }
  const Value adopted = With(With(With(Router(), "cloud_address", Value::Null()), "customer_address", Value::Null()),
                             "adopt", Text("vbr-1"));
  EXPECT_EQ(Errors(kind, adopted), "");
  EXPECT_EQ(Errors(kind, With(Router(), "customer_address", Value::Unknown())), "");
}

TEST(Rules, ARoutersLinkInIpv6IsWholeAndOfThatFamily) {
  const auto errors = [](std::string_view cloud, std::string_view customer, Value on = Value::Null()) {
    const auto value = [](std::string_view text) { return text.empty() ? Value::Null() : Text(text); };
    return Errors(Kind::kVirtualInterface, With(Router(), "alibaba",
                                                Value::Object({{"ipv6_cloud_address", value(cloud)},
                                                               {"ipv6_customer_address", value(customer)},
                                                               {"ipv6", std::move(on)}})));
  };
  EXPECT_EQ(errors("2001:db8::1/64", "2001:db8::2/64"), "");
  EXPECT_EQ(errors("2001:db8::1/127", "2001:db8::/127", Value::Bool(true)), "");
  EXPECT_EQ(errors("", "", Value::Bool(false)), "");
  EXPECT_THAT(errors("2001:db8::1/64", ""), HasSubstr("Missing alibaba.ipv6_customer_address"));
  EXPECT_THAT(errors("", "2001:db8::2/64"), HasSubstr("Missing alibaba.ipv6_cloud_address"));
  EXPECT_THAT(errors("2001:db8::1/64", "2001:db8:0:1::2/64"), HasSubstr("same subnet"));
  EXPECT_THAT(errors("2001:db8::1", "2001:db8::2"), HasSubstr("no prefix length"));
  EXPECT_THAT(errors("10.0.1.1/30", "10.0.1.2/30"), HasSubstr("Not an IPv6 address"));
  EXPECT_THAT(errors("", "", Value::Bool(true)), HasSubstr("IPv6 without addresses"));
  EXPECT_THAT(errors("2001:db8::1/64", "2001:db8::2/64", Value::Bool(false)), HasSubstr("Leave one of the two out"));
  const Value theirs = Value::Object({{"owner_account", Text("2345678901234567")}, {"ipv6", Value::Bool(false)}});
  EXPECT_THAT(Errors(Kind::kVirtualInterface, With(Router(), "alibaba", theirs)), HasSubstr("can set alibaba.ipv6"));
}

TEST(Rules, AsnsDifferAndTheCloudsIsOneItHas) {
  const Kind kind = Kind::kVirtualInterface;
  EXPECT_THAT(Errors(kind, With(Router(), "customer_asn", Text("45104"))), HasSubstr("ASN is the cloud's"));
  EXPECT_EQ(Errors(kind, With(Router(), "customer_asn", Text("4294967294"))), "");
  const Value with_session = With(Router(), "customer_asn", Text("65000"));
  for (const char* good : {"45104", "64512", "65534", "4200000000", "4294967294"}) {
    EXPECT_EQ(Errors(kind, With(with_session, "cloud_asn", Text(good))), "") << good;
  }
  for (const char* bad : {"64511", "65025", "65535", "4199999999", "4294967295"}) {
    EXPECT_THAT(Errors(kind, With(with_session, "cloud_asn", Text(bad))), HasSubstr("not available")) << bad;
  }
  EXPECT_THAT(Errors(kind, With(with_session, "cloud_asn", Text("65000"))), HasSubstr("ASN is the cloud's"));
  EXPECT_EQ(Errors(kind, With(Router(), "customer_asn", Value::Unknown())), "");
}

TEST(Rules, AnotherAccountSetsItsOwnAddressesAndSessions) {
  const Kind kind = Kind::kVirtualInterface;
  const Value theirs = With(Router(), "alibaba", Value::Object({{"owner_account", Text("2345678901234567")}}));
  const Value bare = With(With(theirs, "cloud_address", Value::Null()), "customer_address", Value::Null());
  EXPECT_EQ(Errors(kind, bare), "");
  EXPECT_THAT(Errors(kind, theirs), HasSubstr("only that account can set cloud_address"));
  EXPECT_THAT(Errors(kind, With(bare, "customer_asn", Text("65000"))), HasSubstr("can set customer_asn"));
  EXPECT_EQ(Errors(kind, With(theirs, "adopt", Text("vbr-1"))), "");
}

TEST(Rules, WhatBelongsToASessionNeedsOne) {
  const Kind kind = Kind::kVirtualInterface;
  EXPECT_THAT(Errors(kind, With(Router(), "auth_key", Text("k"))), HasSubstr("customer_asn is not"));
  const Value watched = With(Router(), "bfd", Value::Object({{"enabled", Value::Bool(true)}}));
  EXPECT_THAT(Errors(kind, watched), HasSubstr("no session that could be watched"));
  const Value timed = With(Router(), "bfd", Value::Object({{"detect_multiplier", Value::Int(3)}}));
  EXPECT_EQ(Errors(kind, timed), "");
  const Value routed = With(With(Router(), "route_mode", Text("static")), "customer_asn", Text("65000"));
  EXPECT_THAT(Errors(kind, routed), HasSubstr("route_mode is static"));
}

TEST(Rules, APeersNumbersAreHeldLikeAnInterfaces) {
  const Value peer = Value::Object({{"cloud", Text("alibaba")},
                                    {"virtual_interface_id", Text("vbr-1")},
                                    {"address_family", Text("ipv6")},
                                    {"customer_asn", Text("65000")}});
  EXPECT_EQ(Errors(Kind::kBgpPeer, With(peer, "cloud_asn", Text("64512"))), "");
  EXPECT_THAT(Errors(Kind::kBgpPeer, With(peer, "cloud_asn", Text("65025"))), HasSubstr("not available"));
  EXPECT_THAT(Errors(Kind::kBgpPeer, With(peer, "cloud_asn", Text("65000"))), HasSubstr("ASN is the cloud's"));
  // Its usual number is refused by the vendor beside a number of one's own choice too.
  const Value usual = With(With(peer, "customer_asn", Text("45104")), "cloud_asn", Text("64512"));
  EXPECT_THAT(Errors(Kind::kBgpPeer, usual), HasSubstr("ASN is the cloud's"));
  const auto own = [&](std::string_view name, Value value) {
    return With(peer, "alibaba", Value::Object({{std::string(name), std::move(value)}}));
  };
  EXPECT_EQ(Errors(Kind::kBgpPeer, own("route_limit", Value::Int(110))), "");
  for (const std::int64_t routes : {-1, 0, 111}) {
    EXPECT_THAT(Errors(Kind::kBgpPeer, own("route_limit", Value::Int(routes))), HasSubstr("Route limit out of range"));
  }
  for (const auto& object : {own("route_limit", Value::Int(50)), own("fake_asn", Value::Bool(true))}) {
    EXPECT_THAT(Errors(Kind::kBgpPeer, With(object, "bgp_group_id", Text("bgpg-1"))), HasSubstr("all its sessions"));
  }
}

TEST(Rules, StaticRoutesLeadWhereTheVendorHasNothing) {
  const auto errors = [](const char* mode, std::vector<std::string> prefixes) {
    return Errors(Kind::kVirtualInterface,
                  With(With(Router(), "route_mode", Text(mode)), "customer_prefixes", Value::StringSet(prefixes)));
  };
  EXPECT_EQ(errors("static", {"192.168.0.0/16", "0.0.0.0/0"}), "");
  EXPECT_THAT(errors("static", {"100.64.1.0/24"}), HasSubstr("routes none of that"));
  EXPECT_EQ(errors("bgp", {"100.64.1.0/24"}), "");
  std::vector<std::string> many;
  for (int i = 0; i < 111; ++i) many.push_back("10.0." + std::to_string(i) + ".0/24");
  EXPECT_EQ(errors("static", many), "");
  EXPECT_THAT(errors("bgp", many), HasSubstr("Too many prefixes"));
}

TEST(Rules, AMemberOfAGroupTakesTheGroupsKey) {
  const Value member = Value::Object({{"cloud", Text("alibaba")}, {"bgp_group_id", Text("bgpg-1")}});
  EXPECT_EQ(Errors(Kind::kBgpPeer, member), "");
  EXPECT_THAT(Errors(Kind::kBgpPeer, With(member, "auth_key_wo", Text("k"))), HasSubstr("group's key"));
  const Value alone = Value::Object(
      {{"cloud", Text("alibaba")}, {"virtual_interface_id", Text("vbr-1")}, {"customer_asn", Text("65000")}});
  EXPECT_THAT(Errors(Kind::kBgpPeer, alone), HasSubstr("Missing address_family"));
  const Value six = With(With(alone, "address_family", Text("ipv6")), "cloud_address", Text("2001:db8::1/64"));
  EXPECT_THAT(Errors(Kind::kBgpPeer, six), HasSubstr("Missing customer_address"));
  // The link may be the router's own.
  const Value far = With(With(alone, "address_family", Text("ipv6")), "customer_address", Text("fd00:7::1"));
  EXPECT_EQ(Errors(Kind::kBgpPeer, far), "");
}

TEST(Rules, APeersAddressMayStandAlone) {
  const Value peer = Value::Object(
      {{"cloud", Text("alibaba")}, {"virtual_interface_id", Text("vbr-1")}, {"customer_asn", Text("65000")}});
  const auto errors = [&](const char* cloud, const char* customer) {
    Value object = With(With(peer, "cloud_address", Text(cloud)), "customer_address", Text(customer));
    object.Put("address_family", Text(std::string_view(cloud).find(':') != std::string_view::npos ? "ipv6" : "ipv4"));
    return Errors(Kind::kBgpPeer, object);
  };
  EXPECT_EQ(errors("10.0.0.1", "10.0.0.2"), "");
  EXPECT_EQ(errors("2001:db8::1", "2001:db8::2"), "");
  EXPECT_EQ(errors("2001:db8::1/64", "2001:db8::2"), "");
  EXPECT_THAT(errors("2001:db8::1", "2001:db8:0:1::2/64"), HasSubstr("same subnet"));
  EXPECT_THAT(errors("2001:db8::1", "2001:db8::1"), HasSubstr("different addresses"));
  EXPECT_THAT(errors("10.0.0.1", "100.64.0.2"), HasSubstr("100.64.0.0/10"));
  EXPECT_THAT(errors("2001:db8::1", "10.0.0.2"), HasSubstr("other family"));
  EXPECT_THAT(errors("10.0.0.1", "10.0.0"), HasSubstr("Malformed address"));
  // An interface's own has the length: nothing else says it.
  EXPECT_THAT(Errors(Kind::kVirtualInterface, With(Router(), "customer_address", Text("10.0.0.2"))),
              HasSubstr("no prefix length"));
}

TEST(Rules, PrefixesOfBothFamiliesButNoMulticast) {
  const Value entry = Value::Object({{"cloud", Text("alibaba")}, {"advertised_by", Text("vbr-1")}});
  EXPECT_EQ(Errors(Kind::kBgpCidr, With(entry, "cidr", Text("2001:db8::/48"))), "");
  EXPECT_EQ(Errors(Kind::kBgpCidr, With(entry, "cidr", Text("10.0.0.0/16"))), "");
  EXPECT_THAT(Errors(Kind::kBgpCidr, With(entry, "cidr", Text("ff02::/16"))), HasSubstr("multicast"));
}

TEST(Quotas, AnInterfacesOwnSessionCountsAmongItsSessions) {
  for (const Quota& quota : AlibabaTraits().quotas) {
    if (quota.id != "alibaba.bgp_peer.per_interface") continue;
    const Value router = With(Router(), "id", Text("vbr-1"));
    EXPECT_EQ(quota.group(Kind::kVirtualInterface, router), "");
    EXPECT_EQ(quota.group(Kind::kVirtualInterface, With(router, "customer_asn", Text("65000"))), "vbr-1");
    EXPECT_EQ(quota.group(Kind::kBgpPeer, Value::Object({{"virtual_interface_id", Text("vbr-1")}})), "vbr-1");
    EXPECT_EQ(quota.max, 8);
  }
}

}  // namespace
}  // namespace ic::alibaba
