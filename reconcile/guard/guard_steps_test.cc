// The guard over every pair of steps and every state of two legs, as Terraform asks: object by object.
#include <random>
#include <string>

#include "reconcile/testing/guarded_legs.h"

namespace ic::reconcile {
namespace {

class GuardStepsTest : public EngineFixture {
 protected:
  std::string Theirs(std::string_view leg) {
    Value theirs = Interface("theirs", IdOf("port_" + std::string(leg)), 190);
    theirs.Put("address_family", S("ipv4"));
    return world.Plant(Kind::kVirtualInterface, "sky", theirs);
  }
};

TEST_F(GuardStepsTest, NoPairOfStepsTakesTheLastOfAFamily) {
  const std::vector<GuardedStep> steps = GuardedSteps();
  const Configuration configuration = GuardedLegs();
  Make(configuration);
  std::map<std::string_view, std::string> theirs;
  for (const std::string_view leg : kLegs) theirs[leg] = Theirs(leg);
  std::mt19937 random(20261128);
  int refusals = 0;
  for (const GuardedStep& first : steps) {
    for (const GuardedStep& second : steps) {
      Configuration changed = configuration;
      first.make(changed, "a", theirs["a"]);
      second.make(changed, "b", theirs["b"]);
      int vlan = 200;  // VLANs of their own
      for (auto& [address, resource] : changed) {
        if (resource.config.Get("vlan") == Value::Int(0)) resource.config.Put("vlan", Value::Int(++vlan));
      }
      LegHealth health;
      std::string trace = first.name + " at a, " + second.name + " at b;";
      for (const std::string_view leg : kLegs) {
        for (const std::string_view family : kFamilies) {
          constexpr HealthState kStates[] = {HealthState::kUp, HealthState::kUp, HealthState::kDown,
                                             HealthState::kUnknown};
          const HealthState state = kStates[random() % 4];
          health[leg][family] = state;
          ObjectOf(std::string(leg)).sessions[std::string(family)] = state;
          trace += " " + std::string(leg) + " " + std::string(family) + " " + std::to_string(static_cast<int>(state));
        }
      }
      SCOPED_TRACE(trace);
      const RunResult plan = host.Plan(changed);
      const bool refused = plan.ToString().find(kGuardRefusal) != std::string::npos;
      EXPECT_EQ(refused, MustBeRefused({{"a", &first}, {"b", &second}}, health)) << plan.ToString();
      EXPECT_EQ(plan.diagnostics.has_errors(), refused) << plan.ToString();
      refusals += refused ? 1 : 0;
    }
  }
  EXPECT_GT(refusals, 40);
}

}  // namespace
}  // namespace ic::reconcile
