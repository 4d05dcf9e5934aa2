// Whole runs over what cannot be read, cannot be used, or is somewhere else than it was.
#include <algorithm>
#include <string>

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
  for (const DriftClass value : {DriftClass::kMaterial, DriftClass::kPending, DriftClass::kVendorInitiated,
                                 DriftClass::kCosmetic, DriftClass::kUnmanaged}) {
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

}  // namespace
}  // namespace ic
