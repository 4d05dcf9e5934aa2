#include "simulators/aws/world/address.h"

#include <gtest/gtest.h>

namespace ic::sim::aws {
namespace {

TEST(Address, ParsesCidrs) {
  const auto cidr = ParseIpv4Cidr("169.254.255.1/30");
  ASSERT_TRUE(cidr);
  EXPECT_EQ(cidr->network(), 0xa9feff00U);
  EXPECT_EQ(FormatIpv4Cidr(*cidr), "169.254.255.1/30");
  for (const char* wrong :
       {"", "1.2.3.4", "1.2.3.4/", "1.2.3.4/33", "1.2.3.4/-1", "1.2.3/24", "1.2.3.4/3x", "::1/64"}) {
    EXPECT_FALSE(ParseIpv4Cidr(wrong)) << wrong;
  }
  EXPECT_EQ(ParseIpv4Cidr("1.2.3.4/0")->mask(), 0U);
}

TEST(Address, PairsMustBeUsable) {
  const auto message = [](const char* amazon, const char* customer, bool is_public) {
    return CheckIpv4Pair(amazon, customer, is_public).message();
  };
  EXPECT_EQ(message("10.0.0.1/30", "10.0.0.2/30", false), "");
  EXPECT_EQ(message("10.0.0.0/31", "10.0.0.1/31", false), "");
  EXPECT_EQ(message("10.0.0.1/30", "10.0.0.1/30", false), "Amazon Address and Customer Address must be different");
  EXPECT_EQ(message("10.0.0.1/30", "10.0.0.6/30", false),
            "Amazon Address and Customer Address must be in the same CIDR");
  EXPECT_EQ(message("10.0.0.4/30", "10.0.0.6/30", false), "Amazon Address is address 0 on its subnet.");
  EXPECT_EQ(message("10.0.0.5/30", "10.0.0.7/30", false), "Customer Address is the broadcast address on its subnet.");
  for (const char* priv : {"10.0.0.1/30", "172.16.0.1/30", "172.31.255.1/30", "192.168.0.1/30"}) {
    EXPECT_EQ(message(priv, "10.0.0.2/30", true), "Amazon Address is not allowed to contain a private IP") << priv;
  }
  EXPECT_EQ(message("172.32.0.1/30", "172.32.0.2/30", true), "");
}

TEST(Address, Prefixes) {
  EXPECT_TRUE(CheckRouteFilter("203.0.113.1/32").ok());
  EXPECT_TRUE(CheckRouteFilter("2001:db8::/64").ok());
  EXPECT_FALSE(CheckRouteFilter("2001:db8::/65").ok());
  EXPECT_FALSE(CheckRouteFilter("0.0.0.0/0").ok());
  EXPECT_TRUE(CheckAllowedPrefix("0.0.0.0/0").ok());
  EXPECT_FALSE(CheckAllowedPrefix("10.0.0.0").ok());
}

TEST(Address, AllocatedIpv6IsTheFirstAndTheSixthOfAnAlignedBlock) {
  // The sample of AWS's documentation, block by block: …:9cb4:4210/125.
  const std::uint32_t block = 0x9cb44210U >> 3;
  EXPECT_EQ(AmazonIpv6(block), "2001:db8:1100:2f0:0:1:9cb4:4211/125");
  EXPECT_EQ(CustomerIpv6(block), "2001:db8:1100:2f0:0:1:9cb4:4216/125");
}

TEST(Address, AllocatedIpv4IsASlash30OfLinkLocalSpace) {
  EXPECT_EQ(AmazonIpv4(0), "169.254.0.1/30");
  EXPECT_EQ(CustomerIpv4(16383), "169.254.255.254/30");
  for (std::uint32_t block = 0; block < 16384; block += 97) {
    EXPECT_TRUE(CheckIpv4Pair(AmazonIpv4(block), CustomerIpv4(block), false).ok());
  }
}

}  // namespace
}  // namespace ic::sim::aws
