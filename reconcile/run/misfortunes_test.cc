// Whole runs over what cannot be read, cannot be used, or is somewhere else than it was.
#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/run/drift/drift.h"
#include "reconcile/run/import/import_set.h"
#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using reconcile::S;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string Words(const std::vector<LocatedDiagnostic>& diagnostics) {
  std::string text;
  for (const LocatedDiagnostic& one : diagnostics) {
    text += (one.diagnostic.severity == Severity::kError ? "error " : "warning ") + one.file + ":" +
            std::to_string(one.line) + " " + one.diagnostic.summary + ": " + one.diagnostic.detail + "\n";
  }
  return text;
}

// A state that fails.
class BrokenStore : public MemoryStore {
 public:
  StatusOr<StateInfo> Info() override { return UnavailableError("the disk is gone"); }
  StatusOr<std::vector<StateObject>> Load() override { return UnavailableError("the disk is gone"); }
};
class ForgetfulStore : public MemoryStore {
 public:
  StatusOr<std::map<std::string, Time>> SeenSince(const std::set<std::string>&, Time, Others) override {
    return UnavailableError("the disk is full");
  }
};

TEST_F(RunFixture, AStateThatCannotBeReadStopsEachRunBeforeTheClouds) {
  WantStack();
  BrokenStore broken;
  RunEnvironment environment = Environment();
  environment.state = &broken;
  const std::string said = "error :0 State cannot be read: the disk is gone";
  const RunPlan plan = PlanSet(environment, desired, options);
  EXPECT_THAT(Words(plan.diagnostics), HasSubstr(said));
  EXPECT_THAT(plan.steps, IsEmpty());
  const DriftReport drift = FindDrift(environment, desired, {});
  EXPECT_THAT(Words(drift.diagnostics), HasSubstr(said));
  EXPECT_THAT(drift.findings, IsEmpty());
  const ImportResult all = ImportEverything(environment, desired, {"sky"});
  EXPECT_THAT(Words(all.diagnostics), HasSubstr(said));
  EXPECT_THAT(all.objects, IsEmpty());
  EXPECT_THAT(world.calls, IsEmpty());
}

TEST_F(RunFixture, WhatIsMadeAndNotWholeIsNotDone) {
  WantStack();
  world.fault = [](std::size_t, const FakeCall& call) {
    return call.operation == "Create" && call.kind == Kind::kConnection ? Fault::kRefuseAfter : Fault::kNone;
  };
  const ApplyOutcome outcome = Apply();
  world.fault = nullptr;
  EXPECT_FALSE(outcome.ok());
  std::size_t unfinished = 0;
  for (const StepResult& result : outcome.results) {
    EXPECT_EQ(result.state, StepState::kDone);  // what stands on it is made
    unfinished += result.unfinished ? 1 : 0;
  }
  EXPECT_EQ(unfinished, 1U);
  Make();
  EXPECT_FALSE(Plan().HasChanges());
}

TEST_F(RunFixture, DriftIsFoundThoughNobodyKnowsSinceWhen) {
  WantStack();
  Make();
  ForgetfulStore forgetful;
  forgetful.objects = store.objects;
  ObjectOf(Kind::kVirtualInterface, "vif").attributes.Put("mtu", Value::Int(9001));
  RunEnvironment environment = Environment();
  environment.state = &forgetful;
  const DriftReport drift = FindDrift(environment, desired, {});
  EXPECT_THAT(Words(drift.diagnostics),
              HasSubstr("warning :0 Since when drift is there is not known: the disk is full"));
  ASSERT_EQ(drift.findings.size(), 1U);
  EXPECT_EQ(drift.findings[0].first_seen, drift.at);
}

TEST_F(RunFixture, SettingsThatCannotBeUsedAreSaidWhereTheAccountIsWritten) {
  WantStack();
  desired.accounts.push_back({"moon", "moon", Value::Null(), {0, 7, 3}});
  const RunPlan plan = Plan();
  EXPECT_THAT(Words(plan.diagnostics), HasSubstr("error test.yaml:7 Unknown cloud"));
  EXPECT_THAT(plan.steps, IsEmpty());
  EXPECT_THAT(world.calls, IsEmpty());
}

TEST_F(RunFixture, InAnotherAccountItIsAnotherObject) {
  desired.accounts.push_back({"sky-b", "sky", Value::Object({{"account", S("b")}}), {}});
  std::ranges::sort(desired.accounts, {}, &Account::name);
  Want(Kind::kBgpCidr, "net", reconcile::Cidr("10.0.0.0/16"));
  Make();
  const std::string before = IdOf(Kind::kBgpCidr, "net");
  Forget(Kind::kBgpCidr, "net");
  Want(Kind::kBgpCidr, "net", reconcile::Cidr("10.0.0.0/16")).account = "sky-b";
  const RunPlan plan = Plan();
  ASSERT_EQ(plan.steps.size(), 1U) << Words(plan);
  EXPECT_EQ(plan.steps[0].action, Action::kReplace);
  EXPECT_THAT(plan.steps[0].reasons,
              ::testing::Contains("its account changes from sky to sky-b, where it is another object"));
  EXPECT_EQ(world.objects.at(before).account, "");
}

TEST(DriftClass, NamesAreReadBack) {
  for (const DriftClass value : {DriftClass::kMaterial, DriftClass::kMarks, DriftClass::kPending,
                                 DriftClass::kVendorInitiated, DriftClass::kCosmetic, DriftClass::kUnmanaged}) {
    EXPECT_EQ(ParseDriftClass(DriftClassName(value)), value);
  }
  EXPECT_EQ(ParseDriftClass("Material"), std::nullopt);
}

// Prefixes of what is not this account's own are in no list of it, and there all the same.
TEST_F(RunFixture, APrefixThatNoListTellsIsTakenWhereTheConfigurationNamesIt) {
  Want(Kind::kBgpCidr, "net", reconcile::Cidr("10.0.0.0/16"));
  Want(Kind::kBgpCidr, "gone", reconcile::Cidr("10.1.0.0/16"));
  const std::string id = "assoc-1/10.0.0.0/16";
  world.Plant(Kind::kBgpCidr, "sky", reconcile::Cidr("10.0.0.0/16"));
  FakeObject there = world.objects.begin()->second;
  world.objects.clear();
  world.objects[id] = there;
  world.fault = [&](std::size_t, const FakeCall& call) {  // out of sight, when listed
    world.objects[id].region = call.operation == "List" ? "elsewhere" : "east";
    return Fault::kNone;
  };
  const ImportResult all = ImportEverything(Environment(), desired, {"sky"});
  EXPECT_THAT(Words(all.diagnostics), IsEmpty());
  ASSERT_EQ(all.objects.size(), 1U);
  EXPECT_EQ(all.objects[0].desired.address, (Address{Kind::kBgpCidr, "net"}));
  EXPECT_EQ(all.objects[0].state.id, id);
  EXPECT_THAT(ImportEverything(Environment(), desired, {"rock"}).objects, IsEmpty());
}

TEST_F(RunFixture, WhatCannotBeWrittenSoThatNothingIsPlannedIsSaid) {
  Value lost = reconcile::Interface("prod", "con-1", 125);
  lost.Put("name", Value::Null());
  world.Plant(Kind::kVirtualInterface, "sky", lost);
  const ImportResult all = ImportEverything(Environment(), desired, {"sky"});
  ASSERT_EQ(all.objects.size(), 1U);
  EXPECT_THAT(Words(all.diagnostics), HasSubstr("Import does not settle"));
  EXPECT_THAT(Words(all.diagnostics), HasSubstr("Missing name"));
}

// Where it stands need not be written of what is named by its id.
TEST_F(RunFixture, WhatDoesNotTellItsConnectionIsWrittenByItsId) {
  Value lost = reconcile::Interface("prod", "con-1", 125);
  lost.Put("connection_id", Value::Null());
  const std::string id = world.Plant(Kind::kVirtualInterface, "sky", lost);
  const ImportResult all = ImportEverything(Environment(), desired, {"sky"});
  ASSERT_EQ(all.objects.size(), 1U);
  EXPECT_EQ(all.objects[0].desired.config.Get("adopt"), S(id));
  EXPECT_THAT(Words(all.diagnostics), Not(HasSubstr("Import does not settle")));
}

TEST_F(RunFixture, ASessionIsFoundOnTheInterfaceOfItsGroup) {
  const auto on_rock = [](Value object) {
    object.Put("cloud", S("rock"));
    return object;
  };
  const std::string port = world.Plant(Kind::kConnection, "rock", on_rock(reconcile::Port("dc1")));
  const std::string vif =
      world.Plant(Kind::kVirtualInterface, "rock", on_rock(reconcile::Interface("prod", port, 125)));
  const std::string group = world.Plant(Kind::kBgpGroup, "rock", on_rock(reconcile::Group(vif, "64600")));
  const std::string peer = world.Plant(Kind::kBgpPeer, "rock", on_rock(reconcile::Peer(vif, "ipv6")));
  Want(Kind::kConnection, "p", on_rock(reconcile::Port("dc1"))).account = "rock";
  Want(Kind::kVirtualInterface, "v", on_rock(reconcile::Interface("prod", "${connection.p}", 125))).account = "rock";
  Want(Kind::kBgpGroup, "g", on_rock(reconcile::Group("${virtual_interface.v}", "64600"))).account = "rock";
  Want(Kind::kBgpPeer, "s", Value::Object({{"cloud", S("rock")}, {"bgp_group_id", S("${bgp_group.g}")}})).account =
      "rock";
  const ImportResult all = ImportEverything(Environment(), desired, {"rock"});
  std::map<Address, std::string> taken;
  for (const ImportedObject& one : all.objects) taken[one.desired.address] = one.state.id;
  EXPECT_EQ(taken, (std::map<Address, std::string>{{{Kind::kConnection, "p"}, port},
                                                   {{Kind::kVirtualInterface, "v"}, vif},
                                                   {{Kind::kBgpGroup, "g"}, group},
                                                   {{Kind::kBgpPeer, "s"}, peer}}))
      << Words(all.diagnostics);
}

// Where an interface announces by itself, its sessions come first and go last.
TEST_F(RunFixture, APrefixWaitsForTheSessionsOfItsInterface) {
  WantStack();
  Forget(Kind::kBgpCidr, "net");
  Value prefix = reconcile::Cidr("10.0.0.0/16");
  prefix.Put("advertised_by", S("${virtual_interface.vif}"));
  Want(Kind::kBgpCidr, "net", prefix);
  const auto position = [](const RunPlan& plan, Kind kind) {
    return std::ranges::find(plan.steps, kind, [](const Step& step) { return step.address.kind; }) - plan.steps.begin();
  };
  const RunPlan plan = Plan();
  EXPECT_LT(position(plan, Kind::kBgpPeer), position(plan, Kind::kBgpCidr)) << Words(plan);
  Make();
  options.destroy = true;
  const RunPlan destroy = Plan();
  EXPECT_LT(position(destroy, Kind::kBgpCidr), position(destroy, Kind::kBgpPeer)) << Words(destroy);
}

class MovedTest : public RunFixture {
 protected:
  // Applies what was planned before `meanwhile`; what is said.
  std::string ApplyAfter(const std::function<void()>& meanwhile) {
    const RunPlan plan = Plan();
    EXPECT_FALSE(plan.HasErrors()) << Words(plan);
    meanwhile();
    const std::size_t mutating = world.MutatingCalls();
    EXPECT_TRUE(store.Lock({}).ok());
    const ApplyOutcome outcome = ApplySet(Environment(), desired, plan, {});
    store.Unlock();
    EXPECT_FALSE(outcome.ok());
    EXPECT_EQ(world.MutatingCalls(), mutating);
    return Words(outcome);
  }
};

TEST_F(MovedTest, WhatHasBecomeAReplacementIsNotMade) {
  WantStack();
  Make();
  for (DesiredObject& one : desired.objects) {
    if (one.address.kind == Kind::kVirtualInterface) one.config.Put("customer_asn", S("65010"));
  }
  EXPECT_THAT(ApplyAfter([&] { world.objects.erase(IdOf(Kind::kBgpPeer, "six")); }),
              HasSubstr("could be changed in place when this was planned must be replaced now"));
}

TEST_F(MovedTest, WhatIsNoLongerWhatWasPlannedIsNotMade) {
  Want(Kind::kConnection, "port", reconcile::Port("dc1"));
  EXPECT_THAT(ApplyAfter([&] { desired.objects.front().config.Put("name", S("dc2")); }),
              HasSubstr("is no longer what was planned, in name"));
}

TEST(ActionName, SaysWhatIsDone) {
  std::set<std::string_view> names;
  for (const Action action : {Action::kNothing, Action::kCreate, Action::kAdopt, Action::kUpdate, Action::kReplace,
                              Action::kDelete, Action::kForget}) {
    names.insert(ActionName(action));
  }
  EXPECT_EQ(names.size(), 7U);
  EXPECT_EQ(ActionName(Action::kNothing), "nothing");
}

}  // namespace
}  // namespace ic
