// Settings that every vendor's object of the provider block has: what they may be.
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/all/all.h"
#include "base/random.h"
#include "base/testing/fake_clock.h"

namespace ic {
namespace {

using ::testing::HasSubstr;

class SettingsTest : public testing::TestWithParam<std::string> {
 protected:
  // What is wrong with these settings; empty: an adapter is made of them.
  std::string Flaw(Value settings) {
    settings.Put("region", Value::String("cn-north-4"));
    FakeClock clock;
    const auto random = SeededRandom(1);
    AdapterOptions options;
    options.config = std::move(settings);
    options.clock = &clock;
    options.random = random.get();
    const auto made = AllAdapters().Make(GetParam(), options);
    if (!made.ok()) return made.status().ToString();
    EXPECT_EQ((*made)->traits().cloud, GetParam());
    EXPECT_EQ(*(*made)->DefaultRegion(), "cn-north-4");
    return "";
  }
  // A role of the vendor's sort, with `duration`.
  Value Role(Value duration) const {
    Value role = GetParam() == "huawei"
                     ? Value::Object({{"agency_name", Value::String("ops")}, {"domain_name", Value::String("corp")}})
                     : Value::Object({{"role_arn", Value::String("arn:r")}});
    role.Put("duration", std::move(duration));
    return Value::Object({{"assume_role", std::move(role)}});
  }
};

TEST_P(SettingsTest, RetriesAreAFewOrNone) {
  const auto flaw = [this](Value retries) { return Flaw(Value::Object({{"max_retries", std::move(retries)}})); };
  EXPECT_EQ(flaw(Value::Null()), "");
  EXPECT_EQ(flaw(Value::Int(0)), "");
  EXPECT_EQ(flaw(Value::Int(99)), "");
  for (const char* number : {"-1", "1.5", "1000", "99999999999999999999"}) {
    EXPECT_THAT(flaw(Value::Of(*Number::Parse(number))),
                testing::AllOf(HasSubstr("`max_retries` is "), HasSubstr("a whole number from 0 to ")));
  }
}

TEST_P(SettingsTest, ARoleIsTakenForAWhile) {
  const auto flaw = [this](std::string_view duration) { return Flaw(Role(Value::String(duration))); };
  EXPECT_EQ(Flaw(Role(Value::Null())), "");
  EXPECT_EQ(flaw("15m"), "");
  EXPECT_EQ(flaw("12h"), "");
  EXPECT_THAT(flaw("14m"), HasSubstr("`assume_role.duration` is 14m; "));
  EXPECT_THAT(flaw("25h"), HasSubstr("`assume_role.duration` is 25h; "));
  EXPECT_THAT(flaw("soon"), HasSubstr("`assume_role.duration`"));
}

TEST_P(SettingsTest, ARoleHasAName) {
  EXPECT_THAT(
      Flaw(Value::Object({{"assume_role", Value::Object({})}})),
      testing::AllOf(HasSubstr("`assume_role`"), HasSubstr(GetParam() == "huawei" ? "`agency_name`" : "`role_arn`")));
}

TEST_P(SettingsTest, HalfAKeyPairIsRefused) {
  const std::string flaw = Flaw(Value::Object({{"access_key", Value::String("AK")}}));
  EXPECT_THAT(flaw, testing::AllOf(HasSubstr("access_key"), HasSubstr("secret_key")));
  EXPECT_EQ(Flaw(Value::Object({{"access_key", Value::String("AK")}, {"secret_key", Value::String("s")}})), "");
}

std::vector<std::string> EveryCloud() {
  std::vector<std::string> clouds;
  for (const VendorTraits* traits : AllAdapters().traits()) clouds.emplace_back(traits->cloud);
  return clouds;
}

INSTANTIATE_TEST_SUITE_P(Adapters, SettingsTest, testing::ValuesIn(EveryCloud()),
                         [](const testing::TestParamInfo<std::string>& info) { return info.param; });

TEST(AllAdapters, KnowTheirCloudsOnly) {
  EXPECT_EQ(AllAdapters().Make("nimbus", {}).status().code(), StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace ic
