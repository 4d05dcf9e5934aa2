// The engine as Terraform's core sees it: values, plans, states. The host of these tests checks every answer against
// the rules that core enforces.
#include "reconcile/engine.h"

#include <string>
#include <vector>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class EngineTest : public EngineFixture {};

TEST_F(EngineTest, ApplyThenPlanIsEmpty) {
  Make(FullStack());
  EXPECT_EQ(world.objects.size(), 4U);  // the group lives in the state only
  EXPECT_EQ(StateOf("group", "id"), S("lowered/ipv6/64600"));
  EXPECT_EQ(StateOf("peer", "customer_asn"), S("64600"));
  EXPECT_EQ(StateOf("peer", "address_family"), S("ipv6"));
  EXPECT_EQ(StateOf("vif", "on_destroy"), S("delete"));
  EXPECT_EQ(StateOf("port", "bandwidth"), S("1G"));  // as it was written
  EXPECT_EQ(StateOf("vif", "customer_asn"), S("1.10"));
  EXPECT_EQ(StateOf("vif", "region"), S("east"));
  EXPECT_EQ(StateOf("vif", "route_mode"), S("bgp"));
  const RunResult destroyed = host.Destroy();
  EXPECT_TRUE(destroyed.ok()) << destroyed.ToString();
  EXPECT_TRUE(world.objects.empty());
}

TEST_F(EngineTest, UnchangedObjectsCostOneReadEach) {
  Make(FullStack());
  EXPECT_TRUE(host.Plan(FullStack()).ok());
  for (const FakeCall& call : world.calls) {
    if (call.operation == "List" && call.kind == Kind::kConnection)
      continue;  // of its twins; a vendor's reads share it
    EXPECT_EQ(call.operation, "Read");
    EXPECT_EQ(call.freshness, Freshness::kShared);
  }
}

TEST_F(EngineTest, WhatStaysIsKnownAhead) {
  host.ahead = true;
  Configuration configuration = FullStack();
  Make(configuration);
  // A new one that could be mistaken for one that stays is found from either side.
  Configuration twice = configuration;
  for (const std::size_t place : {std::size_t{0}, twice.size()}) {
    twice = configuration;
    twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(place), {"same", {Kind::kConnection, Port("dc1")}});
    ExpectRefused(twice, "Two objects are the same");
  }
  Set(configuration, "vif", "name", S("other"));
  const RunResult changed = host.Plan(configuration);
  EXPECT_TRUE(changed.ok()) << changed.ToString();
  EXPECT_EQ(changed.actions.size(), 1U) << changed.ToString();
}

TEST_F(EngineTest, OtherSpellingsOfOneValueAreNoChange) {
  Configuration configuration = SmallStack();
  Make(configuration);
  Set(configuration, "port", "bandwidth", S("1000Mbps"));
  Set(configuration, "vif", "customer_asn", S("65546"));
  ExpectNoChanges(configuration);
}

TEST_F(EngineTest, FourByteAsnsInBothNotationsAreOneValue) {
  Configuration configuration = SmallStack();
  Set(configuration, "vif", "customer_asn", S("4200000000"));
  Make(configuration);
  EXPECT_EQ(StateOf("vif", "customer_asn"), S("4200000000"));
  Set(configuration, "vif", "customer_asn", S("64086.59904"));
  ExpectNoChanges(configuration);
}

TEST_F(EngineTest, TagsAndNamesNeverReplace) {
  Configuration configuration = SmallStack();
  Make(configuration);
  const std::string port = IdOf("port");
  const std::string vif = IdOf("vif");
  const std::vector<Value> tags = {Value::Map({}), Value::Null(), Value::Map({{"a", S("1")}}),
                                   Value::Map({{"a", S("2")}, {"b", S("")}})};
  int name = 0;
  for (const Value& tag : tags) {
    for (const std::string address : {"port", "vif"}) {
      Set(configuration, address, "tags", tag);
      Set(configuration, address, "name", S("name" + std::to_string(++name)));
    }
    const RunResult plan = host.Plan(configuration);
    for (const auto& [address, action] : plan.actions) EXPECT_EQ(action.action, Action::kUpdate) << plan.ToString();
    Make(configuration);
  }
  EXPECT_EQ(IdOf("port"), port);
  EXPECT_EQ(IdOf("vif"), vif);
}

TEST_F(EngineTest, OnlyTheChangedFieldsAreSent) {
  Configuration configuration = SmallStack();
  Make(configuration);
  Set(configuration, "port", "name", S("renamed"));
  const RunResult changed = host.Apply(configuration);
  ASSERT_TRUE(changed.ok()) << changed.ToString();
  ASSERT_EQ(world.Count("Update"), 1U);
  for (const FakeCall& call : world.calls) {
    if (call.operation == "Update") {
      EXPECT_THAT(call.changed, ::testing::ElementsAre("name"));
    }
  }
}

TEST_F(EngineTest, WhatTouchesNoCloudMakesNoCall) {
  Configuration configuration = FullStack();
  Make(configuration);
  Set(configuration, "port", "on_destroy", S("keep"));
  Set(configuration, "port", "adopt", S(IdOf("port")));
  Set(configuration, "vif", "timeouts", Value::Object({{"create", S("5m")}}));
  Set(configuration, "group", "description", S("other words"));
  const RunResult changed = host.Apply(configuration);
  EXPECT_TRUE(changed.ok()) << changed.ToString();
  EXPECT_EQ(changed.actions.size(), 3U) << changed.ToString();
  EXPECT_EQ(world.MutatingCalls(), 0U);
  ExpectNoChanges(configuration);
}

TEST_F(EngineTest, ReplacementSaysWhyAndWhatItInterrupts) {
  Configuration configuration = SmallStack();
  Make(configuration);
  const std::string old = IdOf("vif");
  Set(configuration, "vif", "vlan", Value::Int(126));
  const RunResult replaced = host.Apply(configuration);
  ASSERT_TRUE(replaced.ok()) << replaced.ToString();
  EXPECT_EQ(replaced.actions.at("vif").action, Action::kReplace);
  EXPECT_THAT(replaced.ToString(), HasSubstr("Replacement of a virtual interface"));
  EXPECT_THAT(replaced.ToString(), HasSubstr("vlan changes from 125 to 126: the API cannot change it"));
  EXPECT_THAT(replaced.ToString(), HasSubstr("all its traffic"));
  EXPECT_THAT(replaced.ToString(), Not(HasSubstr("create_before_destroy")));  // both can be there at once
  EXPECT_NE(IdOf("vif"), old);
  EXPECT_FALSE(world.objects.contains(old));
  ExpectNoChanges(configuration);
  Set(configuration, "vif", "gateway_id", S("gw-2"));
  const RunResult moved = host.Apply(configuration);
  EXPECT_EQ(moved.actions.at("vif").action, Action::kReplace);
  EXPECT_THAT(moved.ToString(), HasSubstr("With create_before_destroy the new one would be refused, because both have "
                                          "the same VLAN on"));
}

TEST_F(EngineTest, ReplacedParentTakesItsChildrenAlong) {
  Configuration configuration = FullStack();
  Make(configuration);
  Set(configuration, "port", "location", S("L2"));
  const RunResult replaced = host.Apply(configuration);
  // The interface moves in place; its port can only be deleted when nothing stands on it.
  EXPECT_EQ(replaced.actions.at("port").action, Action::kReplace);
  EXPECT_EQ(replaced.actions.at("vif").action, Action::kUpdate);
  EXPECT_THAT(replaced.ToString(), HasSubstr("and the cloud deletes no connection then"));
  EXPECT_EQ(world.Count("Delete"), 0U);
}

// Terraform tells no provider what leaves the state and stays in the cloud.
TEST_F(EngineTest, AConnectionDoesNotGoFromUnderWhatTheStateLetGoOf) {
  for (const char* cloud : {"sky", "rock"}) {
    SCOPED_TRACE(cloud);
    Configuration configuration = SmallStack();
    for (auto& [address, resource] : configuration) resource.config.Put("cloud", S(cloud));
    Make(configuration);
    const std::string interface = IdOf("vif");
    const std::string port = IdOf("port");
    host.state.erase("vif");
    const RunResult kept = host.Destroy();
    EXPECT_THAT(kept.ToString(), HasSubstr("A connection goes from under an interface"));
    EXPECT_THAT(kept.ToString(), HasSubstr(interface));
    EXPECT_EQ(world.Count("Delete"), 0U);
    EXPECT_TRUE(world.objects.contains(port));
    world.objects.erase(interface);
    EXPECT_TRUE(host.Destroy().ok());
    EXPECT_FALSE(world.objects.contains(port));
    world.calls.clear();
  }
}

TEST_F(EngineTest, ForcedReplacement) {
  Configuration configuration = SmallStack();
  Make(configuration);
  const std::string old = IdOf("vif");
  host.force_replace = {"vif"};
  const RunResult replaced = host.Apply(configuration);
  ASSERT_TRUE(replaced.ok()) << replaced.ToString();
  EXPECT_NE(IdOf("vif"), old);
  host.force_replace.clear();
  ExpectNoChanges(configuration);
}

TEST_F(EngineTest, TaintedObjectIsReplacedWithoutCollidingWithItself) {
  Configuration configuration = SmallStack();
  Make(configuration);
  host.state.at("vif").tainted = true;
  const RunResult replaced = host.Apply(configuration);
  ASSERT_TRUE(replaced.ok()) << replaced.ToString();
  EXPECT_EQ(world.IdsOf(Kind::kVirtualInterface).size(), 1U);
  ExpectNoChanges(configuration);
}

TEST_F(EngineTest, DriftIsShownAndRepaired) {
  Configuration configuration = FullStack();
  Make(configuration);
  ObjectOf("vif").attributes.Put("mtu", Value::Int(8500));
  ObjectOf("port").attributes.Put("tags", Value::Map({{"team", S("other")}}));
  ObjectOf("port").attributes.Put("name", S("somebody's"));
  const RunResult plan = host.Plan(configuration);
  ASSERT_TRUE(plan.ok()) << plan.ToString();
  EXPECT_EQ(plan.actions.size(), 1U) << plan.ToString();  // the MTU was left to the cloud
  EXPECT_EQ(world.MutatingCalls(), 0U);
  Make(configuration);
  EXPECT_EQ(Text(ObjectOf("port").attributes, "name"), "dc1");
  EXPECT_EQ(StateOf("vif", "mtu"), Value::Int(8500));
}

// Of every configured value: that the cloud tells none is not that it does not tell.
TEST_F(EngineTest, WhatIsTakenOffIsPlannedAgain) {
  Configuration configuration = FullStack();
  Set(configuration, "vif", "customer_prefixes", Value::StringSet({"10.1.0.0/16"}));
  Set(configuration, "vif", "sky", Value::Object({{"shortcut", Value::Bool(true)}}));
  Make(configuration);
  const auto whole = world.objects;
  int taken = 0;
  for (const auto& [address, resource] : configuration) {
    if (resource.kind == Kind::kBgpGroup) continue;  // lowered: no object of the cloud
    const std::vector<Field> fields = AllFields(SkyTraits(), resource.kind);
    for (const Leaf& leaf : Leaves(fields)) {
      const bool ours = leaf.local() || leaf.path == field::kCloud || leaf.path == field::kBgpGroupId;
      if (ours || !ValueAt(resource.config, leaf).is_known()) continue;
      SCOPED_TRACE(address + " " + leaf.path);
      Value& live = ObjectOf(address).attributes;
      PutAt(live, leaf, leaf.path == field::kTags ? Value::Map({}) : Value::Null());
      EXPECT_TRUE(host.Plan(configuration).actions.contains(address));
      world.objects = whole;
      ++taken;
    }
  }
  EXPECT_GE(taken, 14);
}

TEST_F(EngineTest, AnEmptyTextIsNone) {
  Configuration configuration = FullStack();
  Set(configuration, "peer", "description", S(""));
  Make(configuration);
  EXPECT_EQ(StateOf("peer", "description"), S(""));
}

// The cloud has the interface, and not the session that it is to carry: it gets one, and goes on being what it is.
TEST_F(EngineTest, ALostSessionIsMadeAgainInPlace) {
  for (const bool second : {true, false}) {
    SCOPED_TRACE(second);
    world.objects.clear();
    host.state.clear();
    Configuration configuration = SmallStack();
    Set(configuration, "vif", "auth_key", S("a-key-of-ours"));
    Set(configuration, "vif", "redundancy_group", S("pair"));
    if (second) configuration.push_back({"peer", {Kind::kBgpPeer, Peer("${vif.id}", "ipv6")}});
    Make(configuration);
    const std::string id = IdOf("vif");
    ObjectOf("vif").attributes.Put("customer_asn", Value::Null());
    const RunResult repaired = host.Apply(configuration);
    EXPECT_TRUE(repaired.ok()) << repaired.ToString();
    EXPECT_EQ(repaired.actions.at("vif"), Action::kUpdate) << repaired.ToString();
    EXPECT_EQ(IdOf("vif"), id);
    EXPECT_FALSE(ObjectOf("vif").attributes.Get("customer_asn").is_null());
    ExpectNoChanges(configuration);
  }
}

TEST_F(EngineTest, ObjectThatIsGoneIsCreatedAgain) {
  Configuration configuration = FullStack();
  Make(configuration);
  world.objects.erase(IdOf("cidr"));
  const RunResult again = host.Apply(configuration);
  ASSERT_TRUE(again.ok()) << again.ToString();
  EXPECT_THAT(again.ToString(), HasSubstr("Object is gone"));
  EXPECT_EQ(again.actions.size(), 1U);
  ExpectNoChanges(configuration);
}

TEST_F(EngineTest, FailedReadIsNeverAbsence) {
  Make(FullStack());
  world.fault = [](std::size_t /*number*/, const FakeCall& call) {
    return call.operation == "Read" ? Fault::kFailBefore : Fault::kNone;
  };
  const std::size_t before = host.state.size();
  const RunResult failed = host.Apply(FullStack());
  EXPECT_FALSE(failed.ok());
  EXPECT_EQ(host.state.size(), before);
}

TEST_F(EngineTest, RegionIsDecidedOnce) {
  Configuration configuration = SmallStack();
  Make(configuration);
  world.default_region = "west";
  ExpectNoChanges(configuration);
  Set(configuration, "vif", "region", S("west"));
  EXPECT_EQ(host.Plan(configuration).actions.at("vif").action, Action::kReplace);
}

TEST_F(EngineTest, NoRegionIsAnErrorOnRegion) {
  world.default_region.clear();
  const RunResult refused = ExpectRefused(SmallStack(), "error at 'region'");
  EXPECT_THAT(refused.ToString(), HasSubstr("No region is set"));
}

TEST_F(EngineTest, UnknownCloudNamesTheRightOne) {
  Configuration configuration = SmallStack();
  Set(configuration, "port", "cloud", S("skye"));
  ExpectRefused(configuration, "Did you mean \"sky\"?");
  Set(configuration, "port", "cloud", S("${vif.cloud}"));
  ExpectRefused(configuration, "Cloud is not known");
}

TEST_F(EngineTest, LimitsAreCheckedWhenPlanning) {
  Configuration configuration = SmallStack();
  Set(configuration, "vif", "vlan", Value::Int(4095));
  ExpectRefused(configuration, "VLAN out of range");
}

TEST_F(EngineTest, ChangeThatIsImpossibleIsRefusedWithTheReason) {
  Configuration configuration = SmallStack();
  Make(configuration);
  Set(configuration, "vif", "cloud_asn", S("64513"));
  ExpectRefused(configuration, "the gateway decides it");
}

TEST_F(EngineTest, VendorObjectIsMergedFieldByField) {
  Configuration configuration = SmallStack();
  Make(configuration);
  const Value own = StateOf("port", "sky");
  EXPECT_EQ(own.Get("port_class"), S("standard"));
  EXPECT_EQ(own.Get("owner_account"), S("account-1"));
  Set(configuration, "port", "sky", Value::Object({{"lag_id", S("lag-1")}}));
  Make(configuration);
  EXPECT_EQ(StateOf("port", "sky").Get("lag_id"), S("lag-1"));
  EXPECT_EQ(StateOf("port", "sky").Get("port_class"), S("standard"));
  Set(configuration, "port", "sky", Value::Null());  // left out: as it is
  ExpectNoChanges(configuration);
  EXPECT_TRUE(StateOf("port", "rock").is_null());
}

TEST_F(EngineTest, WhatAGroupSaysOfItsPeersIsWatched) {
  Make(FullStack());
  ObjectOf("peer").attributes.Put("customer_asn", S("64999"));
  const RunResult plan = host.Plan(FullStack());
  ASSERT_EQ(plan.actions.count("peer"), 1U) << plan.ToString();
  EXPECT_EQ(plan.actions.at("peer").action, Action::kReplace);
  EXPECT_THAT(plan.ToString(), HasSubstr("to undo what somebody else changed"));
  host.engine_config.allow_replacement = {IdOf("peer")};
  Make(FullStack());
  EXPECT_EQ(Text(ObjectOf("peer").attributes, "customer_asn"), "64600");
}

TEST_F(EngineTest, ChangeOfAGroupReachesItsPeers) {
  Configuration configuration = FullStack();
  Make(configuration);
  const std::string old = IdOf("peer");
  Set(configuration, "group", "description", S("words"));
  EXPECT_EQ(host.Plan(configuration).actions.size(), 1U);
  Set(configuration, "group", "customer_asn", S("64601"));
  const RunResult changed = host.Apply(configuration);
  ASSERT_TRUE(changed.ok()) << changed.ToString();
  EXPECT_EQ(changed.actions.at("group").action, Action::kUpdate);
  EXPECT_EQ(changed.actions.at("peer").action, Action::kReplace);
  EXPECT_NE(IdOf("peer"), old);
  EXPECT_EQ(Text(ObjectOf("peer").attributes, "customer_asn"), "64601");
  ExpectNoChanges(configuration);
}

TEST_F(EngineTest, GroupsAreRealWhereTheCloudHasThem) {
  Configuration configuration = FullStack();
  for (auto& [address, resource] : configuration) resource.config.Put("cloud", S("rock"));
  Set(configuration, "group", "auth_key", S("a-key"));
  Set(configuration, "peer", "address_family", S("ipv6"));
  Set(configuration, "peer", "customer_asn", S("64600"));
  Make(configuration);
  EXPECT_EQ(world.IdsOf(Kind::kBgpGroup).size(), 1U);
}

TEST_F(EngineTest, LoweringSaysWhatItCannotCarry) {
  Configuration configuration = FullStack();
  Set(configuration, "group", "auth_key", S("a-key"));
  ExpectRefused(configuration, "Put the key on each BGP peer");
  configuration = FullStack();
  Set(configuration, "peer", "virtual_interface_id", Value::Null());
  ExpectRefused(configuration, "Set virtual_interface_id");
  configuration = FullStack();
  Set(configuration, "peer", "customer_asn", S("65000"));
  ExpectRefused(configuration, "contradicts its group");
  Set(configuration, "peer", "bgp_group_id", S("bgpg-123"));
  ExpectRefused(configuration, "Malformed BGP group id");
}

TEST_F(EngineTest, GroupGoesWithItsInterface) {
  Configuration configuration = FullStack();
  Make(configuration);
  world.objects.erase(IdOf("peer"));
  world.objects.erase(IdOf("vif"));
  const RunResult plan = host.Plan(configuration);
  EXPECT_EQ(plan.actions.at("group").action, Action::kCreate);
}

TEST_F(EngineTest, OnDestroy) {
  Configuration configuration = SmallStack();
  Set(configuration, "port", "on_destroy", Value::Null());
  Make(configuration);
  EXPECT_EQ(StateOf("port", "on_destroy"), S("refuse"));
  ExpectRefused({}, "set on_destroy = \"delete\"");
  Set(configuration, "port", "location", S("L2"));
  ExpectRefused(configuration, "would be replaced");
  Set(configuration, "port", "location", S("L1"));
  Set(configuration, "port", "on_destroy", S("keep"));
  Make(configuration);
  Set(configuration, "port", "location", S("L2"));
  ExpectRefused(configuration, "Replacement of a kept object");
  const RunResult destroyed = host.Destroy();
  EXPECT_TRUE(destroyed.ok()) << destroyed.ToString();
  EXPECT_EQ(destroyed.actions.at("port").action, Action::kForget);
  EXPECT_THAT(destroyed.ToString(), HasSubstr("Object stays in the cloud"));  // the plan
  EXPECT_THAT(destroyed.ToString(), HasSubstr("Object is kept in the cloud"));
  EXPECT_EQ(world.IdsOf(Kind::kConnection).size(), 1U);
  EXPECT_THAT(world.IdsOf(Kind::kVirtualInterface), IsEmpty());
}

TEST_F(EngineTest, ForcedReplacementRespectsOnDestroy) {
  Configuration configuration = {{"port", {Kind::kConnection, Port("dc1")}}};
  Set(configuration, "port", "on_destroy", S("refuse"));
  Make(configuration);
  host.force_replace = {"port"};
  ExpectRefused(configuration, "would be replaced");
  host.force_replace.clear();
  host.state.at("port").tainted = true;
  ExpectRefused(configuration, "would be replaced");
}

TEST_F(EngineTest, ReadOnlyPlansButChangesNothing) {
  host.engine_config.read_only = true;
  EXPECT_TRUE(host.Plan(SmallStack()).ok());
  const RunResult refused = host.Apply(SmallStack());
  EXPECT_THAT(refused.ToString(), HasSubstr("read_only is set"));
  EXPECT_EQ(world.MutatingCalls(), 0U);
  EXPECT_TRUE(host.state.empty());
}

TEST_F(EngineTest, ReadOnlyStillChangesWhatIsOnlyInTheState) {
  Configuration configuration = SmallStack();
  Make(configuration);
  host.engine_config.read_only = true;
  Set(configuration, "port", "on_destroy", S("keep"));
  EXPECT_TRUE(host.Apply(configuration).ok());
  ExpectNoChanges(configuration);
}

TEST_F(EngineTest, StoppedEngineEndsItsCalls) {
  FakeFactory factory(world);
  FakeClock clock;
  const auto random = SeededRandom(1);
  EngineEnvironment environment;
  environment.factory = &factory;
  environment.clock = &clock;
  environment.random = random.get();
  Engine engine(environment);
  EXPECT_TRUE(engine.Configure({}).empty());
  engine.Stop();
  EXPECT_EQ(engine.CheckHealth("sky", "", Kind::kConnection, {}).status().code(), StatusCode::kCancelled);
  EXPECT_TRUE(engine.Configure({}).empty());
  EXPECT_TRUE(engine.CheckHealth("sky", "", Kind::kConnection, {}).ok());
}

TEST_F(EngineTest, CreateThatIsStoppedWhileItsLimitsAreCheckedIsAnError) {
  FakeFactory factory(world);
  FakeClock clock;
  const auto random = SeededRandom(1);
  EngineEnvironment environment;
  environment.factory = &factory;
  environment.clock = &clock;
  environment.random = random.get();
  Engine engine(environment);
  EXPECT_TRUE(engine.Configure({}).empty());
  const Value config = Interface("prod", "con-1", 125);
  const PlanOutput plan = engine.Plan({.kind = Kind::kVirtualInterface, .config = config});
  ASSERT_FALSE(plan.diagnostics.has_errors()) << plan.diagnostics.ToString();
  world.fault = [&engine](std::size_t, const FakeCall& call) {
    if (call.operation != "List") return Fault::kNone;
    engine.Stop();
    return Fault::kFailBefore;
  };
  const ObjectOutput made =
      engine.Apply({.kind = Kind::kVirtualInterface, .planned = plan.planned, .config = config, .facts = plan.facts});
  EXPECT_TRUE(made.diagnostics.has_errors());
  EXPECT_TRUE(made.state.is_null());
  EXPECT_EQ(world.MutatingCalls(), 0U);
}

// Stopped before, during and after each call of the deletion of what is replaced: it is not begun, or it is seen
// through.
TEST_F(EngineTest, ADeletionForASuccessorIsNotEndedHalfWay) {
  FakeFactory factory(world);
  FakeClock clock;
  const auto random = SeededRandom(1);
  EngineEnvironment environment;
  environment.factory = &factory;
  environment.clock = &clock;
  environment.random = random.get();
  bool was_kept = false;
  bool was_deleted = false;
  for (std::size_t at = 0; at < 12; ++at) {
    for (const bool finished : {false, true}) {
      world.fault = nullptr;
      world.objects.clear();
      Value prior = Interface("prod", "con-1", 125);
      prior.Put("region", S("east"));
      const std::string id = world.Plant(Kind::kVirtualInterface, "sky", prior);
      Engine engine(environment);
      EXPECT_TRUE(engine.Configure({}).empty());
      prior = engine.Import(Kind::kVirtualInterface, "sky/east/" + id).state;
      ASSERT_FALSE(prior.is_null());
      prior.Put("on_destroy", S("delete"));
      Value config = Interface("prod", "con-1", 126);
      config.Put("on_destroy", S("delete"));
      const PlanOutput plan = engine.Plan({.kind = Kind::kVirtualInterface, .prior = prior, .config = config});
      ASSERT_EQ(plan.action, Action::kReplace) << plan.diagnostics.ToString();
      // What takes its place is planned next, and leaves word of it.
      const std::string facts =
          engine.Plan({.kind = Kind::kVirtualInterface, .config = config, .facts = plan.facts}).facts;
      std::size_t calls = 0;
      if (at == 0) engine.Stop();
      world.fault = [&](std::size_t, const FakeCall&) {
        if (++calls == at) engine.Stop();
        return Fault::kNone;
      };
      const ObjectOutput gone =
          engine.Apply({.kind = Kind::kVirtualInterface, .prior = prior, .facts = facts, .makes_successor = finished});
      const bool is_there = world.objects.contains(id);
      EXPECT_EQ(gone.diagnostics.has_errors(), is_there) << at << gone.diagnostics.ToString();
      EXPECT_EQ(gone.state.is_null(), !is_there) << at;
      const bool stopped = calls >= at;
      EXPECT_EQ(gone.diagnostics.ToString().find("its successor is not made") != std::string::npos,
                !is_there && stopped && !finished)
          << at << gone.diagnostics.ToString();
      was_kept |= is_there;
      was_deleted |= !is_there && stopped;
    }
  }
  EXPECT_TRUE(was_kept && was_deleted);
}

TEST_F(EngineTest, EngineBeforeConfigure) {
  FakeFactory factory(world);
  EngineEnvironment environment;
  environment.factory = &factory;
  Engine engine(environment);
  EXPECT_FALSE(engine.Validate(Kind::kVirtualInterface, Interface("a", "con-1", 4095)).empty());
  EXPECT_EQ(engine.DefaultRegion("sky").status().code(), StatusCode::kFailedPrecondition);
  EngineConfig config;
  config.clouds["moon"] = Value::Null();
  config.limits["no.such"] = 3;
  const std::string words = engine.Configure(config).ToString();
  EXPECT_THAT(words, HasSubstr("error at 'moon'"));
  EXPECT_THAT(words, HasSubstr("error at 'limits[\"no.such\"]'"));
}

TEST_F(EngineTest, SettingsThatAreNotKnownYetAreAnErrorOnlyWhereTheyAreNeeded) {
  host.engine_config.clouds["sky"] = Value::Object({{"region", Value::Unknown()}});
  const RunResult refused = ExpectRefused(SmallStack(), "only known after apply");
  EXPECT_THAT(refused.ToString(), HasSubstr("error at 'region'"));
}

}  // namespace
}  // namespace ic::reconcile
