// ASNs, bandwidths and durations: how they are written.
#include <gtest/gtest.h>

#include "adapters/contract/asn.h"
#include "adapters/contract/bandwidth.h"
#include "adapters/contract/duration.h"

namespace ic {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

TEST(Asn, BothNotations) {
  // The examples of RFC 5396 and the borders.
  const std::pair<const char*, std::uint32_t> rows[] = {{"0", 0},
                                                        {"65526", 65526},
                                                        {"0.65526", 65526},
                                                        {"1.0", 65536},
                                                        {"1.10", 65546},
                                                        {"65546", 65546},
                                                        {"4294967295", 4294967295},
                                                        {"65535.65535", 4294967295},
                                                        {"4200000000", 4200000000},
                                                        {"64086.59904", 4200000000},
                                                        {"2147483648", 2147483648}};
  for (const auto& [text, asn] : rows) {
    const StatusOr<std::uint32_t> parsed = ParseAsn(text);
    ASSERT_TRUE(parsed.ok()) << text;
    EXPECT_EQ(*parsed, asn) << text;
    EXPECT_EQ(*ParseAsn(FormatAsn(asn)), asn);
    EXPECT_EQ(*ParseAsn(FormatAsdot(asn)), asn);
  }
  EXPECT_EQ(FormatAsdot(65535), "65535");
  EXPECT_EQ(FormatAsdot(4200000000), "64086.59904");
}

TEST(Asn, RefusesWhatIsNone) {
  for (const char* text : {"", " 1", "1 ", "+1", "-1", "AS65000", "1.", ".1", "1.2.3", "1,5", "065000", "1.05", "1e5",
                           "4294967296", "18446744073709551616", "99999999999999999999999", "1.65536", "65536.1"}) {
    EXPECT_FALSE(ParseAsn(text).ok()) << text;
  }
  EXPECT_EQ(ParseAsn("1.65536").status().message(),
            "\"1.65536\" is not an ASN: in asdot notation each part is a number from 0 to 65535, as in "
            "\"64086.59904\".");
  EXPECT_EQ(ParseAsn("4294967296").status().message(),
            "\"4294967296\" is not an ASN: ASNs have 4 bytes at most, the largest is 4294967295.");
}

TEST(Asn, WarnsWhereZerosMayHaveBeenLost) {
  const std::optional<std::string> warning = AsdotAmbiguity("1.1");
  ASSERT_TRUE(warning.has_value());
  EXPECT_NE(warning->find("means 65537"), std::string::npos) << *warning;
  EXPECT_NE(warning->find("\"65546\" if 1.10 is meant"), std::string::npos) << *warning;
  EXPECT_TRUE(AsdotAmbiguity("1.6553").has_value());
  for (const char* text : {"1.10", "1.0", "65000", "1.6554", "64086.59904", "nonsense", "1.65536"}) {
    EXPECT_FALSE(AsdotAmbiguity(text).has_value()) << text;
  }
}

TEST(Bandwidth, SpellingsOfOneValue) {
  for (const char* text :
       {"1Gbps", "1G", "1g", "1gbps", "1000Mbps", "1000M", "1 Gbps", "0.001Tbps", "1000000K", "1.0G"}) {
    ASSERT_TRUE(ParseBandwidth(text).ok()) << text;
    EXPECT_EQ(*ParseBandwidth(text), 1'000'000'000) << text;
  }
  EXPECT_EQ(FormatBandwidth(1'000'000'000), "1Gbps");
  EXPECT_EQ(FormatBandwidth(*ParseBandwidth("1.6Tbps")), "1600Gbps");
  EXPECT_EQ(FormatBandwidth(*ParseBandwidth("2.5G")), "2500Mbps");
  EXPECT_EQ(FormatBandwidth(*ParseBandwidth("64k")), "64Kbps");
  EXPECT_EQ(FormatBandwidth(1'500), "1500bps");
  for (const char* text : {"1Gbps", "1.2Gbps", "500Mbps", "999.5Mbps", "1.6Tbps", "1Tbps", "64Kbps", "1.005Gbps"}) {
    EXPECT_EQ(FormatBandwidthInLargestUnit(*ParseBandwidth(text)), text);
  }
  EXPECT_EQ(FormatBandwidthInLargestUnit(*ParseBandwidth("1200Mbps")), "1.2Gbps");
  EXPECT_EQ(FormatBandwidthInLargestUnit(*ParseBandwidth("0.5Gbps")), "500Mbps");
}

TEST(Bandwidth, RefusesWhatIsNone) {
  for (const char* text :
       {"",      "G",   "1",   "1000", "-1G",    "+1G",  "0G",     "0.0G", "1.2345G",      "1.G",     ".5G",
        "1..5G", "1GG", "1Gb", "1MB",  "1 000M", "1e3M", "1 Gbit", "/1G",  "99999999999G", "1000001T"}) {
    EXPECT_FALSE(ParseBandwidth(text).ok()) << text;
  }
  EXPECT_EQ(ParseBandwidth("1000").status().message(),
            "\"1000\" is not a bandwidth: it has no unit. Write \"1000Mbps\" or \"1000Gbps\".");
}

TEST(DurationText, ReadsAndWrites) {
  EXPECT_EQ(*ParseDuration("30m"), minutes(30));
  EXPECT_EQ(*ParseDuration("1h30m"), minutes(90));
  EXPECT_EQ(*ParseDuration("90m"), minutes(90));
  EXPECT_EQ(*ParseDuration("1500ms"), milliseconds(1500));
  EXPECT_EQ(*ParseDuration("8760h"), hours(8760));
  EXPECT_EQ(FormatDuration(minutes(90)), "1h30m");
  EXPECT_EQ(FormatDuration(milliseconds(1500)), "1s500ms");
  EXPECT_EQ(FormatDuration(Duration(0)), "0s");
  for (const char* text :
       {"", "30", "m", "0m", "-1m", "1m1h", "1m1m", "1d", "1 m", "1.5h", "8761h", "99999999999999h", "1h "}) {
    EXPECT_FALSE(ParseDuration(text).ok()) << text;
  }
}

// 0 in any unit is none where that is allowed, and is told apart from what is no duration at all.
TEST(DurationText, ZeroIsNoneWhereThatIsAllowed) {
  for (const char* unit : {"h", "m", "s", "ms"}) {
    const std::string none = std::string("0") + unit;
    const auto read = ParseDurationOrNone(none);
    ASSERT_TRUE(read.ok()) << none;
    EXPECT_EQ(*read, Duration::zero()) << none;
    EXPECT_FALSE(ParseDuration(none).ok()) << none;
    EXPECT_EQ(*ParseDurationOrNone(std::string("7") + unit), *ParseDuration(std::string("7") + unit));
  }
  for (const char* text : {"", "0", "30", "-1m", "1m1h", "8761h"}) {
    const auto read = ParseDurationOrNone(text);
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_NE(read.status().message().find("0s up to 8760h"), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace ic
