// The engine asked as Terraform's core does not ask it, and as it may be asked once things have moved: of a cloud that
// cannot be asked, of what is gone since the plan, of one object twice in one run.
#include <memory>
#include <string>
#include <utility>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class DirectTest : public EngineFixture {
 protected:
  DirectTest() { NewRun(); }

  std::unique_ptr<Engine> NewProcess(const EngineConfig& config = {}) {
    EngineEnvironment environment;
    environment.factory = &factory_;
    environment.clock = &clock_;
    environment.random = random_.get();
    auto engine = std::make_unique<Engine>(environment);
    EXPECT_TRUE(engine->Configure(config).empty());
    return engine;
  }
  void NewRun(const EngineConfig& config = {}) { engine_ = NewProcess(config); }
  // Of which nothing can be asked: its settings come from what is not there yet.
  void NewRunInTheDark() {
    EngineConfig config;
    config.clouds["sky"] = Value::Object({{"region", Value::Unknown()}});
    NewRun(config);
    world.calls.clear();
  }

  // Planned by itself, and made in this run.
  ObjectOutput Create(Kind kind, const Value& config) {
    const PlanOutput plan = NewProcess()->Plan({.kind = kind, .config = config, .applied_at_once = true});
    EXPECT_FALSE(plan.diagnostics.has_errors()) << plan.diagnostics.ToString();
    return engine_->Apply({.kind = kind, .planned = plan.planned, .config = config});
  }
  ObjectOutput Delete(const Instance& instance) {
    return engine_->Apply({.kind = instance.kind, .prior = instance.state, .facts = instance.facts});
  }
  static std::string Said(const ObjectOutput& output) { return output.diagnostics.ToString(); }

  FakeFactory factory_{world};
  FakeClock clock_;
  std::unique_ptr<Random> random_ = SeededRandom(1);
  std::unique_ptr<Engine> engine_;
};

TEST_F(DirectTest, ACloudThatCannotBeAskedIsNamedByEveryCallAndNothingIsLost) {
  Make(FullStack());
  const Value wanted = Port("another");
  const PlanOutput plan = engine_->Plan({.kind = Kind::kConnection, .config = wanted});
  NewRunInTheDark();
  for (const std::string address : {"port", "vif", "peer", "cidr"}) {
    SCOPED_TRACE(address);
    const Instance& instance = host.state.at(address);
    const ObjectOutput read = engine_->Read(instance.kind, instance.state, instance.facts);
    EXPECT_THAT(Said(read), HasSubstr("only known after apply"));
    EXPECT_EQ(read.state, instance.state);
    EXPECT_EQ(read.facts, instance.facts);
    const ObjectOutput deleted = Delete(instance);
    EXPECT_THAT(Said(deleted), HasSubstr("only known after apply"));
    EXPECT_EQ(deleted.state, instance.state);
    Value changed = instance.state;
    changed.Put("name", S("renamed"));
    const ObjectOutput updated =
        engine_->Apply({.kind = instance.kind, .prior = instance.state, .planned = changed, .config = changed});
    if (instance.kind != Kind::kBgpCidr) {  // which has nothing that could change
      EXPECT_THAT(Said(updated), HasSubstr("only known after apply"));
      EXPECT_EQ(updated.state, instance.state);
    }
    const ObjectOutput imported = engine_->Import(instance.kind, "sky/east/" + IdOf(address));
    EXPECT_THAT(Said(imported), HasSubstr("only known after apply"));
    EXPECT_TRUE(imported.state.is_null());
    EXPECT_FALSE(engine_->List("sky", "east", instance.kind, Freshness::kLive).ok());
    EXPECT_FALSE(engine_->CheckHealth("sky", "east", instance.kind, {}).ok());
  }
  const ObjectOutput made = engine_->Apply({.kind = Kind::kConnection, .planned = plan.planned, .config = wanted});
  EXPECT_THAT(Said(made), HasSubstr("only known after apply"));
  EXPECT_TRUE(made.state.is_null());
  Value adopting = wanted;
  adopting.Put("adopt", S(IdOf("port")));
  adopting.Put("region", S("east"));
  const std::string refused = engine_->Plan({.kind = Kind::kConnection, .config = adopting}).diagnostics.ToString();
  EXPECT_THAT(refused, HasSubstr("error at 'adopt'"));
  EXPECT_FALSE(engine_->Locations("sky", "").ok());
  EXPECT_FALSE(engine_->DefaultRegion("sky").ok());
  EXPECT_THAT(world.calls, IsEmpty());
}

TEST_F(DirectTest, AnObjectOfNoCloudStaysAsItIs) {
  Make(SmallStack());
  Instance stranger = host.state.at("port");
  stranger.state.Put("cloud", S("nimbus"));
  const ObjectOutput output = Delete(stranger);
  EXPECT_THAT(Said(output), HasSubstr("nimbus"));
  EXPECT_EQ(output.state, stranger.state);
  EXPECT_EQ(output.facts, stranger.facts);
}

TEST_F(DirectTest, SettingsThatTheCloudRefusesAreSaidWhereTheyStand) {
  class Refusing : public FakeFactory {
   public:
    using FakeFactory::FakeFactory;
    StatusOr<std::unique_ptr<Adapter>> Make(std::string_view /*cloud*/, const AdapterOptions&) const override {
      return InvalidArgumentError("there is no profile dev");
    }
  };
  const Refusing factory(world);
  EngineEnvironment environment;
  environment.factory = &factory;
  Engine engine(environment);
  EngineConfig config;
  config.clouds["sky"] = Value::Object({{"region", S("east")}});
  const std::string said = engine.Configure(config).ToString();
  EXPECT_THAT(said, HasSubstr("error at 'sky'"));
  EXPECT_THAT(said, HasSubstr("there is no profile dev"));
}

TEST_F(DirectTest, LocationsAreOfTheAccountsRegion) {
  const auto locations = engine_->Locations("sky", "");
  ASSERT_TRUE(locations.ok()) << locations.status().ToString();
  ASSERT_EQ(locations->size(), 5U);
  EXPECT_EQ((*locations)[0].code, "L1");
  EXPECT_EQ((*locations)[0].region, "east");
  EXPECT_EQ(engine_->Locations("moon", "").status().code(), StatusCode::kInvalidArgument);
}

TEST_F(DirectTest, WhatWasNotKnownWhenPlanningIsResolvedByTheCreate) {
  PlanOutput plan = engine_->Plan({.kind = Kind::kConnection, .config = Port("dc1")});
  plan.planned.Put("region", Value::Unknown());
  plan.planned.Put("on_destroy", Value::Unknown());
  world.default_region = "";
  const ObjectOutput nowhere =
      engine_->Apply({.kind = Kind::kConnection, .planned = plan.planned, .config = Port("dc1")});
  EXPECT_THAT(Said(nowhere), HasSubstr("error at 'region'"));
  EXPECT_EQ(world.MutatingCalls(), 0U);
  world.default_region = "west";
  const ObjectOutput made = engine_->Apply({.kind = Kind::kConnection, .planned = plan.planned, .config = Port("dc1")});
  EXPECT_FALSE(made.diagnostics.has_errors()) << Said(made);
  EXPECT_EQ(made.state.Get("region"), S("west"));
  EXPECT_EQ(made.state.Get("on_destroy"), S("refuse"));
}

TEST_F(DirectTest, OneRunMakesOneOfTwoThatAreTheSame) {
  const ObjectOutput first = Create(Kind::kConnection, Port("dc1"));
  EXPECT_FALSE(first.diagnostics.has_errors()) << Said(first);
  const ObjectOutput second = Create(Kind::kConnection, Port("dc1"));
  EXPECT_THAT(Said(second), HasSubstr("this run creates another one with the same name"));
  EXPECT_TRUE(second.state.is_null());
  EXPECT_EQ(world.IdsOf(Kind::kConnection).size(), 1U);
}

TEST_F(DirectTest, WhatWasNotMadeMayBeMadeAgainInTheSameRun) {
  world.fault = [](std::size_t, const FakeCall& call) {
    return call.operation == "Create" ? Fault::kFailBefore : Fault::kNone;
  };
  EXPECT_TRUE(Create(Kind::kConnection, Port("dc1")).state.is_null());
  Value adopting = Port("theirs");
  adopting.Put("adopt", S(world.Plant(Kind::kConnection, "sky", Port("theirs"))));
  const ObjectOutput refused = Create(Kind::kConnection, adopting);
  EXPECT_THAT(Said(refused), HasSubstr("Object was not taken over"));
  EXPECT_TRUE(refused.state.is_null());
  world.fault = nullptr;
  EXPECT_FALSE(Create(Kind::kConnection, Port("dc1")).state.is_null());
  EXPECT_EQ(Text(Create(Kind::kConnection, adopting).state, field::kId), Text(adopting, field::kAdopt));
}

// Its own request has a random part: what else carries its mark by the time the answer is lost is somebody else's.
TEST_F(DirectTest, WhatIsForgedWhileAnAnswerIsLostIsNotTakenForIt) {
  EngineConfig config;
  config.owner = "net";
  for (const bool state_is_held : {false, true}) {
    config.state_is_held = state_is_held;
    world.objects.clear();
    world.fault = nullptr;
    const Value wanted = Port("dc1");
    const PlanOutput plan = NewProcess(config)->Plan({.kind = Kind::kConnection, .config = wanted});
    const ApplyInput input{.kind = Kind::kConnection, .planned = plan.planned, .config = wanted};
    ASSERT_FALSE(NewProcess(config)->Apply(input).state.is_null());
    FakeObject forged = world.Only(Kind::kConnection);
    EXPECT_NE(forged.nonce, "");
    for (const std::string& nonce : {std::string(), forged.nonce}) {
      world.objects.clear();
      forged.nonce = nonce;
      world.fault = [&](std::size_t, const FakeCall& call) {
        if (call.operation != "Create") return Fault::kNone;
        world.objects["con-forged"] = forged;
        return Fault::kLostRequest;
      };
      const ObjectOutput refused = NewProcess(config)->Apply(input);
      EXPECT_TRUE(refused.state.is_null());
      EXPECT_THAT(Said(refused), HasSubstr("con-forged"));
      EXPECT_THAT(Said(refused), HasSubstr("random part"));
    }
  }
}

TEST_F(DirectTest, WhatIsReleasedMayBeTakenOverInTheSameRun) {
  Configuration configuration = SmallStack();
  Set(configuration, "port", "on_destroy", S("keep"));
  Make(configuration);
  const ObjectOutput kept = Delete(host.state.at("port"));
  EXPECT_TRUE(kept.state.is_null());
  Value adopting = Port("dc1");
  adopting.Put("adopt", S(IdOf("port")));
  const ObjectOutput taken = Create(Kind::kConnection, adopting);
  EXPECT_FALSE(taken.diagnostics.has_errors()) << Said(taken);
  EXPECT_EQ(Text(taken.state, field::kId), IdOf("port"));
  EXPECT_EQ(world.Count("Delete"), 0U);
}

// As create_before_destroy does it.
TEST_F(DirectTest, AReplacementThatIsTheObjectItselfIsNotDeleted) {
  host.engine_config.owner = "net-team";
  NewRun(host.engine_config);
  Make({{"port", {Kind::kConnection, Port("dc1")}}});
  const ObjectOutput same = Create(Kind::kConnection, Port("dc1"));
  EXPECT_EQ(Text(same.state, field::kId), IdOf("port"));
  const ObjectOutput deleted = Delete(host.state.at("port"));
  EXPECT_THAT(Said(deleted), HasSubstr("with create_before_destroy"));
  EXPECT_TRUE(deleted.diagnostics.has_errors());
  EXPECT_EQ(deleted.state, host.state.at("port").state);
  EXPECT_EQ(world.Count("Delete"), 0U);
  NewRun(host.engine_config);
  const ObjectOutput read = engine_->Read(Kind::kConnection, deleted.state, deleted.facts);
  EXPECT_THAT(read.facts, HasSubstr("taken"));
  const PlanOutput plan = engine_->Plan({.kind = Kind::kConnection, .prior = deleted.state, .facts = deleted.facts});
  EXPECT_EQ(plan.action, Action::kForget);
  EXPECT_THAT(plan.diagnostics.ToString(), HasSubstr("nothing is deleted"));
  const ObjectOutput forgotten =
      engine_->Apply({.kind = Kind::kConnection, .prior = deleted.state, .facts = plan.facts});
  EXPECT_TRUE(forgotten.state.is_null());
  EXPECT_EQ(world.Count("Delete"), 0U);
}

// Planned as an update, because a value was not known: Terraform takes no replacement for that as it applies.
TEST_F(DirectTest, AValueThatComesOutDifferentIsRefusedInWordsOfOurs) {
  Make(FullStack());
  struct Case {
    std::string address;
    Value config;
    std::string_view field;
    std::string value;
  };
  for (Case one : {Case{"port", Port("dc1"), field::kLocation, "L2"},
                   Case{"vif", Interface("prod", IdOf("port"), 125), field::kGatewayId, "gw-2"},
                   Case{"cidr", Cidr("10.0.0.0/16"), field::kAdvertisedBy, "assoc-2"}}) {
    SCOPED_TRACE(one.address);
    NewRun();
    const Instance& instance = host.state.at(one.address);
    one.config.Put(one.field, S(one.value));
    const PlanOutput plan = engine_->Plan({.kind = instance.kind,
                                           .prior = instance.state,
                                           .config = one.config,
                                           .facts = instance.facts,
                                           .applied_at_once = true});
    EXPECT_TRUE(plan.replace.empty());
    EXPECT_TRUE(plan.planned.IsWhollyKnown()) << plan.planned.ToString();
    EXPECT_EQ(Text(plan.planned, field::kId), IdOf(one.address));
    const ObjectOutput refused = engine_->Apply({.kind = instance.kind,
                                                 .prior = instance.state,
                                                 .planned = plan.planned,
                                                 .config = one.config,
                                                 .facts = plan.facts});
    EXPECT_THAT(Said(refused), HasSubstr("can no longer be changed in place"));
    EXPECT_THAT(Said(refused), HasSubstr(one.value));
    EXPECT_EQ(refused.state, instance.state);
    EXPECT_EQ(world.MutatingCalls(), 0U);
  }
}

TEST_F(DirectTest, WhatIsInTheStateTwiceIsNotDeleted) {
  Make({{"port", {Kind::kConnection, Port("dc1")}}});
  const Instance& port = host.state.at("port");
  for (const bool leaves_first : {false, true}) {
    NewRun(host.engine_config);
    const auto plan = [&](bool leaves) {
      return engine_->Plan({.kind = port.kind, .prior = port.state, .config = leaves ? Value::Null() : Port("dc1")});
    };
    EXPECT_FALSE(plan(leaves_first).diagnostics.has_errors());
    EXPECT_THAT(plan(!leaves_first).diagnostics.ToString(), HasSubstr("in the state twice")) << leaves_first;
    EXPECT_EQ(host.state.size(), 1U);
  }
}

TEST_F(DirectTest, WhatAnotherResourceManagesIsNotMadeTwice) {
  Make(FullStack());
  const Instance& cidr = host.state.at("cidr");
  EXPECT_FALSE(engine_->Read(cidr.kind, cidr.state, cidr.facts).diagnostics.has_errors());
  const ObjectOutput again = Create(Kind::kBgpCidr, Cidr("10.0.0.0/16"));
  EXPECT_THAT(Said(again), HasSubstr("another resource of this configuration manages it"));
  EXPECT_THAT(Said(again), HasSubstr("remove the other first"));
  EXPECT_EQ(world.MutatingCalls(), 0U);
}

// The other session, which would have carried the traffic meanwhile, has gone since the plan.
TEST_F(DirectTest, AChangeThatHasBecomeAReplacementIsNotMade) {
  Make(FullStack());
  const Instance& vif = host.state.at("vif");
  Value config = Interface("prod", IdOf("port"), 125);
  config.Put("customer_asn", S("65010"));
  const PlanOutput plan = engine_->Plan({.kind = vif.kind, .prior = vif.state, .config = config, .facts = vif.facts});
  ASSERT_EQ(plan.action, Action::kUpdate) << plan.diagnostics.ToString();
  world.objects.erase(IdOf("peer"));
  NewRun();
  const ObjectOutput refused = engine_->Apply(
      {.kind = vif.kind, .prior = vif.state, .planned = plan.planned, .config = config, .facts = plan.facts});
  EXPECT_THAT(Said(refused), HasSubstr("error at 'customer_asn'"));
  EXPECT_THAT(Said(refused), HasSubstr("can no longer be changed in place: a session cannot be changed"));
  EXPECT_EQ(refused.state, vif.state);
  EXPECT_EQ(world.MutatingCalls(), 0U);
}

TEST_F(DirectTest, AHeldObjectThatIsPlannedAnewIsReplaced) {
  Configuration configuration = SmallStack();
  Set(configuration, "port", "on_destroy", S("refuse"));
  Make(configuration);
  const Instance& port = host.state.at("port");
  engine_->Hold(port.kind, port.state);
  EXPECT_FALSE(engine_->Read(port.kind, port.state, port.facts).diagnostics.has_errors());
  Value config = Port("dc1");
  config.Put("on_destroy", S("refuse"));
  const PlanOutput plan = engine_->Plan({.kind = port.kind, .config = config});
  EXPECT_EQ(plan.action, Action::kReplace);
  EXPECT_THAT(plan.diagnostics.ToString(), HasSubstr("on_destroy"));
  EXPECT_TRUE(plan.diagnostics.has_errors());
}

TEST_F(DirectTest, AReadThatFailsIsNoAbsence) {
  Make(FullStack());
  world.fault = [](std::size_t, const FakeCall&) { return Fault::kFailBefore; };
  for (const std::string address : {"port", "vif", "peer", "cidr"}) {
    const Instance& instance = host.state.at(address);
    const ObjectOutput read = engine_->Read(instance.kind, instance.state, instance.facts);
    EXPECT_THAT(Said(read), HasSubstr("Refused by the fault"));
    EXPECT_EQ(read.state, instance.state);
    EXPECT_THAT(Said(engine_->Import(instance.kind, "sky/east/" + IdOf(address))), HasSubstr("Refused by the fault"));
  }
  EXPECT_THAT(Said(engine_->Import(Kind::kBgpGroup, "sky/east/" + IdOf("vif") + "/ipv6")),
              HasSubstr("Refused by the fault"));
  Value adopting = Port("theirs");
  adopting.Put("adopt", S("con-9"));
  EXPECT_THAT(engine_->Plan({.kind = Kind::kConnection, .config = adopting}).diagnostics.ToString(),
              HasSubstr("error at 'adopt'"));
}

TEST_F(DirectTest, AGroupIsImportedFromASessionThatThereIs) {
  Make(SmallStack());
  const ObjectOutput none = engine_->Import(Kind::kBgpGroup, "sky/east/" + IdOf("vif") + "/ipv6");
  EXPECT_THAT(Said(none), HasSubstr("has no ipv6 session"));
  EXPECT_TRUE(none.state.is_null());
  const ObjectOutput own = engine_->Import(Kind::kBgpGroup, "sky/east/" + IdOf("vif") + "/ipv4");
  EXPECT_FALSE(own.diagnostics.has_errors()) << Said(own);
  EXPECT_EQ(own.state.Get("customer_asn"), S("65546"));
}

TEST_F(DirectTest, AKeyOfTheOnlySessionReplacesTheInterfaceWhereThatIsAllowed) {
  Configuration configuration = SmallStack();
  Set(configuration, "vif", "auth_key", S("the-first-key"));
  Make(configuration);
  Set(configuration, "vif", "auth_key", S("the-second-key"));
  ExpectRefused(configuration, "Key of the only session would change");
  host.engine_config.allow_disruption = {IdOf("vif")};
  const RunResult plan = host.Plan(configuration);
  EXPECT_TRUE(plan.ok()) << plan.ToString();
  EXPECT_EQ(plan.actions.at("vif").action, Action::kReplace);
}

TEST_F(DirectTest, AWriteOnlyKeyAndItsVersionBelongTogether) {
  Value config = Interface("prod", "con-1", 125);
  config.Put("auth_key_wo", S("the-first-key"));
  EXPECT_THAT(engine_->Validate(Kind::kVirtualInterface, config).ToString(),
              HasSubstr("warning at 'auth_key_wo': Key without a version"));
  config.Put("auth_key_wo_version", S("1"));
  EXPECT_THAT(engine_->Validate(Kind::kVirtualInterface, config).ToString(), Not(HasSubstr("auth_key_wo")));
  config.Put("auth_key_wo", Value::Null());
  EXPECT_THAT(engine_->Validate(Kind::kVirtualInterface, config).ToString(),
              HasSubstr("warning at 'auth_key_wo_version': Version without a key"));
}

// A job that has no key at hand changes something else: that the key is in force is looked at as before.
TEST_F(DirectTest, ARunWithoutTheKeyDoesNotForgetThatThereIsOne) {
  Configuration keyed = SmallStack();
  Set(keyed, "vif", "auth_key_wo", S("the-first-key"));
  Set(keyed, "vif", "auth_key_wo_version", Value::Int(1));
  Make(keyed);
  Configuration without = keyed;
  Set(without, "vif", "auth_key_wo", Value::Null());
  for (const bool changes : {false, true}) {
    if (changes) Set(without, "vif", "tags", Value::Map({{"a", S("b")}}));
    const RunResult applied = host.Apply(without);
    EXPECT_TRUE(applied.ok()) << applied.ToString();
    EXPECT_EQ(ObjectOf("vif").key, "the-first-key");
  }
  Set(keyed, "vif", "tags", Value::Map({{"a", S("b")}}));
  ExpectNoChanges(keyed);
  ObjectOf("vif").key.clear();  // by somebody
  EXPECT_TRUE(host.Plan(keyed).actions.contains("vif"));
}

}  // namespace
}  // namespace ic::reconcile
