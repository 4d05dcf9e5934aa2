#include "simulators/huawei/world/address.h"

#include <gtest/gtest.h>

namespace ic::sim::huawei {
namespace {

TEST(Address, ReadsPrefixesOfBothFamilies) {
  EXPECT_TRUE(ParseCidr("0.0.0.0/0"));
  EXPECT_TRUE(ParseCidr("FD00::1/64"));
  for (const char* text :
       {"", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0/8", "10.0.0.0/-1", "fd00::/129", "x/8"}) {
    EXPECT_FALSE(ParseCidr(text)) << text;
  }
}

TEST(Address, OverlapIsOfNetworks) {
  const auto overlap = [](const char* a, const char* b) { return Overlap(*ParseCidr(a), *ParseCidr(b)); };
  EXPECT_TRUE(overlap("10.0.0.0/8", "10.255.0.0/16"));
  EXPECT_TRUE(overlap("10.255.0.1/16", "10.0.0.0/8"));
  EXPECT_FALSE(overlap("10.0.0.0/9", "10.128.0.0/9"));
  EXPECT_TRUE(overlap("0.0.0.0/0", "192.0.2.1/32"));
  EXPECT_FALSE(overlap("0.0.0.0/0", "::/0"));
}

TEST(Address, GatewayPairs) {
  const auto ok = [](const char* family, const char* local, const char* remote) {
    return CheckGatewayPair(family, local, remote).ok();
  };
  EXPECT_TRUE(ok("ipv4", "192.168.0.1/30", "192.168.0.2/30"));
  EXPECT_TRUE(ok("ipv4", "192.168.0.10/24", "192.168.0.200/24")) << "a 30-bit mask is only recommended";
  EXPECT_TRUE(ok("ipv4", "192.168.0.0/31", "192.168.0.1/31"));
  EXPECT_FALSE(ok("ipv4", "192.168.0.1/30", "192.168.0.1/30")) << "the same address";
  EXPECT_FALSE(ok("ipv4", "192.168.0.1/30", "192.168.0.6/30")) << "another subnet";
  EXPECT_FALSE(ok("ipv4", "192.168.0.1/30", "192.168.0.2/29")) << "another mask";
  EXPECT_FALSE(ok("ipv4", "192.168.0.0/30", "192.168.0.1/30")) << "the network's address";
  EXPECT_FALSE(ok("ipv4", "192.168.0.1/30", "192.168.0.3/30")) << "the broadcast address";
  EXPECT_FALSE(ok("ipv4", "192.168.0.1/32", "192.168.0.2/32"));
  EXPECT_FALSE(ok("ipv4", "fd00::1/64", "fd00::2/64"));
  EXPECT_FALSE(ok("ipv4", "192.168.0.1/30", ""));
  EXPECT_TRUE(ok("ipv6", "1050:326b::/64", "1060:326b::/64")) << "the user guide's own example";
  EXPECT_FALSE(ok("ipv6", "fd00::1/64", "FD00::1/64")) << "the same address in capitals";
}

TEST(Address, SubnetLists) {
  const auto code = [](const std::vector<std::string>& texts, bool remote, const char* family = "ipv4") {
    const auto read = ReadSubnets("remote_ep_group", family, texts, remote);
    return read.ok() ? "" : read.status().remote()->code;
  };
  EXPECT_EQ(code({"10.0.0.0/8", "192.168.0.0/16"}, true), "");
  EXPECT_EQ(code({"100.64.0.0/10"}, true), "") << "allowed, with consequences";
  EXPECT_EQ(code({"0.0.0.0/0"}, true), "");
  EXPECT_EQ(code({"10.0.0.0/8", "10.1.0.0/8"}, true), "DC.1401") << "the same subnet, written otherwise";
  EXPECT_EQ(code({"2001:db8::/64"}, true), "DC.0004");
  EXPECT_EQ(code({"2001:db8::/64"}, true, "ipv6"), "");
  for (const char* never : {"127.0.0.0/8", "169.254.7.0/24", "224.0.0.0/4"}) {
    EXPECT_EQ(code({never}, true), "DC.0004") << never;
    EXPECT_EQ(code({never}, false), "") << never;
  }
}

}  // namespace
}  // namespace ic::sim::huawei
