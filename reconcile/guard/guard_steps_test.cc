// The guard over every pair of steps and every state of two legs, as Terraform asks: object by object.
#include <algorithm>
#include <string>
#include <vector>

#include "reconcile/testing/guarded_legs.h"

namespace ic::reconcile {
namespace {

using GuardStepsTest = EngineFixture;

TEST_F(GuardStepsTest, NoPairOfStepsTakesTheLastOfAFamily) {
  Make(GuardedLegs());
  std::map<std::string_view, std::string> theirs;
  for (const std::string_view leg : kLegs) {
    theirs[leg] = world.Plant(Kind::kVirtualInterface, "sky", Theirs(IdOf("port_" + std::string(leg))));
  }
  int refusals = 0;
  for (const GuardCase& one : GuardCases(theirs)) {
    SCOPED_TRACE(one.trace);
    for (const auto& [leg, health] : one.health) TellHealth(ObjectOf(std::string(leg)), health);
    const RunResult plan = host.Plan(one.changed);
    const bool refused = plan.ToString().find(kGuardRefusal) != std::string::npos;
    EXPECT_EQ(refused, one.refused) << plan.ToString();
    EXPECT_EQ(plan.diagnostics.has_errors(), refused) << plan.ToString();
    refusals += refused ? 1 : 0;
  }
  EXPECT_GT(refusals, 40);
}

// A leg that is to back it falls at any look before something is deleted: then nothing is, of all that goes with it.
// The last look, at which the session itself may go, is not repeated.
TEST_F(GuardStepsTest, ASessionStaysWithItsInterfaceWhereTheGuardKeepsThat) {
  Configuration configuration = GuardedLegs();
  std::erase_if(configuration,
                [](const auto& entry) { return entry.first.starts_with("net") || entry.first.starts_with("beside"); });
  Make(configuration);
  Configuration changed = configuration;
  Set(changed, "a", field::kVlan, Value::Int(177));
  const std::string other = IdOf("b");
  int refusals = 0;
  int late = 0;
  bool replaced = false;
  for (int at = 0; !replaced && at < 50; ++at) {
    SCOPED_TRACE(at);
    const std::vector<std::string> ids = {IdOf("a"), IdOf("six_a")};
    int looks = 0;
    bool deletes = false;
    world.fault = [&](std::size_t /*number*/, const FakeCall& call) {
      deletes = deletes || call.operation == "Delete";
      if (call.operation == "CheckHealth" && looks++ == at && !deletes) {
        world.objects.at(other).sessions["ipv4"] = HealthState::kDown;
      }
      return Fault::kNone;
    };
    const RunResult applied = host.Apply(changed);
    world.fault = nullptr;
    replaced = applied.ok();
    if (replaced) continue;
    ++refusals;
    EXPECT_NE(applied.ToString().find(kGuardRefusal), std::string::npos) << applied.ToString();
    world.objects.at(other).sessions.clear();
    if (std::ranges::all_of(ids, [&](const std::string& id) { return world.objects.contains(id); })) continue;
    ++late;
    Make(configuration);
  }
  EXPECT_TRUE(replaced);
  EXPECT_GT(refusals, late + 1);
  EXPECT_LE(late, 3);  // of the session: its own health, and that of those beside it
}

// Whoever acknowledges what happens to one leg has not acknowledged the other, and the first one is no backup for it.
TEST_F(GuardStepsTest, OneLegAcknowledgedIsNoBackupForTheOther) {
  Make(GuardedLegs());
  std::map<std::string_view, std::string> theirs;
  for (const std::string_view leg : kLegs) {
    theirs[leg] = world.Plant(Kind::kVirtualInterface, "sky", Theirs(IdOf("port_" + std::string(leg))));
  }
  const std::vector<GuardedStep> steps = GuardedSteps();
  const auto both_take = [&](const GuardedStep& first, const GuardedStep& second) {
    return std::ranges::any_of(kFamilies,
                               [&](std::string_view family) { return Takes(first, family) && Takes(second, family); });
  };
  for (const GuardedStep& first : steps) {
    for (const GuardedStep& second : steps) {
      Configuration changed = GuardedLegs();
      first.make(changed, "a", theirs["a"]);
      second.make(changed, "b", theirs["b"]);
      GiveVlans(changed);
      for (const std::string_view leg : kLegs) {
        SCOPED_TRACE(first.name + " at a, " + second.name + " at b, acknowledged for " + std::string(leg));
        host.engine_config.allow_disruption = {IdOf(std::string(leg))};
        const bool refused = host.Plan(changed).ToString().find(kGuardRefusal) != std::string::npos;
        EXPECT_EQ(refused, both_take(first, second));
      }
      host.engine_config.allow_disruption = {IdOf("a"), IdOf("b")};
      EXPECT_EQ(host.Plan(changed).ToString().find(kGuardRefusal), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace ic::reconcile
