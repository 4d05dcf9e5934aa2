// The last prefix of an association with a transit gateway: the plan says that AWS refuses to withdraw it, whether it
// is taken out or changed, and of which the others leave with it in the same run. Of a virtual private gateway all may
// go.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/testing/terraform_host.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kSaid[] = "Deletion would be refused as things are";

class LastPrefix : public testing::TestWithParam<bool> {
 protected:
  LastPrefix() {
    host_.engine_config = bench_.Config();
    const std::string hub = bench_.Seed("direct_connect_gateway", {{"directConnectGatewayName", "hub"}});
    nlohmann::json members = {{"directConnectGatewayId", hub}};
    if (transit()) {
      members["gatewayId"] = "tgw-0123456789abcdef0";
      members["gatewayType"] = "transitGateway";
    }
    association_ = bench_.Seed("association", members);
  }
  bool transit() const { return GetParam(); }
  reconcile::Configuration With(const std::vector<std::string>& cidrs) const {
    reconcile::Configuration all;
    int number = 0;
    for (const std::string& cidr : cidrs) {
      Value prefix = Value::Object({{"cloud", S("aws")}, {"advertised_by", S(association_)}, {"cidr", S(cidr)}});
      all.push_back({"p" + std::to_string(number++), {Kind::kBgpCidr, prefix}});
    }
    return all;
  }
  std::string Planned(const std::vector<std::string>& cidrs) {
    const reconcile::RunResult plan = host_.Plan(With(cidrs));
    EXPECT_TRUE(plan.ok()) << plan.ToString();
    return plan.ToString();
  }

  Bench bench_{"aws"};
  reconcile::TerraformHost host_{bench_.Environment()};
  std::string association_;
};

TEST_P(LastPrefix, IsSaidByThePlan) {
  const reconcile::RunResult made = host_.Apply(With({"10.0.0.0/16", "10.1.0.0/16"}));
  ASSERT_TRUE(made.ok()) << made.ToString();
  EXPECT_THAT(Planned({"10.0.0.0/16"}), Not(HasSubstr(kSaid)));
  const std::string both = Planned({});
  EXPECT_EQ(both.find(kSaid) != std::string::npos, transit()) << both;
  if (transit()) {
    EXPECT_THAT(both, HasSubstr("create_before_destroy"));
  }
  const reconcile::RunResult one = host_.Apply(With({"10.0.0.0/16"}));
  ASSERT_TRUE(one.ok()) << one.ToString();
  const std::string changed = Planned({"10.9.0.0/16"});
  EXPECT_EQ(changed.find(kSaid) != std::string::npos, transit()) << changed;
}

INSTANTIATE_TEST_SUITE_P(Aws, LastPrefix, testing::Bool(), [](const testing::TestParamInfo<bool>& info) {
  return std::string(info.param ? "transit_gateway" : "virtual_private_gateway");
});

}  // namespace
}  // namespace ic::behaviour
