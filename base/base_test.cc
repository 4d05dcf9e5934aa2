#include <algorithm>
#include <cctype>
#include <stop_token>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/clock.h"
#include "base/diagnostics.h"
#include "base/log.h"
#include "base/random.h"
#include "base/status.h"
#include "base/testing/fake_clock.h"
#include "base/text.h"

namespace ic {
namespace {

TEST(StatusTest, RemoteErrorSurvivesAnnotation) {
  const Status status = UnavailableError("no answer")
                            .WithRemote({.operation = "CreateConnection",
                                         .code = "InternalFailure",
                                         .request_id = "r-1",
                                         .http_status = 500,
                                         .ambiguous = true});
  const Status annotated = status.Annotate("ordering dc1");
  EXPECT_EQ(annotated.message(), "ordering dc1: no answer");
  ASSERT_TRUE(annotated.remote() != nullptr);
  EXPECT_EQ(annotated.remote()->code, "InternalFailure");
  EXPECT_TRUE(annotated.ambiguous());
  EXPECT_FALSE(UnavailableError("x").ambiguous());
}

TEST(StatusTest, StatusOrHoldsOneOfTwo) {
  const auto half = [](int value) -> StatusOr<int> {
    if (value % 2 != 0) return InvalidArgumentError("odd");
    return value / 2;
  };
  const auto quarter = [&half](int value) -> StatusOr<int> {
    IC_ASSIGN_OR_RETURN(const int once, half(value));
    return half(once);
  };
  EXPECT_EQ(*quarter(8), 2);
  EXPECT_EQ(quarter(6).status().ToString(), "INVALID_ARGUMENT: odd");
}

TEST(DiagnosticsTest, KeepsOrderAndDropsDuplicates) {
  Diagnostics diagnostics;
  diagnostics.AddError("vlan", "VLAN out of range", "4095");
  diagnostics.AddWarning({}, "Something", "else");
  diagnostics.AddError("vlan", "VLAN out of range", "4095");
  EXPECT_EQ(diagnostics.items().size(), 2U);
  EXPECT_TRUE(diagnostics.has_errors());
}

TEST(DiagnosticsTest, ManyAreKeptInOrderAndOnceEach) {
  constexpr int kMany = 20'000;
  Diagnostics diagnostics;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < kMany; ++i) diagnostics.AddError("a", "Wrong", std::to_string(i));
  }
  ASSERT_EQ(diagnostics.items().size(), static_cast<std::size_t>(kMany));
  EXPECT_EQ(diagnostics.items()[777].detail, "777");
  // Of one text, with other paths and severities.
  diagnostics.AddError("b", "Wrong", "7");
  diagnostics.AddWarning("a", "Wrong", "7");
  diagnostics.AddError("b", "Wrong", "7");
  EXPECT_EQ(diagnostics.items().size(), static_cast<std::size_t>(kMany) + 2);
  Diagnostics copy = diagnostics;
  copy.Append(diagnostics);
  EXPECT_EQ(copy.items(), diagnostics.items());
}

TEST(DiagnosticsTest, StatusShowsWhatTheServiceSaid) {
  Diagnostics diagnostics;
  diagnostics.AddStatus(
      {}, "Reading",
      InternalError("boom").WithRemote(
          {.operation = "DescribeLags", .code = "InternalFailure", .request_id = "r-9", .http_status = 500}));
  EXPECT_EQ(diagnostics.items()[0].detail,
            "boom (operation DescribeLags, code InternalFailure, HTTP status 500, request id r-9)");
}

TEST(AttributePathTest, PrintsLikeHcl) {
  EXPECT_EQ(AttributePath("aws").Attribute("lag_id").ToString(), "aws.lag_id");
  EXPECT_EQ(AttributePath("tags").Element("team").ToString(), "tags[\"team\"]");
  EXPECT_EQ(AttributePath("prefixes").Element(3).ToString(), "prefixes[3]");
}

TEST(TextTest, NearestNameFindsSlipsOnly) {
  const std::vector<std::string> names = {"bandwidth", "location", "name"};
  EXPECT_EQ(NearestName("bandwith", names), "bandwidth");
  EXPECT_EQ(NearestName("zzzzzz", names), std::nullopt);
}

TEST(TextTest, NearestNameTakesAnotherCaseForTheSameLetters) {
  const std::vector<std::string> names = {"aws", "refuse", "ipv4", "ipv6", "must_encrypt", "Name", "name"};
  for (const std::string& name : names) {
    std::string shouted = name;
    std::ranges::transform(shouted, shouted.begin(), [](unsigned char c) { return std::toupper(c); });
    EXPECT_EQ(ToLowerAscii(NearestName(shouted, names).value_or("none")), ToLowerAscii(name));
    EXPECT_EQ(NearestName(name, names), name);
  }
  EXPECT_EQ(NearestName("IPv6", names), "ipv6");
  EXPECT_EQ(NearestName("REFUZE", names), "refuse");
}

TEST(TextTest, Utf8IsCheckedAndMended) {
  EXPECT_TRUE(IsValidUtf8("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"));
  EXPECT_FALSE(IsValidUtf8("\xc0\x80"));          // overlong
  EXPECT_FALSE(IsValidUtf8("\xed\xa0\x80"));      // surrogate
  EXPECT_FALSE(IsValidUtf8("\xf4\x90\x80\x80"));  // beyond U+10FFFF
  EXPECT_EQ(ToValidUtf8("a\xff"
                        "b"),
            "a\xef\xbf\xbd"
            "b");
}

TEST(TextTest, PercentDecode) {
  EXPECT_EQ(PercentDecode("a%20b%3ac"), "a b:c");
  EXPECT_EQ(PercentDecode("%"), "%");
  EXPECT_EQ(PercentDecode("%zz%4"), "%zz%4");
  EXPECT_EQ(PercentDecode("%41"), "A");
}

TEST(TextTest, JoinWords) {
  const std::vector<std::string> words = {"a", "b", "c"};
  EXPECT_EQ(JoinWords(words, "or"), "a, b or c");
  EXPECT_EQ(JoinWords(std::span(words).first(1), "or"), "a");
}

TEST(TextTest, AsSentence) {
  EXPECT_EQ(AsSentence("it is gone"), "it is gone.");
  for (const char* ended : {"It is gone.", "Is it?", "Gone!", ""}) EXPECT_EQ(AsSentence(ended), ended);
}

TEST(RandomTest, SeedsReproduce) {
  EXPECT_EQ(SeededRandom(7)->Uuid(), SeededRandom(7)->Uuid());
  EXPECT_NE(SeededRandom(7)->Uuid(), SeededRandom(8)->Uuid());
  EXPECT_THAT(SystemRandom()->Uuid(),
              testing::ContainsRegex("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));
}

TEST(ClockTest, StopEndsASleep) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(RealClock().SleepFor(std::chrono::hours(1), stop.get_token()));
  FakeClock clock;
  const Time before = clock.Now();
  EXPECT_TRUE(clock.SleepFor(std::chrono::seconds(3), {}));
  EXPECT_EQ(clock.Now() - before, std::chrono::seconds(3));
}

TEST(LogTest, LevelsFilter) {
  std::vector<std::string> seen;
  const Logger logger(LogLevel::kInfo, [&seen](const LogRecord& record) { seen.emplace_back(record.message); });
  logger.Debug("no");
  logger.Warn("yes");
  EXPECT_THAT(seen, testing::ElementsAre("yes"));
  EXPECT_EQ(ParseLogLevel("WARN"), LogLevel::kWarn);
  EXPECT_EQ(ParseLogLevel("loud"), std::nullopt);
}

}  // namespace
}  // namespace ic
