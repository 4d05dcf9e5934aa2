// What a create must pass, asked without creating: what is planned for an object that is still there has to be judged
// as if it were gone.
#include "reconcile/adopt/create_checks.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;

class CreateChecksTest : public ::testing::Test {
 protected:
  CreateChecksTest() {
    EngineEnvironment environment;
    environment.factory = &factory_;
    run.emplace(environment);
    run->clouds.Configure({});
  }

  static Value Wanted(std::string_view name, int vlan) {
    Value object = Interface(name, "con-1", vlan);
    object.Put(field::kRegion, S("east"));
    return object;
  }

  CreateCheck Check(const Intent& intent, When when) {
    Diagnostics wrong;
    const Call call = MakeCall(*run, Kind::kVirtualInterface, intent.wanted, "", wrong);
    EXPECT_TRUE(wrong.empty()) << wrong.ToString();
    CreateCheck check = CheckCreate(call, intent, when, Freshness::kLive);
    EXPECT_EQ(world.MutatingCalls(), 0U);
    return check;
  }

  FakeWorld world;
  std::optional<reconcile::Run> run;

 private:
  FakeFactory factory_{world};
};

TEST_F(CreateChecksTest, WhatMakesRoomIsNotInTheWay) {
  const std::string old = world.Plant(Kind::kVirtualInterface, "sky", Wanted("old", 125));
  Intent intent{.wanted = Wanted("new", 125), .counted = Wanted("new", 125)};
  for (const When when : {When::kPlan, When::kApply}) {
    intent.replaces = "";
    const CreateCheck refused = Check(intent, when);
    EXPECT_TRUE(refused.diagnostics.has_errors());
    EXPECT_THAT(refused.diagnostics.ToString(), HasSubstr("VLAN is taken"));
    intent.replaces = old;
    const CreateCheck passed = Check(intent, when);
    EXPECT_TRUE(passed.diagnostics.empty()) << passed.diagnostics.ToString();
  }
}

TEST_F(CreateChecksTest, WhatIsTakenOverIsFound) {
  const std::string old = world.Plant(Kind::kVirtualInterface, "sky", Wanted("old", 125));
  Value wanted = Wanted("old", 125);
  wanted.Put(field::kAdopt, S(old));
  const CreateCheck check = Check({.wanted = wanted, .counted = wanted}, When::kApply);
  EXPECT_TRUE(check.diagnostics.empty()) << check.diagnostics.ToString();
  ASSERT_TRUE(check.found.has_value());
  EXPECT_EQ(check.found->id, old);
  EXPECT_EQ(world.Count("List"), 0U);  // it is there: nothing is counted

  wanted.Put(field::kAdopt, S("vif-none"));
  const CreateCheck none = Check({.wanted = wanted, .counted = wanted}, When::kApply);
  EXPECT_TRUE(none.diagnostics.has_errors());
  EXPECT_FALSE(none.found.has_value());
}

TEST_F(CreateChecksTest, ACloudThatCannotBeAskedGivesNoPlanAndIsNoReasonToRefuseACreate) {
  world.fault = [](std::size_t, const FakeCall&) { return Fault::kFailBefore; };
  const Intent intent{.wanted = Wanted("new", 125), .counted = Wanted("new", 125)};
  const CreateCheck planned = Check(intent, When::kPlan);
  EXPECT_TRUE(planned.diagnostics.has_errors());
  EXPECT_THAT(planned.diagnostics.ToString(), HasSubstr("Cloud cannot be asked"));
  EXPECT_TRUE(Check(intent, When::kApply).diagnostics.empty());
  run->stop_.request_stop();
  EXPECT_TRUE(Check(intent, When::kApply).diagnostics.has_errors());
}

}  // namespace
}  // namespace ic::reconcile
