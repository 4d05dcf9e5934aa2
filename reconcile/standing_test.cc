// What stands on an object that goes, as Terraform asks: it reads and plans one object after the other, so what is not
// known yet may be known later. It is said, and refuses nothing.
#include <string>
#include <string_view>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kSays = "may stand on what goes";

class StandingTest : public EngineFixture, public ::testing::WithParamInterface<std::string_view> {
 protected:
  Configuration End(Configuration configuration) {
    if (GetParam() == "removed") return {};
    if (GetParam() == "replaced") Set(configuration, "port", "bandwidth", S("10G"));
    if (GetParam() == "asked") host.force_replace = {"port", "vif"};
    if (GetParam() == "tainted") {
      for (const char* const address : {"port", "vif"}) host.state.at(address).tainted = true;
    }
    return configuration;
  }
};

TEST_P(StandingTest, SomebodyElsesIsNamed) {
  host.engine_config.owner = "net-team";
  Make(SmallStack());
  const std::string stranger = world.Plant(Kind::kVirtualInterface, "sky", Interface("theirs", IdOf("port"), 7));
  const RunResult plan = host.Plan(End(SmallStack()));
  EXPECT_FALSE(plan.diagnostics.has_errors()) << plan.ToString();
  EXPECT_THAT(plan.ToString(), HasSubstr(stranger));
  EXPECT_THAT(plan.ToString(), HasSubstr(std::string(kSays)));
}

TEST_P(StandingTest, OurOwnIsNot) {
  host.engine_config.owner = "net-team";
  Make(SmallStack());
  const RunResult plan = host.Plan(End(SmallStack()));
  EXPECT_THAT(plan.ToString(), Not(HasSubstr(std::string(kSays))));
}

INSTANTIATE_TEST_SUITE_P(Ways, StandingTest, ::testing::Values("removed", "replaced", "asked", "tainted"),
                         [](const auto& info) { return std::string(info.param); });

// Terraform deletes the old connection before the interface moves off it, unless it is told otherwise.
TEST_F(EngineFixture, WhatMovesOffWhatIsReplacedIsToldHow) {
  Configuration configuration = SmallStack();
  Make(configuration);
  Set(configuration, "port", "bandwidth", S("10G"));
  EXPECT_THAT(host.Plan(configuration).ToString(), HasSubstr("create_before_destroy = true"));
  Set(configuration, "port", "bandwidth", S("1G"));
  Set(configuration, "port", "name", S("renamed"));
  EXPECT_THAT(host.Plan(configuration).ToString(), Not(HasSubstr("create_before_destroy")));
}

}  // namespace
}  // namespace ic::reconcile
