// What another program's state has of an object counts as imported: without a call until it is read, and then as an
// import of the same object gives it.
#include <string>

#include "reconcile/object/facts.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;

class MovedTest : public EngineFixture {
 protected:
  // A stack that exists in the cloud but in no state; returns what a state had of each object.
  std::map<std::string, Instance> Lose() {
    Make(Written());
    auto lost = host.state;
    host.state.clear();
    world.calls.clear();
    return lost;
  }
  // What another program's state may tell: the place of an object and no more.
  static Value Bare(const Value& state) {
    return Value::Object({{"cloud", state.Get("cloud")}, {"region", state.Get("region")}, {"id", state.Get("id")}});
  }
  static Configuration Written() {
    Configuration configuration = FullStack();
    Remove(configuration, "group");  // lowered here: no other program's state has one
    Set(configuration, "peer", "bgp_group_id", Value::Null());
    Set(configuration, "peer", "customer_asn", S("64600"));
    Set(configuration, "peer", "address_family", S("ipv6"));
    Set(configuration, "port", "on_destroy", Value::Null());
    return configuration;
  }
  // The port alone: what stands on it is in no state.
  static Configuration PortAlone() {
    Configuration configuration = Written();
    configuration.resize(1);
    return configuration;
  }
  // An apply that has nothing to do: it keeps what was read.
  void Settle(const Configuration& configuration) {
    const RunResult applied = host.Apply(configuration);
    EXPECT_TRUE(applied.ok()) << applied.ToString();
    EXPECT_TRUE(applied.actions.empty()) << applied.ToString();
    EXPECT_EQ(world.MutatingCalls(), 0U);
  }
  void TakeOver(const std::string& address, Kind kind, const Value& attributes) {
    const RunResult moved = host.Move(address, kind, attributes);
    EXPECT_TRUE(moved.ok()) << moved.ToString();
  }
};

TEST_F(MovedTest, TakesOverWithoutACallAndPlansNothing) {
  for (const auto& [address, lost] : Lose()) TakeOver(address, lost.kind, Bare(lost.state));
  EXPECT_TRUE(world.calls.empty());
  ExpectNoChanges(Written());
  for (const auto& [address, instance] : host.state) EXPECT_EQ(StateOf(address, "on_destroy"), S("keep")) << address;
}

TEST_F(MovedTest, EndsAsAnImportOfTheSameObjectDoes) {
  const auto lost = Lose();
  for (const auto& [address, one] : lost) TakeOver(address, one.kind, Bare(one.state));
  Settle(Written());
  const auto moved = host.state;
  host.state.clear();
  for (const auto& [address, one] : lost) {
    ASSERT_TRUE(host.Import(address, one.kind, "sky/east/" + Text(one.state, field::kId)).ok());
  }
  for (const auto& [address, instance] : host.state) {
    EXPECT_EQ(moved.at(address).state, instance.state) << address;
    EXPECT_EQ(moved.at(address).facts, instance.facts) << address;
  }
}

TEST_F(MovedTest, KeepsTheSpelling) {
  const auto lost = Lose();
  Value port = Bare(lost.at("port").state);
  port.Put("bandwidth", S("1000Mbps"));
  TakeOver("port", Kind::kConnection, port);
  Settle(PortAlone());
  EXPECT_EQ(StateOf("port", "bandwidth"), S("1000Mbps"));
}

TEST_F(MovedTest, WhatAnotherProgramsStateHadWrongIsNoChangeBySomebodyElse) {
  const auto lost = Lose();
  Value port = Bare(lost.at("port").state);
  port.Put("bandwidth", S("10Gbps"));
  TakeOver("port", Kind::kConnection, port);
  Settle(PortAlone());
  EXPECT_NE(StateOf("port", "bandwidth"), S("10Gbps"));
  const Facts facts = ParseFacts(host.state.at("port").facts);
  EXPECT_TRUE(facts.was.empty());
  EXPECT_FALSE(facts.moved);
}

TEST_F(MovedTest, WithoutARegionThatOfTheSettingsIsAsked) {
  const auto lost = Lose();
  for (const auto& [address, one] : lost) {
    Value bare = Bare(one.state);
    bare.Put("region", Value::Null());
    TakeOver(address, one.kind, bare);
  }
  Settle(Written());
  EXPECT_EQ(StateOf("port", "region"), S("east"));
}

// It would be ordered a second time otherwise.
TEST_F(MovedTest, WhatIsNotFoundIsAnErrorAndNothingIsMade) {
  const auto lost = Lose();
  Value bare = Bare(lost.at("port").state);
  bare.Put("region", Value::Null());
  TakeOver("port", Kind::kConnection, bare);
  world.default_region = "west";
  const RunResult plan = ExpectRefused(PortAlone(), "does not say its region");
  EXPECT_THAT(plan.ToString(), HasSubstr("west"));
  EXPECT_TRUE(ParseFacts(host.state.at("port").facts).moved);
}

// Its values are another program's word until then.
TEST_F(MovedTest, NothingIsChangedBeforeItIsRead) {
  const auto lost = Lose();
  TakeOver("port", Kind::kConnection, lost.at("port").state);
  host.refresh = false;
  Configuration port = PortAlone();
  ExpectNoChanges(port);
  Set(port, "port", "name", S("dc2"));
  ExpectRefused(port, "was moved and not read");
  host.refresh = true;
  const RunResult plan = host.Plan(port);
  EXPECT_TRUE(plan.ok()) << plan.ToString();
  EXPECT_EQ(plan.actions.at("port"), Action::kUpdate);
}

TEST_F(MovedTest, DestroyingItKeepsIt) {
  const auto lost = Lose();
  for (const auto& [address, one] : lost) TakeOver(address, one.kind, Bare(one.state));
  const std::size_t before = world.objects.size();
  const RunResult destroyed = host.Destroy();
  EXPECT_TRUE(destroyed.ok()) << destroyed.ToString();
  EXPECT_EQ(world.objects.size(), before);
}

TEST_F(MovedTest, AnUnknownCloudIsAnError) {
  const RunResult moved = host.Move("port", Kind::kConnection, Value::Object({{"cloud", S("moon")}, {"id", S("x")}}));
  EXPECT_THAT(moved.ToString(), HasSubstr("moon"));
}

}  // namespace
}  // namespace ic::reconcile
