// Whose an object is: credentials of another account never make an object look gone, whatever is done with it.
#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "reconcile/object/facts.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;

const std::vector<std::string> kAddresses = {"port", "vif", "group", "peer", "cidr"};
const std::vector<std::string> kDeeds = {"plan", "plan_of_a_change", "destroy", "replace", "removal"};

class OwnerFixture : public EngineFixture {
 protected:
  // From now on the keys are those of an account that sees none of the objects.
  void TakeOtherKeys() { host.engine_config.clouds["sky"] = Value::Object({{"account", S("222")}}); }
  void TakeOwnKeys() { host.engine_config.clouds["sky"] = Value::Object({{"account", S("")}}); }

  std::string FactsOf(const std::string& address) const { return host.state.at(address).facts; }
  // As an older version wrote them.
  void ForgetOwners() {
    for (auto& [address, instance] : host.state) {
      Facts facts = ParseFacts(instance.facts);
      facts.owner.clear();
      instance.facts = FactsText(facts);
    }
  }
};

// What is done, and whether what is there is read before.
class WrongOwner : public OwnerFixture, public ::testing::WithParamInterface<std::tuple<std::string, bool>> {
 protected:
  Configuration Changed(const std::string& address) {
    Configuration configuration = FullStack();
    const std::string& deed = std::get<0>(GetParam());
    if (deed == "plan_of_a_change") Set(configuration, "port", field::kName, S("another"));
    if (deed == "plan_of_a_change") Set(configuration, "vif", field::kName, S("another"));
    if (deed == "removal") Remove(configuration, address);
    if (deed == "destroy") return {};
    return configuration;
  }
};

TEST_P(WrongOwner, IsRefusedAndChangesNothing) {
  const auto& [deed, refreshed] = GetParam();
  Make(FullStack());
  const auto before = host.state;
  TakeOtherKeys();
  host.refresh = refreshed;
  for (const std::string& address : kAddresses) {
    SCOPED_TRACE(address);
    if (deed == "replace") host.force_replace = {address};
    const RunResult refused = host.Apply(Changed(address));
    EXPECT_TRUE(refused.diagnostics.has_errors()) << refused.ToString();
    EXPECT_THAT(refused.ToString(), HasSubstr("belongs to account own of"));
    EXPECT_THAT(refused.ToString(), HasSubstr("are of account 222"));
    EXPECT_EQ(world.MutatingCalls(), 0U);
    ASSERT_EQ(host.state.size(), before.size());
    for (const auto& [name, instance] : before) {
      EXPECT_EQ(host.state.at(name).state, instance.state) << name;
      EXPECT_EQ(host.state.at(name).facts, instance.facts) << name;
    }
  }
  // With the right ones all is as it was.
  TakeOwnKeys();
  host.refresh = true;
  host.force_replace.clear();
  ExpectNoChanges(FullStack());
}

std::string NameOf(const testing::TestParamInfo<std::tuple<std::string, bool>>& info) {
  return std::get<0>(info.param) + (std::get<1>(info.param) ? "" : "_without_refresh");
}

INSTANTIATE_TEST_SUITE_P(Deeds, WrongOwner, testing::Combine(testing::ValuesIn(kDeeds), testing::Bool()), NameOf);

using OwnerTest = OwnerFixture;

TEST_F(OwnerTest, IsRecordedWithWhatIsMadeFoundAndImported) {
  Make(FullStack());
  for (const std::string& address : kAddresses) EXPECT_EQ(ParseFacts(FactsOf(address)).owner, "own") << address;
  const std::string port = IdOf("port");
  host.state.clear();
  ASSERT_TRUE(host.Import("port", Kind::kConnection, "sky/east/" + port).ok());
  EXPECT_EQ(ParseFacts(FactsOf("port")).owner, "own");
}

TEST_F(OwnerTest, AnOlderStateIsGivenItAtTheNextRead) {
  Make(FullStack());
  ForgetOwners();
  Make(FullStack());
  for (const std::string& address : kAddresses) EXPECT_EQ(ParseFacts(FactsOf(address)).owner, "own") << address;
}

// Hosted interfaces are seen by both accounts: who saw it last does not make it theirs.
TEST_F(OwnerTest, IsNotChangedByWhoElseSeesTheObject) {
  Make(SmallStack());
  const auto before = host.state;
  for (auto& [id, object] : world.objects) object.visible_to = "222";
  TakeOtherKeys();
  EXPECT_TRUE(host.Plan(SmallStack()).diagnostics.has_errors());
  EXPECT_EQ(host.state.at("vif").facts, before.at("vif").facts);
}

TEST_F(OwnerTest, WhatIsGoneForItsOwnerIsGone) {
  Make(SmallStack());
  world.objects.clear();
  const RunResult plan = host.Plan(SmallStack());
  EXPECT_TRUE(plan.ok()) << plan.ToString();
  EXPECT_EQ(plan.actions.at("port"), Action::kCreate);
}

TEST_F(OwnerTest, WhereNobodyTellsWhoCallsNothingIsGone) {
  Make(FullStack());
  world.who = [](const std::string&) -> StatusOr<Caller> { return UnavailableError("no route to the token service"); };
  ExpectNoChanges(FullStack());
  world.objects.clear();
  for (const std::string address : {"port", "vif", "peer", "cidr"}) {
    const RunResult plan = host.Plan(FullStack());
    EXPECT_TRUE(plan.diagnostics.has_errors()) << address;
    EXPECT_THAT(plan.ToString(), HasSubstr("It is kept, because it could not be asked whether they are of own"));
    EXPECT_THAT(plan.ToString(), HasSubstr("no route to the token service"));
    EXPECT_TRUE(host.state.contains(address)) << address;
  }
}

// In whatever way an object ends: while nobody tells who calls, none does.
TEST_F(OwnerTest, WhereNobodyTellsWhoCallsNothingEnds) {
  Make(FullStack());
  world.who = [](const std::string&) -> StatusOr<Caller> { return UnavailableError("no route to the token service"); };
  const auto before = host.state;
  const auto expect_refused = [&](const Configuration& wanted, const std::string& what) {
    const RunResult refused = host.Apply(wanted);
    EXPECT_THAT(refused.ToString(), HasSubstr("nothing is deleted or replaced")) << what;
    EXPECT_EQ(world.MutatingCalls(), 0U) << what;
    EXPECT_EQ(host.state.size(), before.size()) << what;
  };
  for (const std::string address : {"port", "vif", "peer", "cidr"}) {
    Configuration without = FullStack();
    Remove(without, address);
    expect_refused(without, address + " removed");
  }
  Configuration moved = FullStack();
  Set(moved, "vif", field::kVlan, Value::Int(126));
  expect_refused(moved, "vif replaced");
  expect_refused({}, "all destroyed");
  // What stays goes on.
  Configuration renamed = FullStack();
  Set(renamed, "port", field::kName, S("another"));
  EXPECT_TRUE(host.Apply(renamed).ok());
}

TEST_F(OwnerTest, WithoutAnOwnerNothingIsGoneUntilTheAccountIsNamed) {
  Make(FullStack());
  ForgetOwners();
  const auto before = host.state;
  const auto objects = world.objects;
  for (const bool others : {true, false}) {
    if (others) TakeOtherKeys();
    if (!others) world.objects.clear();
    const RunResult refused = host.Apply(FullStack());
    EXPECT_THAT(refused.ToString(), HasSubstr("does not tell whose it is")) << others;
    EXPECT_EQ(world.MutatingCalls(), 0U);
    EXPECT_EQ(host.state.size(), before.size());
    TakeOwnKeys();
  }
  host.engine_config.clouds["sky"].Put("allowed_account_ids", Value::List({S("own")}));
  const RunResult plan = host.Plan(FullStack());
  EXPECT_TRUE(plan.ok()) << plan.ToString();
  EXPECT_EQ(plan.actions.at("port"), Action::kCreate);
}

// A vendor that tells nobody's account is as it was.
TEST_F(OwnerTest, WhereAVendorHasNoSuchCallNothingIsRecorded) {
  world.who = [](const std::string&) -> StatusOr<Caller> { return Caller(); };
  Make(SmallStack());
  EXPECT_EQ(ParseFacts(FactsOf("port")).owner, "");
  world.objects.clear();
  EXPECT_TRUE(host.Plan(SmallStack()).ok());
}

// Between plan and apply: another profile, another shell.
TEST_F(OwnerTest, WhoAppliesIsAskedToo) {
  Make(SmallStack());
  std::size_t asked = 0;
  world.who = [&asked](const std::string&) -> StatusOr<Caller> { return Caller{.owner = asked++ < 4 ? "own" : "222"}; };
  Configuration renamed = SmallStack();
  Set(renamed, "port", field::kName, S("another"));
  const RunResult refused = host.Apply(renamed);
  EXPECT_TRUE(refused.diagnostics.has_errors()) << refused.ToString();
  EXPECT_EQ(world.MutatingCalls(), 0U);
}

TEST(FactsTest, OwnerIsWrittenAndReadAgain) {
  for (const std::string owner : {"", "123456789012", "quoted\"\\"}) {
    for (const bool unkeyed : {false, true}) {
      const Facts facts{.id = "x-1", .unkeyed = unkeyed, .owner = owner};
      const Facts read = ParseFacts(FactsText(facts));
      EXPECT_EQ(read.id, "x-1");
      EXPECT_EQ(read.owner, owner);
      EXPECT_EQ(read.unkeyed, unkeyed);
    }
  }
}

// The keys are others than when it was planned.
TEST_F(OwnerFixture, WhatWasPlannedWithOtherKeysIsNotCarriedOut) {
  Make(FullStack());
  TakeOtherKeys();
  const FakeFactory factory(world);
  EngineEnvironment environment;
  environment.factory = &factory;
  Engine engine(environment);
  ASSERT_FALSE(engine.Configure(host.engine_config).has_errors());
  for (const auto& [address, instance] : host.state) {
    Value changed = instance.state;
    changed.Put(field::kOnDestroy, S("keep"));
    for (const Value& planned : {changed, Value::Null()}) {
      SCOPED_TRACE(address + (planned.is_null() ? " destroyed" : " changed"));
      const ObjectOutput output = engine.Apply({.kind = instance.kind,
                                                .prior = instance.state,
                                                .planned = planned,
                                                .config = planned,
                                                .facts = instance.facts});
      EXPECT_THAT(output.diagnostics.ToString(), HasSubstr("belongs to account own of"));
      EXPECT_EQ(output.state, instance.state);
      EXPECT_EQ(output.facts, instance.facts);
      EXPECT_EQ(world.MutatingCalls(), 0U);
    }
  }
}

}  // namespace
}  // namespace ic::reconcile
