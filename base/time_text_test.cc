#include "base/time_text.h"

#include <gtest/gtest.h>

namespace ic {
namespace {

TEST(IsoTimes, ReadsWhatItWrites) {
  const Time time = Time(std::chrono::seconds(1767225600)) + std::chrono::milliseconds(999);
  EXPECT_EQ(IsoTime(time), "2026-01-01T00:00:00Z");
  EXPECT_EQ(ParseIsoTime("2026-01-01T00:00:00Z"), Time(std::chrono::seconds(1767225600)));
  EXPECT_EQ(IsoTime(*ParseIsoTime("2028-02-29T23:59:59Z")), "2028-02-29T23:59:59Z");
  for (const char* wrong : {"", "2026-01-01", "2026-02-30T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z",
                            "2026-01-01 00:00:00Z", "2026-01-01T00:00:00+", "2026-01-01T-1:00:00Z"}) {
    EXPECT_EQ(ParseIsoTime(wrong), std::nullopt) << wrong;
  }
}

TEST(Timestamps, FormsThatToolsWrite) {
  const Time expected{std::chrono::seconds(1767225600)};
  for (const char* text : {"2026-01-01T00:00:00Z", "2026-01-01T00:00:00.999Z", "2026-01-01T00:00:00UTC",
                           "2026-01-01T01:30:00+01:30", "2025-12-31T19:00:00-0500", "2026-01-01 00:00:00+00:00"}) {
    EXPECT_EQ(ParseTimestamp(text), expected) << text;
  }
  for (const char* text : {"", "2026-01-01", "2026-01-01T00:00:00", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z",
                           "2026-01-01T24:00:00Z", "2026-01-01T00:00:00Zx", "soon"}) {
    EXPECT_EQ(ParseTimestamp(text), std::nullopt) << text;
  }
  EXPECT_TRUE(ParseTimestamp("9999-12-31T23:59:59Z").has_value());
}

TEST(Dates, AreDaysThereAre) {
  for (const char* text : {"2026-01-31", "2028-02-29", "1968-02-29"}) EXPECT_TRUE(IsDate(text)) << text;
  for (const char* text : {"", "2026-02-29", "2026-1-31", "2026-01-31Z", "26-01-31", "2026/01/31", "-026-01-31"}) {
    EXPECT_FALSE(IsDate(text)) << text;
  }
}

}  // namespace
}  // namespace ic
