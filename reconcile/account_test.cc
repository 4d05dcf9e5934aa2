// Several accounts of one cloud: whose object is whose, and what the whole run still sees of all of them.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;

const std::string kOwn = "sky";
const std::string kPartner = "sky-partner";

class AccountTest : public ::testing::Test {
 protected:
  AccountTest() { Restart(); }

  void Restart() {
    environment_.factory = &factory_;
    environment_.clock = &clock;
    environment_.random = random_.get();
    engine = std::make_unique<Engine>(environment_);
    EXPECT_TRUE(engine->Configure(Config()).empty());
  }

  static EngineConfig Config() {
    EngineConfig config;
    config.clouds[kPartner] = Value::Object({{"account", S("partner")}});
    config.accounts[kPartner] = kOwn;
    return config;
  }

  PlanOutput Plan(Kind kind, const Value& prior, const Value& config, const std::string& account) {
    return engine->Plan({.kind = kind, .prior = prior, .config = config, .facts = "", .account = account});
  }

  ObjectOutput Apply(Kind kind, const Value& prior, const PlanOutput& plan, const Value& config,
                     const std::string& account) {
    return engine->Apply({.kind = kind,
                          .prior = prior,
                          .planned = plan.planned,
                          .config = config,
                          .facts = plan.facts,
                          .account = account});
  }

  // The state of a new object.
  Value Make(Kind kind, const Value& config, const std::string& account) {
    const PlanOutput plan = Plan(kind, Value::Null(), config, account);
    EXPECT_FALSE(plan.diagnostics.has_errors()) << plan.diagnostics.ToString();
    ObjectOutput made = Apply(kind, Value::Null(), plan, config, account);
    EXPECT_FALSE(made.diagnostics.has_errors()) << made.diagnostics.ToString();
    return made.state;
  }

  // An interface of group "dc" on a port of its own.
  Value MakeMember(const std::string& name, const std::string& account) {
    const Value port = Make(Kind::kConnection, Port("port-" + name), account);
    Value config = Interface(name, Text(port, field::kId), 100);
    config.Put(field::kRedundancyGroup, S("dc"));
    return Make(Kind::kVirtualInterface, config, account);
  }

  std::vector<std::string> AccountsAsked(std::string_view operation) const {
    std::vector<std::string> accounts;
    for (const FakeCall& call : world.calls) {
      if (call.operation == operation) accounts.push_back(call.account);
    }
    return accounts;
  }

  FakeWorld world;
  FakeClock clock;
  std::unique_ptr<Engine> engine;

 private:
  FakeFactory factory_{world};
  std::unique_ptr<Random> random_ = SeededRandom(1);
  EngineEnvironment environment_;
};

Diagnostic OnlyError(const Diagnostics& diagnostics) {
  std::vector<Diagnostic> errors = diagnostics.items();
  std::erase_if(errors, [](const Diagnostic& item) { return item.severity != Severity::kError; });
  EXPECT_EQ(errors.size(), 1U) << diagnostics.ToString();
  return errors.empty() ? Diagnostic() : errors.front();
}

TEST_F(AccountTest, CreateGoesToItsAccount) {
  Make(Kind::kConnection, Port("theirs"), kPartner);
  ASSERT_EQ(world.objects.size(), 1U);
  EXPECT_EQ(world.Only(Kind::kConnection).account, "partner");
  EXPECT_EQ(engine->List(kPartner, "", Kind::kConnection, Freshness::kLive)->size(), 1U);
  EXPECT_EQ(engine->List(kOwn, "", Kind::kConnection, Freshness::kLive)->size(), 0U);
  EXPECT_EQ(engine->CheckHealth(kPartner, "", Kind::kConnection, {})->size(), 1U);
  EXPECT_EQ(engine->CheckHealth(kOwn, "", Kind::kConnection, {})->size(), 0U);
}

TEST_F(AccountTest, ReadUpdateAndDeleteStayInIt) {
  const Value state = Make(Kind::kConnection, Port("theirs"), kPartner);
  EXPECT_TRUE(engine->Read(Kind::kConnection, state, "").state.is_null());
  EXPECT_FALSE(engine->Read(Kind::kConnection, state, "", kPartner).state.is_null());
  Value config = Port("renamed");
  const PlanOutput plan = Plan(Kind::kConnection, state, config, kPartner);
  EXPECT_EQ(plan.action, Action::kUpdate);
  const Value renamed = Apply(Kind::kConnection, state, plan, config, kPartner).state;
  EXPECT_EQ(Text(world.Only(Kind::kConnection).attributes, field::kName), "renamed");
  const PlanOutput deletion = Plan(Kind::kConnection, renamed, Value::Null(), kPartner);
  Apply(Kind::kConnection, renamed, deletion, Value::Null(), kPartner);
  EXPECT_TRUE(world.objects.empty());
}

TEST_F(AccountTest, EqualObjectsInTwoAccountsAreNoTwins) {
  const PlanOutput own = Plan(Kind::kConnection, Value::Null(), Port("same"), kOwn);
  const PlanOutput theirs = Plan(Kind::kConnection, Value::Null(), Port("same"), kPartner);
  EXPECT_FALSE(theirs.diagnostics.has_errors()) << theirs.diagnostics.ToString();
  EXPECT_FALSE(Apply(Kind::kConnection, Value::Null(), own, Port("same"), kOwn).diagnostics.has_errors());
  const ObjectOutput made = Apply(Kind::kConnection, Value::Null(), theirs, Port("same"), kPartner);
  EXPECT_FALSE(made.diagnostics.has_errors()) << made.diagnostics.ToString();
  EXPECT_EQ(world.IdsOf(Kind::kConnection).size(), 2U);
  const PlanOutput third = Plan(Kind::kConnection, Value::Null(), Port("same"), kPartner);
  EXPECT_TRUE(third.diagnostics.has_errors());
}

// A hosted interface has one id, and both its accounts list it.
TEST_F(AccountTest, OneIdInTwoAccountsIsTwoObjects) {
  const std::string id = world.Plant(Kind::kVirtualInterface, "sky", Interface("hosted", "con-1", 7));
  world.objects.at(id).visible_to = "partner";
  const Value own = engine->Import(Kind::kVirtualInterface, "sky/east/" + id).state;
  ASSERT_FALSE(own.is_null());
  engine->Hold(Kind::kVirtualInterface, own);
  ASSERT_FALSE(engine->Read(Kind::kVirtualInterface, own, "").state.is_null());
  Value adopting = Interface("hosted", "con-1", 7);
  adopting.Put(field::kAdopt, S(id));
  EXPECT_TRUE(Plan(Kind::kVirtualInterface, Value::Null(), adopting, kOwn).diagnostics.has_errors());
  const PlanOutput theirs = Plan(Kind::kVirtualInterface, Value::Null(), adopting, kPartner);
  EXPECT_FALSE(theirs.diagnostics.has_errors()) << theirs.diagnostics.ToString();
  EXPECT_EQ(theirs.action, Action::kAdopt);
  const Value imported = engine->Import(Kind::kVirtualInterface, "sky/east/" + id, kPartner).state;
  EXPECT_EQ(imported, own);
}

TEST_F(AccountTest, GuardSeesTheMembersOfBoth) {
  const Value own = MakeMember("own", kOwn);
  const Value theirs = MakeMember("theirs", kPartner);
  clock.Advance(std::chrono::minutes(1));  // what was listed before is old
  world.calls.clear();
  const PlanOutput allowed = Plan(Kind::kVirtualInterface, own, Value::Null(), kOwn);
  EXPECT_FALSE(allowed.diagnostics.has_errors()) << allowed.diagnostics.ToString();
  // The interfaces, and the connection under the one that stays.
  EXPECT_THAT(AccountsAsked("CheckHealth"), ::testing::UnorderedElementsAre("", "partner", "partner"));
  EXPECT_THAT(AccountsAsked("List"), ::testing::IsSupersetOf({"", "partner"}));
  // Both in one run leave nobody.
  const PlanOutput both = Plan(Kind::kVirtualInterface, theirs, Value::Null(), kPartner);
  const Diagnostic refusal = OnlyError(both.diagnostics);
  EXPECT_THAT(refusal.detail, HasSubstr("virtual interface \"own\""));
  EXPECT_TRUE(refusal.rail);
}

TEST_F(AccountTest, GuardAsksTheOtherAccountHowItIs) {
  const Value own = MakeMember("own", kOwn);
  const Value theirs = MakeMember("theirs", kPartner);
  world.objects.at(Text(theirs, field::kId)).health = HealthState::kDown;
  const PlanOutput refused = Plan(Kind::kVirtualInterface, own, Value::Null(), kOwn);
  EXPECT_TRUE(OnlyError(refused.diagnostics).rail);
  const ObjectOutput applied = Apply(Kind::kVirtualInterface, own, refused, Value::Null(), kOwn);
  EXPECT_TRUE(OnlyError(applied.diagnostics).rail);
  EXPECT_EQ(world.objects.size(), 4U);
}

// Managed from both sides, it is still one thing that carries traffic.
TEST_F(AccountTest, WhatTwoAccountsSeeDoesNotBackItself) {
  const Value own = MakeMember("own", kOwn);
  const std::string id = Text(own, field::kId);
  world.objects.at(id).visible_to = "partner";
  world.objects.at(id).attributes.Put(field::kConnectionId, Value::Null());
  const Value theirs = engine->Import(Kind::kVirtualInterface, "sky/east/" + id, kPartner).state;
  engine->Read(Kind::kVirtualInterface, theirs, "", kPartner);
  const PlanOutput refused = Plan(Kind::kVirtualInterface, own, Value::Null(), kOwn);
  EXPECT_TRUE(refused.diagnostics.has_errors());
}

TEST_F(AccountTest, RailsAreTold) {
  Value kept = Port("kept");
  kept.Put(field::kOnDestroy, S("refuse"));
  const Value state = Make(Kind::kConnection, kept, kPartner);
  const PlanOutput plan = Plan(Kind::kConnection, state, Value::Null(), kPartner);
  EXPECT_TRUE(OnlyError(plan.diagnostics).rail);
  EXPECT_TRUE(OnlyError(Apply(Kind::kConnection, state, plan, Value::Null(), kPartner).diagnostics).rail);
  const Value member = MakeMember("own", kOwn);
  world.fault = [](std::size_t /*number*/, const FakeCall& call) {
    return call.operation == "CheckHealth" ? Fault::kFailBefore : Fault::kNone;
  };
  EXPECT_TRUE(OnlyError(Plan(Kind::kVirtualInterface, member, Value::Null(), kOwn).diagnostics).rail);
  const Value wrong = Interface("wrong", "con-1", 4095);
  EXPECT_FALSE(OnlyError(Plan(Kind::kVirtualInterface, Value::Null(), wrong, kOwn).diagnostics).rail);
}

TEST_F(AccountTest, WrongNamesAreErrors) {
  EXPECT_EQ(engine->CloudOf(kPartner), "sky");
  EXPECT_EQ(engine->CloudOf("rock"), "rock");
  EXPECT_EQ(engine->CloudOf("nobody"), "");
  EXPECT_FALSE(engine->List("nobody", "", Kind::kConnection, Freshness::kShared).ok());
  EXPECT_EQ(engine->List(kPartner, "", Kind::kBgpGroup, Freshness::kShared)->size(), 0U);
  const PlanOutput unknown = Plan(Kind::kConnection, Value::Null(), Port("p"), "nobody");
  EXPECT_THAT(OnlyError(unknown.diagnostics).detail, HasSubstr("\"nobody\" is no account"));
  Value other = Port("p");
  other.Put(field::kCloud, S("rock"));
  const PlanOutput elsewhere = Plan(Kind::kConnection, Value::Null(), other, kPartner);
  EXPECT_THAT(OnlyError(elsewhere.diagnostics).detail, HasSubstr("an account of \"sky\""));
  EngineConfig config = Config();
  config.accounts["mine"] = "skye";
  EXPECT_THAT(OnlyError(engine->Configure(config)).detail, HasSubstr("Did you mean \"sky\"?"));
  config = Config();
  config.accounts["rock"] = "sky";
  EXPECT_THAT(OnlyError(engine->Configure(config)).detail, HasSubstr("cannot be named \"rock\""));
}

// An object that both accounts have part in is one: its group may be told to one of them only.
TEST_F(AccountTest, WhatIsDeletedForOneAccountGoesForTheOther) {
  const std::string line = Text(Make(Kind::kConnection, Port("line"), kOwn), field::kId);
  for (const Kind kind : {Kind::kConnection, Kind::kVirtualInterface}) {
    SCOPED_TRACE(KindName(kind));
    const Value config = kind == Kind::kConnection ? Port("given") : Interface("given", line, 300);
    const Value made = Make(kind, config, kOwn);
    const std::string id = Text(made, field::kId);
    world.objects.at(id).visible_to = "partner";
    world.objects.at(id).group = "theirs";
    const ObjectOutput taken = engine->Import(kind, "sky/east/" + id, kPartner);
    ASSERT_FALSE(taken.state.is_null()) << taken.diagnostics.ToString();
    const ObjectOutput read = engine->Read(kind, taken.state, taken.facts, kPartner);
    ASSERT_EQ(Text(read.state, field::kRedundancyGroup), "theirs");
    const PlanOutput plan = Plan(kind, made, Value::Null(), kOwn);
    EXPECT_THAT(plan.diagnostics.ToString(), HasSubstr("in redundancy group \"theirs\""));
    EXPECT_TRUE(plan.diagnostics.has_errors());
  }
}

}  // namespace
}  // namespace ic::reconcile
