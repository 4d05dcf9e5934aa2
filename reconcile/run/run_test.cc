#include <algorithm>

#include "reconcile/run/apply/apply_set.h"
#include "reconcile/run/plan/plan_set.h"
#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> Names(const RunPlan& plan) {
  std::vector<std::string> names;
  for (const Step& step : plan.steps) {
    names.push_back(std::string(ActionName(step.action)) + " " + step.address.ToString());
  }
  return names;
}

TEST_F(RunFixture, CreatesParentsFirstThenNothingIsLeft) {
  WantStack();
  EXPECT_THAT(Names(Plan()), ElementsAre("create connection.port", "create virtual_interface.vif",
                                         "create bgp_peer.six", "create bgp_cidr.net"));
  Make();
  EXPECT_EQ(world.objects.size(), 4U);
  EXPECT_EQ(store.objects.at({Kind::kBgpPeer, "six"}).depends_on,
            (std::vector<Address>{{Kind::kVirtualInterface, "vif"}}));
}

// What an apply plans again it does not compare with the cloud again: the create does that.
TEST_F(RunFixture, ACreateBeginsWithALookAtWhatIsThereNotWithAnotherPlan) {
  WantStack();
  parallelism = 1;
  const RunPlan plan = Plan();
  ASSERT_FALSE(plan.HasErrors()) << Words(plan);
  world.calls.clear();
  ASSERT_TRUE(store.Lock({}).ok());
  const Moment before = NextMoment();
  ASSERT_TRUE(ApplySet(Environment(), desired, plan, {}).ok());
  store.Unlock();
  bool begins = true;
  for (const FakeCall& call : world.calls) {
    if (begins) {
      EXPECT_EQ(call.operation, "FindCandidates") << KindName(call.kind);
      EXPECT_GT(call.freshness.since(), before);
    }
    begins = call.operation == "Create";
  }
}

TEST_F(RunFixture, ChangesInPlaceWithOldAndNewValue) {
  WantStack();
  Make();
  desired.objects.front().config.Put("name", reconcile::S("dc1-renamed"));
  const RunPlan plan = Plan();
  ASSERT_EQ(plan.steps.size(), 1U) << Words(plan);
  ASSERT_EQ(plan.steps.front().changes.size(), 1U) << Words(plan);
  EXPECT_EQ(plan.steps.front().changes.front().before, "\"dc1\"");
  EXPECT_EQ(plan.steps.front().changes.front().after, "\"dc1-renamed\"");
  Make();
}

TEST_F(RunFixture, WhatCanMoveInPlaceMovesBeforeItsParentGoes) {
  WantStack();
  Make();
  desired.objects.front().config.Put("bandwidth", reconcile::S("10G"));
  options.allow = {{Kind::kConnection, "port"}};
  const RunPlan plan = Plan();
  EXPECT_THAT(Names(plan), ElementsAre("replace connection.port", "update virtual_interface.vif")) << Words(plan);
  EXPECT_TRUE(plan.steps.front().create_first);
  world.calls.clear();
  Make();
  std::vector<std::string> mutating;
  for (const FakeCall& call : world.calls) {
    if (call.mutating()) mutating.push_back(call.operation + " " + std::string(KindName(call.kind)));
  }
  EXPECT_THAT(mutating, ElementsAre("Create connection", "Update virtual_interface", "Delete connection"));
}

TEST_F(RunFixture, WhatWasReplacedIsRememberedUntilItIsGone) {
  WantStack();
  Make();
  const std::string old = IdOf(Kind::kConnection, "port");
  desired.objects.front().config.Put("bandwidth", reconcile::S("10G"));
  options.allow = {{Kind::kConnection, "port"}};
  world.fault = [](std::size_t, const FakeCall& call) {
    return call.operation == "Delete" ? Fault::kFailBefore : Fault::kNone;
  };
  EXPECT_FALSE(Apply().ok());
  EXPECT_NE(IdOf(Kind::kConnection, "port"), old);
  EXPECT_EQ(IdOf(Kind::kConnection, "port.replaced-1"), old);
  world.fault = nullptr;
  const RunPlan plan = Plan();
  EXPECT_THAT(Names(plan), ElementsAre("delete connection.port.replaced-1"));
  EXPECT_THAT(plan.steps.front().reasons.front(), HasSubstr("its replacement is there"));
  EXPECT_TRUE(plan.refusals.empty()) << Words(plan);
  Make();
  EXPECT_EQ(world.IdsOf(Kind::kConnection).size(), 1U);
  EXPECT_FALSE(world.objects.contains(old));
}

TEST_F(RunFixture, AReplacementThatFailsHalfWaySaysWhichHalfIsDone) {
  WantStack();
  Make();
  desired.objects.front().config.Put("bandwidth", reconcile::S("10G"));
  options.allow = {{Kind::kConnection, "port"}};
  world.fault = [](std::size_t, const FakeCall& call) {
    return call.operation == "Update" ? Fault::kFailBefore : Fault::kNone;
  };
  EXPECT_THAT(Words(Apply()), HasSubstr("The new object was created, but the old one was not deleted"));
  world.fault = nullptr;
  Make();
  EXPECT_EQ(world.IdsOf(Kind::kConnection).size(), 1U);
}

TEST_F(RunFixture, ALoweredGroupDoesNotKeepItsInterfaceFromGoingFirst) {
  WantStack();
  Want(Kind::kBgpGroup, "six", reconcile::Group("${virtual_interface.vif}", "64600"));
  Make();
  Value moved = reconcile::Interface("prod", "${connection.port}", 125);
  moved.Put("gateway_id", reconcile::S("gw-2"));  // with the same VLAN: there cannot be two at a time
  Want(Kind::kVirtualInterface, "vif", moved);
  options.allow = {{Kind::kVirtualInterface, "vif"}, {Kind::kBgpPeer, "six"}};
  Make();
}

TEST_F(RunFixture, DeletingASessionNeedsAnAcknowledgement) {
  WantStack();
  Make();
  Forget(Kind::kBgpPeer, "six");
  RunPlan plan = Plan();
  ASSERT_EQ(plan.refusals.size(), 1U) << Words(plan);
  EXPECT_EQ(plan.refusals.front().allow, "--allow bgp_peer.six");
  options.allow = {{Kind::kBgpPeer, "six"}};
  Make();
  EXPECT_EQ(world.IdsOf(Kind::kBgpPeer).size(), 0U);
  EXPECT_FALSE(store.objects.contains({Kind::kBgpPeer, "six"}));
}

TEST_F(RunFixture, AnAcknowledgementForNothingIsAWarning) {
  WantStack();
  options.allow = {{Kind::kBgpPeer, "six"}};
  EXPECT_THAT(Words(Plan()),
              HasSubstr("--allow bgp_peer.six names nothing that this plan deletes, replaces or interrupts"));
}

TEST_F(RunFixture, AnAllowedDisruptionOfNothingIsAWarning) {
  WantStack();
  Make();
  options.allow_disruption = {"no-such-group", IdOf(Kind::kConnection, "port")};
  const std::string words = Words(Plan());
  EXPECT_THAT(words, HasSubstr("--allow-disruption no-such-group names neither"));
  EXPECT_THAT(words, Not(HasSubstr(IdOf(Kind::kConnection, "port"))));
}

TEST_F(RunFixture, DestroysChildrenFirst) {
  WantStack();
  Make();
  options.destroy = true;
  for (const DesiredObject& object : desired.objects) options.allow.insert(object.address);
  const std::vector<std::string> names = Names(Plan());
  const auto at = [&names](const std::string& name) { return std::find(names.begin(), names.end(), name); };
  EXPECT_LT(at("delete bgp_peer.six"), at("delete virtual_interface.vif"));
  EXPECT_LT(at("delete virtual_interface.vif"), at("delete connection.port"));
  const ApplyOutcome outcome = Apply();
  EXPECT_TRUE(outcome.ok()) << Words(outcome);
  EXPECT_THAT(world.objects, IsEmpty());
  EXPECT_THAT(store.objects, IsEmpty());
}

TEST_F(RunFixture, ReplacesAParentWithItsChildren) {
  WantStack();
  Make();
  Want(Kind::kVirtualInterface, "vif", reconcile::Interface("prod", "${connection.port}", 200));
  options.allow = {{Kind::kVirtualInterface, "vif"}, {Kind::kBgpPeer, "six"}};
  const RunPlan plan = Plan();
  EXPECT_THAT(Names(plan), ElementsAre("replace virtual_interface.vif", "replace bgp_peer.six")) << Words(plan);
  EXPECT_THAT(plan.steps.front().reasons.front(), HasSubstr("vlan changes from 125 to 200"));
  world.calls.clear();
  Make();
  std::vector<std::string> mutating;
  for (const FakeCall& call : world.calls) {
    if (call.mutating()) mutating.push_back(call.operation + " " + std::string(KindName(call.kind)));
  }
  EXPECT_THAT(mutating, ElementsAre("Delete bgp_peer", "Delete virtual_interface", "Create virtual_interface",
                                    "Create bgp_peer"));
}

TEST_F(RunFixture, AFailureStopsOnlyWhatDependsOnIt) {
  WantStack();
  Want(Kind::kConnection, "other", reconcile::Port("dc2"));
  world.fault = [](std::size_t, const FakeCall& call) {
    return call.operation == "Create" && call.kind == Kind::kVirtualInterface ? Fault::kFailBefore : Fault::kNone;
  };
  const ApplyOutcome outcome = Apply();
  EXPECT_FALSE(outcome.ok());
  EXPECT_EQ(world.IdsOf(Kind::kConnection).size(), 2U);
  EXPECT_EQ(world.IdsOf(Kind::kBgpCidr).size(), 1U);
  const auto skipped = std::find_if(outcome.results.begin(), outcome.results.end(),
                                    [](const StepResult& one) { return one.state == StepState::kSkipped; });
  ASSERT_NE(skipped, outcome.results.end()) << Words(outcome);
  EXPECT_EQ(skipped->because, "virtual_interface.vif");
  world.fault = nullptr;
  Make();
}

TEST_F(RunFixture, WhatIsGoneIsMadeAgain) {
  WantStack();
  Make();
  world.objects.erase(IdOf(Kind::kBgpPeer, "six"));
  const RunPlan plan = Plan();
  EXPECT_THAT(Names(plan), ElementsAre("create bgp_peer.six"));
  EXPECT_THAT(plan.steps.front().reasons.front(), HasSubstr("gone"));
  Make();
}

TEST_F(RunFixture, ARenameIsFollowed) {
  WantStack();
  Make();
  const std::string id = IdOf(Kind::kBgpPeer, "six");
  Forget(Kind::kBgpPeer, "six");
  Want(Kind::kBgpPeer, "v6", reconcile::Peer("${virtual_interface.vif}", "ipv6"));
  desired.moved[{Kind::kBgpPeer, "six"}] = {Kind::kBgpPeer, "v6"};
  EXPECT_FALSE(Plan().HasChanges());
  Make();
  EXPECT_EQ(IdOf(Kind::kBgpPeer, "v6"), id);
  EXPECT_FALSE(store.objects.contains({Kind::kBgpPeer, "six"}));
}

TEST_F(RunFixture, ChecksumIsTheSameOnlyWhileTheWorldIs) {
  WantStack();
  const std::string before = Plan().checksum;
  EXPECT_EQ(Plan().checksum, before);
  Make();
  EXPECT_NE(Plan().checksum, before);
}

TEST_F(RunFixture, AKeyIsAppliedAndRotatedAndNeverStored) {
  WantStack();
  Value keyed = reconcile::Interface("prod", "${connection.port}", 125);
  keyed.Put("auth_key", reconcile::S("s3cret-key"));
  Want(Kind::kVirtualInterface, "vif", keyed);
  Make();
  EXPECT_EQ(ObjectOf(Kind::kVirtualInterface, "vif").key, "s3cret-key");
  for (const auto& [address, object] : store.objects) {
    EXPECT_THAT(object.attributes + object.facts, Not(HasSubstr("s3cret"))) << address.ToString();
  }
  ObjectOf(Kind::kVirtualInterface, "vif").key = "somebody-elses";
  const RunPlan plan = Plan();
  ASSERT_EQ(plan.steps.size(), 1U) << Words(plan);
  EXPECT_THAT(Words(plan), HasSubstr("auth_key: (sensitive) -> (sensitive)"));
}

TEST_F(RunFixture, AStoppedRunBeginsNothingMore) {
  WantStack();
  parallelism = 1;
  std::stop_source stop;
  const RunPlan plan = Plan();
  RunEnvironment environment = Environment();
  environment.stop = stop.get_token();
  world.during = [&stop](const FakeCall& call) {
    if (call.kind == Kind::kConnection) stop.request_stop();
  };
  ASSERT_TRUE(store.Lock({}).ok());
  const ApplyOutcome outcome = ApplySet(environment, desired, plan, {});
  store.Unlock();
  world.during = nullptr;
  EXPECT_FALSE(outcome.ok());
  EXPECT_EQ(world.objects.size(), 1U) << Words(outcome);
  EXPECT_EQ(outcome.results.back().state, StepState::kCancelled);
  Make();
}

TEST_F(RunFixture, AStoppedPlanIsNoPlan) {
  WantStack();
  std::stop_source stop;
  RunEnvironment environment = Environment();
  environment.stop = stop.get_token();
  stop.request_stop();
  const RunPlan plan = PlanSet(environment, desired, options);
  EXPECT_TRUE(plan.HasErrors());
  EXPECT_THAT(Words(plan), HasSubstr("Planning was stopped"));
}

// Whatever was under way: nothing is wrong with any of the objects. At every call in turn, of a plan with changes.
TEST_F(RunFixture, AStoppedPlanIsOneError) {
  WantStack();
  Make();
  for (DesiredObject& object : desired.objects) {
    const bool grouped = object.address.kind == Kind::kConnection || object.address.kind == Kind::kVirtualInterface;
    if (grouped) object.config.Put("redundancy_group", reconcile::S("dc"));
  }
  bool done = false;
  for (std::size_t at = 0; !done && at < 100; ++at) {
    std::stop_source stop;
    RunEnvironment environment = Environment();
    environment.parallelism = 1;
    environment.stop = stop.get_token();
    const std::size_t before = world.calls.size();
    world.fault = [&stop, last = before + at](std::size_t number, const FakeCall&) {
      if (number == last) stop.request_stop();
      return Fault::kNone;
    };
    const RunPlan plan = PlanSet(environment, desired, options);
    world.fault = nullptr;
    done = world.calls.size() <= before + at;
    const auto errors = std::ranges::count_if(
        plan.diagnostics, [](const LocatedDiagnostic& one) { return one.diagnostic.severity == Severity::kError; });
    EXPECT_EQ(errors, done ? 0 : 1) << Words(plan);
    if (!done) {
      EXPECT_THAT(Words(plan), HasSubstr("Planning was stopped"));
    }
  }
  EXPECT_TRUE(done);
}

TEST_F(RunFixture, ADryRunTouchesNothing) {
  WantStack();
  const RunPlan plan = Plan();
  const ApplyOutcome outcome = ApplySet(Environment(), desired, plan, {.dry_run = true});
  EXPECT_TRUE(outcome.ok());
  EXPECT_THAT(world.objects, IsEmpty());
  EXPECT_THAT(store.objects, IsEmpty());
}

TEST_F(RunFixture, LegsInOnePlaceAreAWarning) {
  for (const char* name : {"a", "b"}) {
    Value port = reconcile::Port(name);
    port.Put("redundancy_group", reconcile::S("dc"));
    Want(Kind::kConnection, name, port);
  }
  EXPECT_THAT(Words(Plan()), HasSubstr("connection.a and connection.b of redundancy group \"dc\" are all in location"));
}

// Enough of them that several threads validate, read the state and look ahead.
TEST_F(RunFixture, ManyObjectsArePlannedByAllProcessorsAsFewAreByOne) {
  constexpr int kMany = 1500;
  for (int i = 0; i < kMany; ++i) {
    const std::string name = "c" + std::to_string(i);
    Want(Kind::kConnection, name, reconcile::Port(name));
  }
  Make();
  ObjectOf(Kind::kConnection, "c700").attributes.Put("name", reconcile::S("by hand"));
  RunPlan plan = Plan();
  EXPECT_FALSE(plan.HasErrors()) << Words(plan);
  EXPECT_THAT(Names(plan), testing::SizeIs(1));
  EXPECT_EQ(plan.counts.nothing, kMany - 1U);
  for (DesiredObject& object : desired.objects) {
    if (object.address.name == "c700" || object.address.name == "c3") object.config.Put("bandwidth", reconcile::S("x"));
  }
  plan = Plan();
  std::vector<std::string> wrong;
  for (const LocatedDiagnostic& one : plan.diagnostics) wrong.push_back(one.address ? one.address->name : "");
  std::sort(wrong.begin(), wrong.end());
  wrong.erase(std::unique(wrong.begin(), wrong.end()), wrong.end());
  EXPECT_EQ(wrong, (std::vector<std::string>{"c3", "c700"})) << Words(plan);
}

TEST_F(RunFixture, WhatBreaksARuleAsItIsDoesNotStopAChangeOfSomethingElse) {
  WantStack();
  Make();
  ObjectOf(Kind::kVirtualInterface, "vif").attributes.Put("vlan", Value::Int(5000));  // beyond the rule's 4094
  for (const char* name : {"prod", "renamed"}) {
    Want(Kind::kVirtualInterface, "vif", reconcile::Interface(name, "${connection.port}", 5000));
    Make();
    EXPECT_EQ(ObjectOf(Kind::kVirtualInterface, "vif").attributes.Get("name"), reconcile::S(name));
  }
}

TEST_F(RunFixture, PlanDoesNotDependOnTheOrderOfTheFile) {
  WantStack();
  const std::vector<std::string> names = Names(Plan());
  DesiredSet other = desired;
  for (DesiredObject& object : other.objects) object.where.line = 100 - object.where.line;
  desired = other;
  EXPECT_EQ(Names(Plan()), names);
}

}  // namespace
}  // namespace ic
