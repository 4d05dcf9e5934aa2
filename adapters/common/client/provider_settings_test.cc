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

struct Role {
  std::string role_arn;
  std::string session_name;
  std::string external_id;
  int duration_seconds = 0;
};

TEST(ArnRole, IsReadWholeOrRefused) {
  const auto read = [](const Value& value) { return ArnRoleOf<Role>(value, std::chrono::hours(12), "15m to 12h"); };
  EXPECT_FALSE(read(Value::Null())->has_value());
  EXPECT_THAT(read(Value::Object({{"session_name", Value::String("s")}})).status().message(),
              HasSubstr("no `role_arn`"));
  const auto role = read(Value::Object(
      {{"role_arn", Value::String("arn:r")}, {"external_id", Value::String("e")}, {"duration", Value::String("1h")}}));
  ASSERT_TRUE(role.ok() && role->has_value());
  EXPECT_EQ((*role)->role_arn, "arn:r");
  EXPECT_EQ((*role)->session_name, "");
  EXPECT_EQ((*role)->external_id, "e");
  EXPECT_EQ((*role)->duration_seconds, 3600);
}

}  // namespace
}  // namespace ic
