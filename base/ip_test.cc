#include "base/ip.h"

#include <string>

#include <gtest/gtest.h>

namespace ic {
namespace {

struct Row {
  const char* text;
  const char* canonical;
  const char* prefix;
  const char* last;
};

// Expectations computed by Python's module ipaddress.
constexpr Row kRows[] = {
    {"2001:DB8:0:0:0:0:0:1/125", "2001:db8::1/125", "2001:db8::/125", "2001:db8::7"},
    {"2001:db8:0:1:1:1:1:1/64", "2001:db8:0:1:1:1:1:1/64", "2001:db8:0:1::/64", "2001:db8:0:1:ffff:ffff:ffff:ffff"},
    {"2001:0:0:1:0:0:0:1/10", "2001:0:0:1::1/10", "2000::/10", "203f:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    {"::/0", "::/0", "::/0", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    {"fe80::1/64", "fe80::1/64", "fe80::/64", "fe80::ffff:ffff:ffff:ffff"},
    {"2001:db8:1100:2f0:0:1:9cb4:4216/125", "2001:db8:1100:2f0:0:1:9cb4:4216/125",
     "2001:db8:1100:2f0:0:1:9cb4:4210/125", "2001:db8:1100:2f0:0:1:9cb4:4217"},
    {"169.254.255.2/30", "169.254.255.2/30", "169.254.255.0/30", "169.254.255.3"},
    {"10.0.0.0/31", "10.0.0.0/31", "10.0.0.0/31", "10.0.0.1"},
    {"10.0.0.255/24", "10.0.0.255/24", "10.0.0.0/24", "10.0.0.255"},
    {"10.0.0.0/24", "10.0.0.0/24", "10.0.0.0/24", "10.0.0.255"},
    {"255.255.255.255/32", "255.255.255.255/32", "255.255.255.255/32", "255.255.255.255"},
    {"0.0.0.0/0", "0.0.0.0/0", "0.0.0.0/0", "255.255.255.255"},
    {"242.167.77.228/15", "242.167.77.228/15", "242.166.0.0/15", "242.167.255.255"},
    {"101.19.39.14/7", "101.19.39.14/7", "100.0.0.0/7", "101.255.255.255"},
    {"12.92.127.208/32", "12.92.127.208/32", "12.92.127.208/32", "12.92.127.208"},
    {"210.63.8.36/1", "210.63.8.36/1", "128.0.0.0/1", "255.255.255.255"},
    {"24.24.232.17/30", "24.24.232.17/30", "24.24.232.16/30", "24.24.232.19"},
    {"149.49.152.93/15", "149.49.152.93/15", "149.48.0.0/15", "149.49.255.255"},
    {"232.226.93.148/0", "232.226.93.148/0", "0.0.0.0/0", "255.255.255.255"},
    {"54.246.117.204/30", "54.246.117.204/30", "54.246.117.204/30", "54.246.117.207"},
    {"6b0d:549b:0000:0000:1600:0000:0000:0000/128", "6b0d:549b:0:0:1600::/128", "6b0d:549b:0:0:1600::/128",
     "6b0d:549b:0:0:1600::"},
    {"f9eb:dacc:0cb1:e29c:0000:0000:95e6:0000/3", "f9eb:dacc:cb1:e29c::95e6:0/3", "e000::/3",
     "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    {"0000:0000:a38f:0000:0000:0000:94e3:0000/128", "0:0:a38f::94e3:0/128", "0:0:a38f::94e3:0/128", "0:0:a38f::94e3:0"},
    {"0000:0000:0000:0000:0000:e430:0000:0000/128", "::e430:0:0/128", "::e430:0:0/128", "::e430:0:0"},
    {"830e:07bc:1e39:0000:0000:0000:faec:0000/64", "830e:7bc:1e39::faec:0/64", "830e:7bc:1e39::/64",
     "830e:7bc:1e39:0:ffff:ffff:ffff:ffff"},
    {"9828:0000:59a5:0000:0000:0000:5712:0000/63", "9828:0:59a5::5712:0/63", "9828:0:59a5::/63",
     "9828:0:59a5:1:ffff:ffff:ffff:ffff"},
    {"0000:0000:0000:0000:93f4:0000:0000:3c81/0", "::93f4:0:0:3c81/0", "::/0",
     "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    {"0000:0000:0000:0000:0000:eac1:0000:76fb/65", "::eac1:0:76fb/65", "::/65", "::7fff:ffff:ffff:ffff"},
};

Cidr C(std::string_view text) {
  const StatusOr<Cidr> cidr = Cidr::Parse(text);
  EXPECT_TRUE(cidr.ok()) << text;
  return cidr.ok() ? *cidr : Cidr();
}

TEST(Cidr, AgreesWithPython) {
  for (const Row& row : kRows) {
    const Cidr cidr = C(row.text);
    EXPECT_EQ(cidr.ToString(), row.canonical);
    EXPECT_EQ(cidr.Prefix().ToString(), row.prefix);
    EXPECT_EQ(cidr.address().Last(cidr.length()).ToString(), row.last);
    EXPECT_TRUE(cidr.Prefix().Contains(cidr));
    EXPECT_FALSE(cidr.Prefix().has_host_bits());
    EXPECT_EQ(C(cidr.ToString()), cidr);
  }
}

TEST(Cidr, MappedAddressesAreWrittenMixed) {
  EXPECT_EQ(C("::ffff:c000:201/128").ToString(), "::ffff:192.0.2.1/128");  // RFC 5952, section 5
}

TEST(Cidr, RefusesWhatIsNone) {
  for (const std::string text :
       {"", "/", "10.0.0.1/", "10.0.0.1/33", "10.0.0.1/-1", "10.0.0.1/+1", "10.0.0.1/030", "10.0.0.1/ 30", "10.0.0/24",
        "010.0.0.1/24", "10.0.0.1/24/24", "2001:db8::1/129", "2001:db8:::1/64", "fe80::1%eth0/64", "a/24",
        "10.0.0.1 /24", "10.0.0.256/24", "10.0.0.1/1e1", "10.0.0.1/99999999999999999999"}) {
    const StatusOr<Cidr> cidr = Cidr::Parse(text);
    EXPECT_FALSE(cidr.ok()) << text;
    EXPECT_NE(cidr.status().message().find("\"" + text + "\""), std::string::npos) << text;
  }
  EXPECT_FALSE(Cidr::Parse(std::string_view("10.0.0.1\0x/24", 13)).ok());
}

TEST(Cidr, SaysHowToAddTheLength) {
  EXPECT_EQ(Cidr::Parse("10.0.0.1").status().message(),
            "\"10.0.0.1\" has no prefix length: write it as \"10.0.0.1/30\", with the length of its subnet.");
  EXPECT_EQ(Cidr::Parse("2001:db8::1").status().message(),
            "\"2001:db8::1\" has no prefix length: write it as \"2001:db8::1/125\", with the length of its subnet.");
}

TEST(Cidr, NetworkAndBroadcastAddresses) {
  EXPECT_TRUE(C("169.254.255.0/30").is_network_address());
  EXPECT_FALSE(C("169.254.255.1/30").is_network_address());
  EXPECT_TRUE(C("169.254.255.3/30").is_broadcast_address());
  EXPECT_FALSE(C("169.254.255.2/30").is_broadcast_address());
  // RFC 3021: a /31 has two hosts and nothing else; a /32 has one.
  for (const char* text : {"10.0.0.0/31", "10.0.0.1/31", "10.0.0.0/32"}) {
    EXPECT_FALSE(C(text).is_network_address()) << text;
    EXPECT_FALSE(C(text).is_broadcast_address()) << text;
  }
  EXPECT_TRUE(C("2001:db8::/125").is_network_address());
  EXPECT_FALSE(C("2001:db8::7/125").is_broadcast_address());
}

TEST(Cidr, AnAddressAloneIsThePrefixOfThatAddress) {
  EXPECT_EQ(Cidr::ParseHost("10.0.0.2")->ToString(), "10.0.0.2/32");
  EXPECT_EQ(Cidr::ParseHost("2001:DB8::0:2")->ToString(), "2001:db8::2/128");
  EXPECT_EQ(*Cidr::ParseHost("10.0.0.2/30"), C("10.0.0.2/30"));
  EXPECT_EQ(Cidr::Of(C("10.0.0.2/32").address(), 30), C("10.0.0.2/30"));
  for (const char* text : {"", "10.0.0", "10.0.0.2/", "10.0.0.2/33", "fe80::1%eth0"}) {
    EXPECT_FALSE(Cidr::ParseHost(text).ok()) << text;
  }
}

TEST(Cidr, ContainsAndOverlaps) {
  EXPECT_TRUE(C("10.0.0.0/8").Contains(C("10.255.0.0/16")));
  EXPECT_FALSE(C("10.255.0.0/16").Contains(C("10.0.0.0/8")));
  EXPECT_TRUE(C("10.255.0.0/16").Overlaps(C("10.0.0.0/8")));
  EXPECT_FALSE(C("10.0.0.0/16").Overlaps(C("10.1.0.0/16")));
  EXPECT_FALSE(C("0.0.0.0/0").Overlaps(C("::/0")));
  EXPECT_TRUE(C("::/0").Contains(C("2001:db8::/32")));
}

TEST(Cidr, PrivateAndNeverGlobal) {
  for (const char* text :
       {"10.1.2.3/32", "172.16.0.1/30", "172.31.255.255/32", "192.168.0.1/24", "fd00::1/64", "0.0.0.0/0"}) {
    EXPECT_TRUE(IsPrivateUse(C(text))) << text;
    EXPECT_TRUE(IsNeverGlobal(C(text))) << text;
  }
  for (const char* text : {"169.254.1.1/30", "100.64.0.1/30", "127.0.0.1/8", "224.0.0.1/32", "255.255.255.255/32",
                           "fe80::1/64", "::1/128", "ff02::1/128", "0.1.2.3/32", "::ffff:8.8.8.8/128"}) {
    EXPECT_FALSE(IsPrivateUse(C(text))) << text;
    EXPECT_TRUE(IsNeverGlobal(C(text))) << text;
  }
  for (const char* text : {"9.255.255.255/32", "11.0.0.0/32", "172.15.255.255/32", "172.32.0.0/32", "203.0.113.1/30",
                           "8.8.8.8/32", "2001:db8::1/64", "2600::/12"}) {
    EXPECT_FALSE(IsNeverGlobal(C(text))) << text;
  }
}

}  // namespace
}  // namespace ic
