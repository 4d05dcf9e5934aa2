#include "adapters/common/client/provider_settings.h"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic {
namespace {

using ::testing::HasSubstr;

TEST(ProviderSettings, RetriesAreAWholeNumber) {
  const auto read = [](Value value) { return RetriesOf(Value::Object({{"max_retries", std::move(value)}}), 99); };
  EXPECT_EQ(*read(Value::Null()), std::nullopt);
  EXPECT_EQ(*RetriesOf(Value::Null(), 99), std::nullopt);
  EXPECT_EQ(*read(Value::Int(0)), 0);
  EXPECT_EQ(*read(Value::Int(99)), 99);
  EXPECT_THAT(read(Value::Int(100)).status().message(), HasSubstr("`max_retries` is 100; it is a whole number"));
  EXPECT_FALSE(read(Value::Int(-1)).ok());
}

TEST(ProviderSettings, ARolesDurationIsBounded) {
  const auto read = [](const char* text) {
    return RoleSecondsOf(Value::Object({{"duration", Value::String(text)}}), std::chrono::hours(12), "12h at most");
  };
  EXPECT_EQ(*RoleSecondsOf(Value::Object({}), std::chrono::hours(12), ""), 0);
  EXPECT_EQ(*read("15m"), 900);
  EXPECT_EQ(*read("12h"), 43200);
  EXPECT_THAT(read("12h1s").status().message(), HasSubstr("is 12h1s; 12h at most"));
  EXPECT_FALSE(read("14m59s").ok());
  EXPECT_THAT(read("long").status().message(), HasSubstr("`assume_role.duration`"));
}

}  // namespace
}  // namespace ic
