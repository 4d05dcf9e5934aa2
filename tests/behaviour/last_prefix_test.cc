// The last prefix of an association with a transit gateway: the plan says that AWS refuses to withdraw it, and of which
// the others leave with it in the same run. Changed, it goes with the call that brings the new one. Of a virtual
// private gateway all may go.
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

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
  std::vector<std::string> Names(const std::vector<std::string>& cidrs) const {
    std::vector<std::string> names;
    for (const std::string& cidr : cidrs) names.push_back(association_ + "/" + cidr);
    return names;
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
    EXPECT_THAT(both, HasSubstr("change its cidr"));
  }
  const reconcile::RunResult one = host_.Apply(With({"10.0.0.0/16"}));
  ASSERT_TRUE(one.ok()) << one.ToString();
  EXPECT_THAT(Planned({"10.9.0.0/16"}), Not(HasSubstr(kSaid)));
}

// With a transit gateway no moment may be without a prefix, and an update takes minutes: one call takes the old ones
// away and puts the new ones in their places.
TEST_P(LastPrefix, ChangesInOneCall) {
  for (const std::vector<std::string>& from :
       {std::vector<std::string>{"10.0.0.0/16"}, {"10.0.0.0/16", "10.1.0.0/16"}}) {
    SCOPED_TRACE(from.size());
    std::vector<std::string> to;
    for (std::size_t i = 0; i < from.size(); ++i) to.push_back("10.9" + std::to_string(i) + ".0.0/16");
    const reconcile::RunResult made = host_.Apply(With(from));
    ASSERT_TRUE(made.ok()) << made.ToString();
    std::size_t updates = 0;
    bench_.clouds().after_change = [&updates](const HttpRequest& request) {
      if (request.body.find("AllowedPrefixesToDirectConnectGateway") != std::string::npos) ++updates;
    };
    const reconcile::RunResult changed = host_.Apply(With(to));
    bench_.clouds().after_change = [](const HttpRequest&) {};
    ASSERT_TRUE(changed.ok()) << changed.ToString();
    EXPECT_THAT(bench_.Ids(Kind::kBgpCidr), testing::UnorderedElementsAreArray(Names(to)));
    if (transit()) {
      EXPECT_EQ(updates, to.size()) << "each by itself, because the host does one thing after the other";
    }
    const reconcile::RunResult again = host_.Plan(With(to));
    EXPECT_TRUE(again.ok() && again.actions.empty()) << again.ToString();
    const reconcile::RunResult back = host_.Apply(With(from));
    ASSERT_TRUE(back.ok()) << back.ToString();
  }
}

// The prefix that would come is another object's already: nothing takes it over by the way.
TEST_P(LastPrefix, BringsNoPrefixThatIsThere) {
  const auto prefix = [this](std::string_view cidr) {
    return Value::Object({{"cloud", S("aws")}, {"advertised_by", S(association_)}, {"cidr", S(cidr)}});
  };
  for (const char* cidr : {"10.0.0.0/16", "10.9.0.0/16"}) bench_.Make(Kind::kBgpCidr, prefix(cidr));
  const ChangeResult deleted = bench_.adapter().Delete({.kind = Kind::kBgpCidr,
                                                        .region = "us-east-1",
                                                        .id = Names({"10.0.0.0/16"}).front(),
                                                        .prior = prefix("10.0.0.0/16"),
                                                        .timeout = std::chrono::hours(1),
                                                        .successor = prefix("10.9.0.0/16")},
                                                       {});
  EXPECT_TRUE(deleted.status.ok()) << deleted.status.ToString();
  const CreateRequest request = bench_.Request(Kind::kBgpCidr, prefix("10.9.0.0/16"));
  const auto there = bench_.adapter().FindCandidates(request, {});
  ASSERT_TRUE(there.ok()) << there.status().ToString();
  EXPECT_EQ(there->size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Aws, LastPrefix, testing::Bool(), [](const testing::TestParamInfo<bool>& info) {
  return std::string(info.param ? "transit_gateway" : "virtual_private_gateway");
});

}  // namespace
}  // namespace ic::behaviour
