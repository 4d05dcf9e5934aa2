// The redundancy guard, when planning and when applying.
#include <string>
#include <thread>
#include <vector>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;

class GuardTest : public EngineFixture {
 protected:
  // Two ports with one interface each; both interfaces back each other.
  static Configuration Pair() {
    Configuration configuration = {{"port1", {Kind::kConnection, Port("p1")}},
                                   {"port2", {Kind::kConnection, Port("p2")}},
                                   {"vif1", {Kind::kVirtualInterface, Interface("v1", "${port1.id}", 101)}},
                                   {"vif2", {Kind::kVirtualInterface, Interface("v2", "${port2.id}", 102)}}};
    for (const std::string address : {"vif1", "vif2"}) Set(configuration, address, "redundancy_group", S("dc"));
    return configuration;
  }
  // A disrupting change of one interface.
  static void Disturb(Configuration& configuration, const std::string& address) {
    Set(configuration, address, "vlan", Value::Int(address == "vif1" ? 201 : 202));
  }
};

constexpr std::string_view kRefusal = "Redundancy group would lose its last healthy member";

TEST_F(GuardTest, OneOfTwoMayGoDown) {
  Configuration configuration = Pair();
  Make(configuration);
  Disturb(configuration, "vif1");
  const RunResult changed = host.Apply(configuration);
  EXPECT_TRUE(changed.ok()) << changed.ToString();
  Remove(configuration, "vif1");
  EXPECT_TRUE(host.Apply(configuration).ok());
}

TEST_F(GuardTest, LastHealthyMemberIsKept) {
  Configuration configuration = Pair();
  Make(configuration);
  for (const HealthState state : {HealthState::kDown, HealthState::kUnknown}) {
    ObjectOf("vif2").health = state;
    Configuration changed = configuration;
    Disturb(changed, "vif1");
    const RunResult refused = ExpectRefused(changed, kRefusal);
    EXPECT_THAT(refused.ToString(), HasSubstr("virtual interface \"v2\""));
    EXPECT_THAT(refused.ToString(), HasSubstr("allow_disruption = [\"dc\"]"));
    changed = configuration;
    Remove(changed, "vif1");
    ExpectRefused(changed, "Deleting virtual interface \"v1\"");
    changed = configuration;
    Set(changed, "vif1", "mtu", Value::Int(8500));  // in place, but interrupting
    ExpectRefused(changed, "Changing mtu of virtual interface \"v1\"");
    host.force_replace = {"vif1"};
    ExpectRefused(configuration, kRefusal);
    host.force_replace.clear();
    changed = configuration;
    Set(changed, "vif1", "name", S("harmless"));
    EXPECT_TRUE(host.Plan(changed).ok());
  }
}

TEST_F(GuardTest, BothInOneRunAreRefusedInEitherOrder) {
  Configuration configuration = Pair();
  Make(configuration);
  Configuration changed = configuration;
  Disturb(changed, "vif1");
  Disturb(changed, "vif2");
  ExpectRefused(changed, "goes down in this run");
  std::swap(changed[2], changed[3]);
  ExpectRefused(changed, "goes down in this run");
  changed = configuration;
  Disturb(changed, "vif2");
  Remove(changed, "vif1");
  ExpectRefused(changed, kRefusal);
  ExpectRefused({}, kRefusal);
}

// What is not known yet may come out as it is: no reason to refuse a plan. When it is known it counts.
TEST_F(GuardTest, WhatIsNotKnownYetIsNoChangeBeforeItIs) {
  Configuration configuration = Pair();
  for (const std::string address : {"vif1", "vif2"}) Set(configuration, address, "mtu", Value::Int(1500));
  Make(configuration);
  Configuration changed = configuration;
  for (const std::string address : {"vif1", "vif2"}) Set(changed, address, "mtu", S("${deferred.mtu}"));
  const RunResult planned = host.Plan(changed);
  EXPECT_TRUE(planned.ok()) << planned.ToString();
  EXPECT_THAT(planned.ToString(), HasSubstr("mtu of virtual interface \"v1\""));
  EXPECT_THAT(planned.ToString(), HasSubstr("is known only when this is applied"));
  for (const std::string address : {"vif1", "vif2"}) Set(changed, address, "mtu", Value::Int(8500));
  ExpectRefused(changed, kRefusal);
  // One that is known and one that is not: the other one still stands for it.
  Set(changed, "vif2", "mtu", S("${deferred.mtu}"));
  EXPECT_TRUE(host.Plan(changed).ok());
}

TEST_F(GuardTest, GroupThatIsWhollyDownMayBeRepaired) {
  Configuration configuration = Pair();
  Make(configuration);
  ObjectOf("vif1").health = HealthState::kDown;
  ObjectOf("vif2").health = HealthState::kDown;
  Disturb(configuration, "vif1");
  Disturb(configuration, "vif2");
  EXPECT_TRUE(host.Apply(configuration).ok());
}

TEST_F(GuardTest, NotKnowingIsNoLicence) {
  Configuration configuration = Pair();
  Make(configuration);
  ObjectOf("vif1").health = HealthState::kUnknown;
  ObjectOf("vif2").health = HealthState::kUnknown;
  Configuration changed = configuration;
  Disturb(changed, "vif1");
  ExpectRefused(changed, kRefusal);
  ObjectOf("vif2").health = HealthState::kUp;
  world.fault = [](std::size_t /*number*/, const FakeCall& call) {
    return call.operation == "CheckHealth" ? Fault::kFailBefore : Fault::kNone;
  };
  ExpectRefused(changed, "Health of a redundancy group is not known");
}

TEST_F(GuardTest, UserMayAllowIt) {
  Configuration configuration = Pair();
  Make(configuration);
  ObjectOf("vif2").health = HealthState::kDown;
  Disturb(configuration, "vif1");
  host.engine_config.allow_disruption = {"other"};
  ExpectRefused(configuration, kRefusal);
  host.engine_config.allow_disruption = {IdOf("vif1")};
  EXPECT_TRUE(host.Plan(configuration).ok());
  host.engine_config.allow_disruption = {"dc"};
  EXPECT_TRUE(host.Apply(configuration).ok());
}

TEST_F(GuardTest, MembersOfOtherStatesCount) {
  Configuration configuration = Pair();
  Make(configuration);
  host.state.erase("vif2");
  Remove(configuration, "vif2");
  Disturb(configuration, "vif1");
  EXPECT_TRUE(host.Plan(configuration).ok());  // v2 lives, marked with the group
  for (auto& [id, object] : world.objects) {
    if (Text(object.attributes, "name") == "v2") object.health = HealthState::kDown;
  }
  ExpectRefused(configuration, "virtual interface \"v2\"");
}

TEST_F(GuardTest, MembersOnOneConnectionAreNoRedundancy) {
  Configuration configuration = Pair();
  Set(configuration, "vif2", "connection_id", S("${port1.id}"));
  Make(configuration);
  Disturb(configuration, "vif1");
  ExpectRefused(configuration, "do not back each other");
}

TEST_F(GuardTest, BundleIsNoRedundancy) {
  Configuration configuration = {{"port1", {Kind::kConnection, Port("p1")}},
                                 {"port2", {Kind::kConnection, Port("p2")}}};
  for (const std::string address : {"port1", "port2"}) {
    Set(configuration, address, "redundancy_group", S("ports"));
    Set(configuration, address, "sky", Value::Object({{"lag_id", S("lag-1")}}));
  }
  Make(configuration);
  Configuration changed = configuration;
  Set(changed, "port1", "location", S("L2"));
  ExpectRefused(changed, kRefusal);
  Set(configuration, "port2", "sky", Value::Object({{"lag_id", S("lag-2")}}));
  host.engine_config.allow_disruption = {"ports"};
  Make(configuration);
  host.engine_config.allow_disruption.clear();
  Set(configuration, "port1", "location", S("L2"));
  EXPECT_TRUE(host.Plan(configuration).ok());
}

TEST_F(GuardTest, ConnectionTakesItsInterfacesAlong) {
  Configuration configuration = Pair();
  Make(configuration);
  ObjectOf("vif2").health = HealthState::kDown;
  Set(configuration, "port1", "sky", Value::Object({{"lag_id", S("lag-9")}}));
  ExpectRefused(configuration, "virtual interface \"v1\"");
  ObjectOf("vif2").health = HealthState::kUp;
  EXPECT_TRUE(host.Apply(configuration).ok());
}

// A session of one family carries nothing of the other.
TEST_F(GuardTest, SessionIsBackedByTheOtherLegsSessionOfItsFamily) {
  Configuration configuration = Pair();
  configuration.push_back({"peer1", {Kind::kBgpPeer, Peer("${vif1.id}", "ipv6")}});
  configuration.push_back({"peer2", {Kind::kBgpPeer, Peer("${vif2.id}", "ipv6")}});
  Make(configuration);
  Configuration changed = configuration;
  Remove(changed, "peer1");
  EXPECT_TRUE(host.Plan(changed).ok());
  ObjectOf("vif2").sessions["ipv6"] = HealthState::kDown;
  EXPECT_THAT(ExpectRefused(changed, "could carry its IPv6 traffic").ToString(), HasSubstr("virtual interface \"v1\""));
  changed = configuration;
  Set(changed, "peer1", "customer_asn", S("64700"));
  ExpectRefused(changed, "Replacing BGP peer");
  changed = configuration;
  Set(changed, "vif1", "customer_asn", S("65001"));  // of the IPv4 session, in place
  EXPECT_TRUE(host.Plan(changed).ok());
  ObjectOf("vif1").sessions["ipv6"] = HealthState::kDown;  // nothing to lose
  changed = configuration;
  Remove(changed, "peer1");
  EXPECT_TRUE(host.Plan(changed).ok());
}

TEST_F(GuardTest, TakeoverIsGuardedWhenApplyingToo) {
  Configuration configuration = Pair();
  Make(configuration);
  Value theirs = Interface("v3", IdOf("port1"), 103);
  theirs.Put("address_family", S("ipv4"));
  const std::string id = world.Plant(Kind::kVirtualInterface, "sky", theirs);
  theirs.Put("adopt", S(id));
  theirs.Put("connection_id", S("${port1.id}"));
  theirs.Put("sky", Value::Object({{"shortcut", Value::Bool(true)}}));
  configuration.push_back({"vif3", {Kind::kVirtualInterface, theirs}});
  const std::string other = IdOf("vif2");
  int checks = 0;
  world.fault = [&, this](std::size_t /*number*/, const FakeCall& call) {
    if (call.operation == "CheckHealth" && ++checks == 3) world.objects.at(other).health = HealthState::kDown;
    return Fault::kNone;
  };
  const RunResult refused = host.Apply(configuration);
  EXPECT_THAT(refused.ToString(), HasSubstr(std::string(kRefusal)));
  EXPECT_EQ(world.MutatingCalls(), 0U);
}

// The plan was fine, but since then the other member went down.
TEST_F(GuardTest, HealthIsAskedAgainWhenApplying) {
  Configuration configuration = Pair();
  Make(configuration);
  Disturb(configuration, "vif1");
  const std::string other = IdOf("vif2");
  int checks = 0;
  world.fault = [&, this](std::size_t /*number*/, const FakeCall& call) {
    if (call.operation == "CheckHealth" && ++checks == 2) world.objects.at(other).health = HealthState::kDown;
    return Fault::kNone;
  };
  const RunResult refused = host.Apply(configuration);
  EXPECT_THAT(refused.ToString(), HasSubstr(std::string(kRefusal)));
  EXPECT_EQ(world.MutatingCalls(), 0U);
  EXPECT_EQ(StateOf("vif1", "vlan"), Value::Int(101));
}

// Three members: two may be disrupted in one run, but never at the same time with the third down.
TEST_F(GuardTest, ChangesOfOneGroupWaitForEachOther) {
  Configuration configuration = Pair();
  Make(configuration);
  FakeFactory factory(world);
  FakeClock clock;
  const auto random = SeededRandom(1);
  EngineEnvironment environment;
  environment.factory = &factory;
  environment.clock = &clock;
  environment.random = random.get();
  Engine engine(environment);
  ASSERT_TRUE(engine.Configure({}).empty());
  // A deleted member's health goes; the second deletion must see that.
  std::vector<ObjectOutput> outputs(2);
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) {
    const Instance instance = host.state.at(i == 0 ? "vif1" : "vif2");
    threads.emplace_back([&engine, &outputs, i, instance] {
      outputs[static_cast<std::size_t>(i)] =
          engine.Apply({instance.kind, instance.state, Value::Null(), Value::Null(), instance.facts});
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_NE(outputs[0].diagnostics.has_errors(), outputs[1].diagnostics.has_errors());
  EXPECT_EQ(world.IdsOf(Kind::kVirtualInterface).size(), 1U);
}

}  // namespace
}  // namespace ic::reconcile
