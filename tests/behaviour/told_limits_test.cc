// What a cloud tells of an account's own limits, of each vendor: by the names that its tables have, with numbers that
// its simulator has of its own; and nothing where it must not be asked, or nobody knows where.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

class ToldLimitsTest : public testing::TestWithParam<std::string> {
 protected:
  // Of an adapter with these settings beside the usual ones.
  ToldLimits Told(const Value& settings) {
    const StatusOr<ToldLimits> told = bench_.Set(settings)->Limits("", {});
    EXPECT_TRUE(told.ok()) << told.status().ToString();
    return told.ok() ? *told : ToldLimits();
  }
  // Where the services beside the vendor's own are.
  Value Reachable() const {
    const Value endpoint = bench_.Config().clouds.at(bench_.cloud()).Get("endpoint");
    return Value::Object({{"quotas_endpoint", endpoint}});
  }

  Bench bench_{GetParam()};
};

TEST_P(ToldLimitsTest, HaveTheNamesOfTheTables) {
  const ToldLimits told = Told(Reachable());
  EXPECT_FALSE(told.source.empty());
  int rows = 0;
  for (const Quota& quota : bench_.traits().quotas) {
    if (quota.told_as == nullptr) continue;
    ++rows;
    const std::string name(quota.told_as("group"));
    ASSERT_TRUE(told.most.contains(name)) << quota.id << ": " << name;
    EXPECT_EQ(told.most.at(name), quota.max) << quota.id;
  }
  EXPECT_GT(rows, 0);
}

TEST_P(ToldLimitsTest, AreNotAskedForWhereTheSettingsSaySo) {
  Value settings = Reachable();
  settings.Put("live_limits", Value::Bool(false));
  EXPECT_EQ(Told(settings).source, "");
  settings.Put("live_limits", Value::Bool(true));
  EXPECT_NE(Told(settings).source, "");
}

std::vector<std::string> Vendors() {
  std::vector<std::string> names;
  for (const auto& [name, specimens] : SpecimensByVendor()) names.push_back(name);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Clouds, ToldLimitsTest, testing::ValuesIn(Vendors()));

}  // namespace
}  // namespace ic::behaviour
