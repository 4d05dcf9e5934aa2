// The guard where the legs get their group in the very run that disturbs them, and where something new is made on a
// leg's connection.
#include <string>

#include "reconcile/testing/guarded_legs.h"

namespace ic::reconcile {
namespace {

class JoiningTest : public EngineFixture {
 protected:
  JoiningTest() {
    legs_ = GuardedLegs();
    for (auto& [address, resource] : legs_) resource.config.Put(field::kRedundancyGroup, Value::Null());
    Make(legs_);
  }
  // What happens in one run at both legs, the first one of them `before` the other.
  bool IsRefused(const GuardedStep& at_a, const GuardedStep& at_b, HealthState of_b) {
    Configuration changed = GuardedLegs();
    at_a.make(changed, "a", "");
    at_b.make(changed, "b", "");
    int vlan = 200;
    for (auto& [address, resource] : changed) {
      if (resource.config.Get("vlan") == Value::Int(0)) resource.config.Put("vlan", Value::Int(++vlan));
    }
    for (const std::string_view family : kFamilies) ObjectOf("b").sessions[std::string(family)] = of_b;
    const RunResult plan = host.Plan(changed);
    const bool refused = plan.ToString().find(kGuardRefusal) != std::string::npos;
    EXPECT_EQ(plan.diagnostics.has_errors(), refused) << plan.ToString();
    return refused;
  }

  Configuration legs_;
};

// A step that leaves the leg where it is.
bool KeepsItsLeg(const GuardedStep& step) {
  return step.name != "its end" && step.name.find("takeover") == std::string::npos;
}

TEST_F(JoiningTest, AGroupThatLegsGetInThisRunIsGuarded) {
  int refusals = 0;
  for (const GuardedStep& at_a : GuardedSteps()) {
    for (const GuardedStep& at_b : GuardedSteps()) {
      if (!KeepsItsLeg(at_a) || !KeepsItsLeg(at_b)) continue;
      SCOPED_TRACE(at_a.name + " at a, " + at_b.name + " at b");
      const bool both = std::ranges::any_of(
          kFamilies, [&](std::string_view family) { return Takes(at_a, family) && Takes(at_b, family); });
      const bool refused = IsRefused(at_a, at_b, HealthState::kUp);
      EXPECT_EQ(refused, both);
      refusals += refused ? 1 : 0;
    }
  }
  EXPECT_GT(refusals, 20);
}

// What is made with a value that takes the connection along disturbs who is there.
TEST_F(EngineFixture, WhatIsMadeBesideALegIsGuarded) {
  Configuration legs = GuardedLegs();
  Make(legs);
  const auto add = [](Configuration& configuration, const std::string& leg, bool shortcut) {
    Value beside = Interface("new_" + leg, "${port_" + leg + ".id}", 300);
    if (shortcut) beside.Put("sky", Shortcut());
    configuration.push_back({"new_" + leg, {Kind::kVirtualInterface, std::move(beside)}});
  };
  for (unsigned made = 0; made < 16; ++made) {
    Configuration changed = legs;
    if ((made & 1U) != 0) add(changed, "a", (made & 2U) != 0);
    if ((made & 4U) != 0) add(changed, "b", (made & 8U) != 0);
    const bool both = made == 15;
    SCOPED_TRACE(made);
    const RunResult plan = host.Plan(changed);
    EXPECT_EQ(plan.ToString().find(kGuardRefusal) != std::string::npos, both) << plan.ToString();
    EXPECT_EQ(plan.ToString().find("Interruption by a new virtual interface") != std::string::npos,
              (made & 3U) == 3 || (made & 12U) == 12)
        << plan.ToString();
  }
  // Where the other leg is down already.
  for (const std::string_view family : kFamilies) ObjectOf("b").sessions[std::string(family)] = HealthState::kDown;
  add(legs, "a", true);
  EXPECT_NE(host.Plan(legs).ToString().find(kGuardRefusal), std::string::npos);
}

TEST_F(EngineFixture, WhatIsNotUpItselfCarriesNothing) {
  Configuration legs = GuardedLegs();
  Make(legs);
  for (const HealthState state : {HealthState::kUp, HealthState::kUnknown, HealthState::kDown}) {
    ObjectOf("b").health = state;
    Configuration changed = legs;
    Set(changed, "a", "mtu", Value::Int(8500));
    const RunResult plan = host.Plan(changed);
    EXPECT_EQ(plan.ToString().find(kGuardRefusal) != std::string::npos, state != HealthState::kUp) << plan.ToString();
  }
}

}  // namespace
}  // namespace ic::reconcile
