// Both halves of an object in one set, where the half that offers it is made in the run, or made anew: the other one is
// given up and takes the new one over in the same run, and what would be refused then is refused by the plan.
#include <algorithm>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "reconcile/run/apply/operation_graph.h"
#include "reconcile/run/plan/steps.h"
#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using reconcile::S;
using ::testing::HasSubstr;

class OfferedAnew : public RunFixture {
 protected:
  OfferedAnew() {
    for (const std::string cloud : {"rock", "sky"}) {
      desired.accounts.push_back({cloud + "-partner", cloud, Value::Object({{"account", S("partner")}}), {}});
    }
    world.unanswered = [this] {
      const std::lock_guard lock(world.mutex);
      for (auto& [id, object] : world.objects) object.visible_to = "partner";
    };
  }

  // `changes` are of the half that takes it over.
  void WantHalves(Kind kind, const Value& changes = Value::Object({}), const std::string& cloud = "sky") {
    Value line = reconcile::Port("line");
    line.Put("cloud", S(cloud));
    Want(Kind::kConnection, "line", line);
    if (!store.objects.contains({Kind::kConnection, "line"})) Make();
    const bool interface = kind == Kind::kVirtualInterface;
    Value config =
        interface ? reconcile::Interface("shared", IdOf(Kind::kConnection, "line"), 300) : reconcile::Port("shared");
    config.Put("cloud", S(cloud));
    config.Put("on_destroy", S("delete"));
    Want(kind, "given", config);
    config.Put("on_destroy", Value::Null());
    for (const auto& [name, value] : changes.fields()) config.Put(name, value);
    DesiredObject& taken = Want(kind, "taken", config);
    taken.account = cloud + "-partner";
    taken.references.push_back({"adopt", {kind, "given"}, /*stands=*/false});
  }

  void WantPeerOnTaken(const std::string& cloud = "sky") {
    Value peer = reconcile::Peer("${virtual_interface.taken}", "ipv6");
    peer.Put("cloud", S(cloud));
    Want(Kind::kBgpPeer, "six", peer).account = cloud + "-partner";
  }

  void Set(Kind kind, const std::string& half, std::string_view name, const Value& value) {
    for (DesiredObject& object : desired.objects) {
      if (object.address == Address{kind, half}) object.config.Put(name, value);
    }
  }

  void AllowAll() {
    for (const DesiredObject& object : desired.objects) options.allow.insert(object.address);
  }

  void ExpectRefused(std::string_view words) {
    const std::size_t mutating = world.MutatingCalls();
    const RunPlan plan = Plan();
    EXPECT_TRUE(plan.HasErrors()) << Words(plan);
    EXPECT_THAT(Words(plan), HasSubstr(std::string(words)));
    EXPECT_EQ(world.MutatingCalls(), mutating);
  }
};

class OfferReplaced : public OfferedAnew, public ::testing::WithParamInterface<std::tuple<Kind, std::string>> {};

TEST_P(OfferReplaced, IsGivenUpAndTakenOverInOneRun) {
  const auto& [kind, on_destroy] = GetParam();
  WantHalves(kind, Value::Object({{"on_destroy", S(on_destroy)}}));
  if (kind == Kind::kVirtualInterface) WantPeerOnTaken();
  Make();
  const std::string before = IdOf(kind, "given");
  const std::size_t there = world.objects.size();
  options.replace = {{kind, "given"}};
  AllowAll();
  const RunPlan plan = Plan();
  for (const Step& step : plan.steps) EXPECT_EQ(step.action, Action::kReplace) << step.address.ToString();
  EXPECT_EQ(plan.steps.size(), kind == Kind::kVirtualInterface ? 3U : 2U) << Words(plan);
  EXPECT_THAT(Words(plan), ::testing::Not(HasSubstr("left in the cloud")));
  EXPECT_THAT(Words(plan), HasSubstr("What it interrupts: all traffic of the " + std::string(KindTitle(kind))));
  if (on_destroy == "keep") {
    EXPECT_THAT(Words(plan), HasSubstr("given up for another, and goes with the half of it that \"sky\" has"));
  }
  const ApplyOutcome outcome = Apply();
  EXPECT_TRUE(outcome.ok()) << Words(outcome);
  EXPECT_THAT(Words(outcome), ::testing::Not(HasSubstr("Object is kept in the cloud")));
  options = {};
  ExpectNothing();
  EXPECT_NE(IdOf(kind, "given"), before);
  EXPECT_EQ(IdOf(kind, "taken"), IdOf(kind, "given"));
  EXPECT_EQ(world.objects.size(), there);
}

INSTANTIATE_TEST_SUITE_P(Kinds, OfferReplaced,
                         ::testing::Combine(::testing::Values(Kind::kConnection, Kind::kVirtualInterface),
                                            ::testing::Values("keep", "delete")));

// Who waits for the acknowledgement of which is said of each.
TEST_F(OfferedAnew, EachHalfIsAcknowledged) {
  WantHalves(Kind::kVirtualInterface);
  Make();
  options.replace = {{Kind::kVirtualInterface, "given"}};
  const RunPlan plan = Plan();
  EXPECT_FALSE(plan.HasErrors()) << Words(plan);
  EXPECT_THAT(Words(plan), HasSubstr("--allow virtual_interface.given"));
  EXPECT_THAT(Words(plan), HasSubstr("--allow virtual_interface.taken"));
}

// What the offer is made with comes with the new one, if both say so.
TEST_F(OfferedAnew, WhatOnlyANewOneHasIsWrittenInBoth) {
  const Kind kind = Kind::kVirtualInterface;
  WantHalves(kind);
  Make();
  AllowAll();
  for (const auto& [name, value] : {std::pair("vlan", Value::Int(301)), std::pair("gateway_id", S("gw-2")),
                                    std::pair("customer_asn", S("64999"))}) {
    SCOPED_TRACE(name);
    const std::string before = IdOf(kind, "given");
    Set(kind, "given", name, value);
    ExpectRefused("Two halves of one object contradict each other");
    Set(kind, "taken", name, value);
    const ApplyOutcome outcome = Apply();
    EXPECT_TRUE(outcome.ok()) << Words(outcome);
    EXPECT_NE(IdOf(kind, "given"), before);
    EXPECT_EQ(IdOf(kind, "taken"), IdOf(kind, "given"));
    ExpectNothing();
  }
}

// Nothing is there yet to compare a takeover with.
TEST_F(OfferedAnew, WhatWouldBeRefusedWhenItIsOfferedIsRefusedBefore) {
  for (const auto& [name, value] :
       {std::pair("vlan", Value::Int(301)), std::pair("name", S("other")), std::pair("gateway_id", S("gw-2"))}) {
    SCOPED_TRACE(name);
    WantHalves(Kind::kVirtualInterface, Value::Object({{name, value}}));
    ExpectRefused(std::string("takes over what virtual_interface.given makes in this run, and ") + name);
  }
  WantHalves(Kind::kVirtualInterface);
  Make();
}

// On "rock" only who offers an interface puts sessions on it.
TEST_F(OfferedAnew, WhatOnlyTheOtherAccountMakesIsRefusedBefore) {
  WantHalves(Kind::kVirtualInterface, Value::Object({}), "rock");
  Make();
  for (const std::string half : {"given", "taken"}) Forget(Kind::kVirtualInterface, half);
  AllowAll();
  options.allow.insert({Kind::kVirtualInterface, "given"});
  options.allow.insert({Kind::kVirtualInterface, "taken"});
  EXPECT_TRUE(Apply().ok());
  WantHalves(Kind::kVirtualInterface, Value::Object({}), "rock");
  WantPeerOnTaken("rock");
  ExpectRefused("Only the account that offers it makes this");
}

// What moves off the one that was taken over needs both of them at once, and so does what it was taken over from.
TEST_F(OfferedAnew, WhatMovesBetweenTwoOffersFindsBoth) {
  const run::FieldIndex field_index(factory);
  const auto step_of = [](Action action, Address address) {
    Step step;
    step.action = action;
    step.address = std::move(address);
    step.cloud = "sky";
    return step;
  };
  const Address given{Kind::kConnection, "given"};
  const Address taken{Kind::kConnection, "taken"};
  RunPlan plan;
  plan.steps = {step_of(Action::kReplace, given), step_of(Action::kReplace, taken),
                step_of(Action::kUpdate, {Kind::kVirtualInterface, "child"})};
  plan.steps[1].named = plan.steps[1].former_parents = {given};
  plan.steps[2].parents = plan.steps[2].former_parents = {taken};
  EXPECT_TRUE(run::SortSteps(field_index, plan.steps).empty());
  EXPECT_FALSE(run::GoesRound(run::OperationGraph(plan)));
}

// Two legs, of each of which one account has the offer and the other one the half that is in the group, which the first
// one is not told.
class OfferedLegs : public OfferedAnew {
 protected:
  OfferedLegs() {
    world.group_is_guests = true;
    for (const std::string leg : {"1", "2"}) Want(Kind::kConnection, "line" + leg, reconcile::Port("line" + leg));
    Make();
    for (const std::string leg : {"1", "2"}) {
      Value config = reconcile::Interface("leg" + leg, IdOf(Kind::kConnection, "line" + leg), leg == "1" ? 101 : 102);
      config.Put("on_destroy", S("delete"));
      Want(kKind, "given" + leg, config);
      config.Put("on_destroy", S("keep"));
      config.Put("redundancy_group", S("legs"));
      DesiredObject& taken = Want(kKind, "taken" + leg, config);
      taken.account = "sky-partner";
      taken.references.push_back({"adopt", {kKind, "given" + leg}, /*stands=*/false});
    }
    Make();
    AllowAll();
  }

  static constexpr Kind kKind = Kind::kVirtualInterface;
};

struct LegStep {
  std::string name;
  std::function<void(DesiredSet& desired, PlanOptions& options)> ask;
};

void PutIn(DesiredSet& desired, const std::string& name, std::string_view field, const Value& value) {
  for (DesiredObject& object : desired.objects) {
    if (object.address.name == name) object.config.Put(field, value);
  }
}

// Each takes the first leg down.
std::vector<LegStep> LegSteps() {
  return {{"both anew",
           [](DesiredSet&, PlanOptions& options) {
             options.replace = {{Kind::kVirtualInterface, "given1"}};
           }},
          {"its place",
           [](DesiredSet& desired, PlanOptions&) {
             for (const std::string half : {"given1", "taken1"}) PutIn(desired, half, "vlan", Value::Int(201));
           }},
          {"in place",
           [](DesiredSet& desired, PlanOptions&) {
             for (const std::string half : {"given1", "taken1"}) PutIn(desired, half, "mtu", Value::Int(8500));
           }},
          {"its end", [](DesiredSet& desired, PlanOptions&) {
             std::erase_if(desired.objects, [](const DesiredObject& object) {
               return object.address.name == "given1" || object.address.name == "taken1";
             });
           }}};
}

// Right before the call as when it is planned; and what was not done to the one half was not done to the other.
TEST_F(OfferedLegs, TheLastOneStaysThoughTheOtherFellAfterThePlan) {
  const DesiredSet before = desired;
  for (const LegStep& step : LegSteps()) {
    SCOPED_TRACE(step.name);
    step.ask(desired, options);
    const RunPlan plan = Plan();
    EXPECT_FALSE(plan.HasErrors()) << Words(plan);
    EXPECT_TRUE(plan.refusals.empty()) << Words(plan);
    EXPECT_TRUE(plan.HasChanges());
    ObjectOf(kKind, "given2").health = HealthState::kDown;
    const std::size_t mutating = world.MutatingCalls();
    ASSERT_TRUE(store.Lock({}).ok());
    const ApplyOutcome outcome = ApplySet(Environment(), desired, plan, {});
    store.Unlock();
    EXPECT_TRUE(outcome.refused) << Words(outcome);
    EXPECT_THAT(Words(outcome), HasSubstr("redundancy group \"legs\""));
    EXPECT_EQ(world.MutatingCalls(), mutating);
    EXPECT_THAT(Words(outcome), ::testing::Not(HasSubstr("Replacement is half done")));
    for (const StepResult& result : outcome.results) EXPECT_EQ(result.deleted, "");
    // The state still has the half that says the group: so the next plan asks again.
    EXPECT_TRUE(store.objects.contains({kKind, "taken1"}));
    EXPECT_THAT(Words(Plan()), HasSubstr("redundancy group \"legs\""));
    ObjectOf(kKind, "given2").health = HealthState::kUp;
    desired = before;
    options.replace.clear();
    ExpectNothing();
  }
}

// It is on the one half, and the group that loses it is the other one's.
TEST_F(OfferedLegs, ASessionOfAnOfferIsOneOfTheGroup) {
  for (const std::string leg : {"1", "2"}) {
    Want(Kind::kBgpPeer, "six" + leg, reconcile::Peer("${virtual_interface.given" + leg + "}", "ipv6"));
  }
  Make();
  AllowAll();
  Forget(Kind::kBgpPeer, "six1");
  const RunPlan plan = Plan();
  EXPECT_TRUE(plan.refusals.empty()) << Words(plan);
  ObjectOf(kKind, "given2").health = HealthState::kDown;
  EXPECT_THAT(Words(Plan()), HasSubstr("IPv6 traffic is healthy"));
  const std::size_t mutating = world.MutatingCalls();
  ASSERT_TRUE(store.Lock({}).ok());
  const ApplyOutcome outcome = ApplySet(Environment(), desired, plan, {});
  store.Unlock();
  EXPECT_TRUE(outcome.refused) << Words(outcome);
  EXPECT_EQ(world.MutatingCalls(), mutating);
}

// A run that was killed had it, or its entry was taken out: it is there still, and is to be taken over again.
TEST_F(OfferedLegs, WhatIsToBeTakenOverAgainIsInItsGroup) {
  store.objects.erase({kKind, "taken1"});
  options.replace = {{kKind, "given1"}};
  const RunPlan plan = Plan();
  EXPECT_FALSE(plan.HasErrors()) << Words(plan);
  EXPECT_TRUE(plan.refusals.empty()) << Words(plan);
  ObjectOf(kKind, "given2").health = HealthState::kDown;
  EXPECT_THAT(Words(Plan()), HasSubstr("redundancy group \"legs\""));
  const std::size_t mutating = world.MutatingCalls();
  ASSERT_TRUE(store.Lock({}).ok());
  const ApplyOutcome outcome = ApplySet(Environment(), desired, plan, {});
  store.Unlock();
  EXPECT_TRUE(outcome.refused) << Words(outcome);
  EXPECT_EQ(world.MutatingCalls(), mutating);
}

// It is named already, as it would be told to be: what is refused is the offer, and nothing else is wrong.
TEST_F(OfferedLegs, ARefusedOfferLeavesNoHalfBehind) {
  const DesiredSet before = desired;
  ObjectOf(kKind, "given2").health = HealthState::kDown;
  for (const LegStep& step : LegSteps()) {
    SCOPED_TRACE(step.name);
    step.ask(desired, options);
    for (const bool tells : {true, false}) {  // how they are
      world.fault = [tells](std::size_t, const FakeCall& call) {
        return call.operation == "CheckHealth" && !tells ? Fault::kFailBefore : Fault::kNone;
      };
      const RunPlan plan = Plan();
      EXPECT_FALSE(plan.HasErrors()) << Words(plan);
      EXPECT_FALSE(plan.refusals.empty()) << Words(plan);
    }
    world.fault = nullptr;
    desired = before;
    options.replace.clear();
  }
}

// Denied, or the process dies with it: nothing was deleted, and nothing is said to be.
TEST_F(OfferedLegs, WhatFailedBeforeTheDeletionIsNotDown) {
  for (const bool dies : {false, true}) {
    SCOPED_TRACE(dies);
    options.replace = {{kKind, "given1"}};
    const RunPlan plan = Plan();
    EXPECT_TRUE(plan.refusals.empty()) << Words(plan);
    world.denies = [&](const FakeCall& call) {
      if (call.operation != "Delete") return OkStatus();
      if (dies) store.before_write = [] { return UnavailableError("The process is dead."); };
      return PermissionDeniedError("not allowed");
    };
    ASSERT_TRUE(store.Lock({}).ok());
    const ApplyOutcome outcome = ApplySet(Environment(), desired, plan, {});
    store.Unlock();
    world.denies = nullptr;
    store.before_write = nullptr;
    EXPECT_FALSE(outcome.ok());
    EXPECT_THAT(Words(outcome), ::testing::Not(HasSubstr("Replacement is half done")));
    for (const StepResult& result : outcome.results) EXPECT_EQ(result.deleted, "");
    EXPECT_EQ(IdOf(kKind, "taken1"), IdOf(kKind, "given1"));
    ObjectOf(kKind, "given2").health = HealthState::kDown;
    EXPECT_THAT(Words(Plan()), HasSubstr("redundancy group \"legs\""));
    ObjectOf(kKind, "given2").health = HealthState::kUp;
    options.replace.clear();
    ExpectNothing();
  }
}

}  // namespace
}  // namespace ic
