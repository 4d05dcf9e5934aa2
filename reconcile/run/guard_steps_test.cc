// The guard over pairs of steps and states of two legs, as the command line asks: a whole set at once.
#include <map>
#include <stop_token>
#include <string>

#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/guarded_legs.h"

namespace ic {
namespace {

using reconcile::Configuration;

class GuardedSetTest : public RunFixture {
 protected:
  // References are by kind here: "${a.id}" is "${virtual_interface.a}".
  void WantAll(const Configuration& configuration) {
    std::map<std::string, Kind> kinds;
    for (const auto& [name, resource] : configuration) kinds[name] = resource.kind;
    desired.objects.clear();
    for (const auto& [name, resource] : configuration) {
      Value config = resource.config;
      for (const auto& [field, value] : resource.config.fields()) {
        if (value.kind() != Value::Kind::kString || !value.AsString().starts_with("${")) continue;
        const std::string target = value.AsString().substr(2, value.AsString().size() - 6);
        config.Put(field, reconcile::S("${" + std::string(KindName(kinds.at(target))) + "." + target + "}"));
      }
      Want(resource.kind, name, std::move(config));
    }
  }
};

TEST_F(GuardedSetTest, NoPairOfStepsTakesTheLastOfAFamily) {
  WantAll(reconcile::GuardedLegs());
  Make();
  std::map<std::string_view, std::string> theirs;
  for (const std::string_view leg : reconcile::kLegs) {
    const std::string port = IdOf(Kind::kConnection, "port_" + std::string(leg));
    theirs[leg] = world.Plant(Kind::kVirtualInterface, "sky", reconcile::Theirs(port));
  }
  int refusals = 0;
  for (const reconcile::GuardCase& one : reconcile::GuardCases(theirs)) {
    SCOPED_TRACE(one.trace);
    WantAll(one.changed);
    for (const auto& [leg, health] : one.health) {
      reconcile::TellHealth(ObjectOf(Kind::kVirtualInterface, std::string(leg)), health);
    }
    const RunPlan plan = Plan();
    const bool refused = Words(plan).find("down in redundancy group \"dc\"") != std::string::npos;
    EXPECT_EQ(refused, one.refused) << Words(plan);
    EXPECT_FALSE(plan.HasErrors()) << Words(plan);
    // What is refused stays, and takes nothing along.
    EXPECT_THAT(Words(plan), testing::Not(testing::HasSubstr("out of the configuration too")));
    refusals += refused ? 1 : 0;
  }
  EXPECT_GT(refusals, 40);
}

// One cause, one refusal, with the objects counted.
TEST_F(GuardedSetTest, HealthThatNobodyTellsIsOneRefusal) {
  WantAll(reconcile::GuardedLegs());
  Make();
  Configuration changed = reconcile::GuardedLegs();
  for (const std::string leg : {"a", "b"}) reconcile::Set(changed, leg, "mtu", Value::Int(8500));
  WantAll(changed);
  world.fault = [](std::size_t /*number*/, const FakeCall& call) {
    return call.operation == "CheckHealth" ? Fault::kFailBefore : Fault::kNone;
  };
  const RunPlan plan = Plan();
  world.fault = nullptr;
  ASSERT_EQ(plan.refusals.size(), 1U) << Words(plan);
  EXPECT_THAT(plan.refusals.front().why, testing::HasSubstr("could not be asked how they are"));
  EXPECT_THAT(plan.refusals.front().why, testing::HasSubstr("The same befell 1 other object: virtual_interface.b."));
}

// Of the same owner or none, it is in no state of this one: it backs nothing here.
TEST_F(GuardedSetTest, WhatIsInNoStateBacksNothing) {
  for (const std::string owner : {"", "net"}) {
    SCOPED_TRACE(owner);
    desired.owner = owner;
    WantAll(reconcile::GuardedLegs());
    options.allow_disruption = {"dc"};
    Make();
    options.allow_disruption.clear();
    Value theirs = reconcile::Theirs(IdOf(Kind::kConnection, "port_b"));
    theirs.Put("redundancy_group", reconcile::S("dc"));
    world.objects.at(world.Plant(Kind::kVirtualInterface, "sky", theirs)).owner = owner;
    ObjectOf(Kind::kVirtualInterface, "b").health = HealthState::kDown;
    Configuration changed = reconcile::GuardedLegs();
    reconcile::Set(changed, "a", "mtu", Value::Int(8500));
    WantAll(changed);
    const RunPlan plan = Plan();
    EXPECT_THAT(Words(plan), testing::HasSubstr("down in redundancy group \"dc\""));
    EXPECT_THAT(Words(plan), testing::HasSubstr("Not counted: virtual interface \"theirs\""));
    EXPECT_FALSE(plan.HasErrors()) << Words(plan);
    ObjectOf(Kind::kVirtualInterface, "b").health = HealthState::kUp;
  }
}

// At every call in turn. Nothing refuses what is done when it runs again: so no rail is named.
TEST_F(GuardedSetTest, WhoeverStopsARunIsNotToldToLiftTheGuard) {
  parallelism = 1;
  WantAll(reconcile::GuardedLegs());
  Make();
  Configuration changed = reconcile::GuardedLegs();
  reconcile::Set(changed, "a", "mtu", Value::Int(8500));
  WantAll(changed);
  std::size_t stopped = 0;
  for (const bool applies : {false, true}) {
    bool done = false;
    for (std::size_t at = 0; !done && at < 200; ++at) {
      const RunPlan plan = Plan();
      if (applies && !plan.HasChanges()) done = true;  // it was sent, and stopped after that
      if (done) break;
      std::stop_source stop;
      const std::size_t before = world.calls.size();
      world.fault = [&stop, last = before + at](std::size_t number, const FakeCall&) {
        if (number == last) stop.request_stop();
        return Fault::kNone;
      };
      RunEnvironment environment = Environment();
      environment.stop = stop.get_token();
      std::string words;
      if (applies) {
        ASSERT_TRUE(store.Lock({}).ok());
        const ApplyOutcome outcome = ApplySet(environment, desired, plan, {});
        store.Unlock();
        EXPECT_FALSE(outcome.refused) << "call " << at << "\n" << Words(outcome);
        words = Words(outcome);
        done = outcome.ok();
      } else {
        const RunPlan again = PlanSet(environment, desired, options);
        EXPECT_TRUE(again.refusals.empty()) << "call " << at << "\n" << Words(again);
        words = Words(again);
        done = !stop.stop_requested();
      }
      world.fault = nullptr;
      stopped += stop.stop_requested() ? 1 : 0;
      EXPECT_THAT(words, testing::Not(testing::HasSubstr("lifts the guard"))) << "call " << at;
    }
    EXPECT_TRUE(done);
  }
  EXPECT_GT(stopped, 4U);
}

}  // namespace
}  // namespace ic
