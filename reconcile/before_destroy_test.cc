// create_before_destroy, of which Terraform tells a provider nothing: the new object is made while what stands on the
// old one goes, in no order. What stands there stays if the new one is refused.
#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "base/testing/fake_clock.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;

// What else happens while somebody waits: once, at the first wait.
class BusyClock : public FakeClock {
 public:
  bool SleepFor(Duration duration, std::stop_token stop) override {
    if (meanwhile) std::exchange(meanwhile, nullptr)();
    return FakeClock::SleepFor(duration, std::move(stop));
  }
  std::function<void()> meanwhile;
};

class BeforeDestroyTest : public EngineFixture {
 protected:
  // An interface that is replaced, by a new gateway and VLAN, with a session on it that goes for that.
  void PlanReplacement(int vlan) {
    Configuration configuration = SmallStack();
    configuration.push_back({"peer", {Kind::kBgpPeer, Peer("${vif.id}", "ipv6")}});
    Make(configuration);
    vif_ = Interface("prod", IdOf("port"), vlan);
    vif_.Put(field::kGatewayId, S("gw-2"));
    const auto engine = NewProcess();
    for (const char* address : {"port", "vif", "peer"}) {
      const Instance& instance = host.state.at(address);
      EXPECT_FALSE(engine->Read(instance.kind, instance.state, instance.facts).diagnostics.has_errors());
    }
    ReplacementFacts(*engine, "vif", vif_);
    Value peer = Peer("", "ipv6");
    peer.Put(field::kVirtualInterfaceId, Value::Unknown());
    peer_facts_ = ReplacementFacts(*engine, "peer", peer);
    apply_ = NewProcess();
  }
  // As Terraform plans it: as a change, and then as a create. What the deletion will be given.
  std::string ReplacementFacts(Engine& engine, const std::string& address, const Value& config) {
    const Instance& instance = host.state.at(address);
    const PlanOutput change =
        engine.Plan({.kind = instance.kind, .prior = instance.state, .config = config, .facts = instance.facts});
    EXPECT_FALSE(change.replace.empty()) << address << change.diagnostics.ToString();
    const PlanOutput create = engine.Plan({.kind = instance.kind, .config = config, .facts = change.facts});
    EXPECT_FALSE(create.diagnostics.has_errors()) << address << create.diagnostics.ToString();
    return create.facts;
  }
  ObjectOutput MakeInterface() {
    const PlanOutput plan = apply_->Plan({.kind = Kind::kVirtualInterface, .config = vif_, .applied_at_once = true});
    return apply_->Apply({.kind = Kind::kVirtualInterface, .planned = plan.planned, .config = vif_});
  }
  ObjectOutput DeletePeer() {
    const Instance& peer = host.state.at("peer");
    return apply_->Apply({.kind = peer.kind, .prior = peer.state, .facts = peer_facts_});
  }
  void ExpectKept(const ObjectOutput& deleted) {
    EXPECT_THAT(deleted.diagnostics.ToString(), HasSubstr("create_before_destroy"));
    EXPECT_EQ(deleted.state, host.state.at("peer").state);
    EXPECT_EQ(world.Count("Delete"), 0U);
  }

  BusyClock clock_;

 private:
  std::unique_ptr<Engine> NewProcess() {
    EngineEnvironment environment;
    environment.factory = &factory_;
    environment.clock = &clock_;
    environment.random = random_.get();
    auto engine = std::make_unique<Engine>(environment);
    EXPECT_TRUE(engine->Configure({}).empty());
    return engine;
  }

  FakeFactory factory_{world};
  std::unique_ptr<Random> random_ = SeededRandom(1);
  std::unique_ptr<Engine> apply_;
  Value vif_;
  std::string peer_facts_;
};

TEST_F(BeforeDestroyTest, ARefusedInterfaceLeavesItsSessions) {
  for (const bool in_the_cloud : {false, true}) {  // the VLAN is the old one's; or the cloud has its own reason
    SCOPED_TRACE(in_the_cloud);
    PlanReplacement(in_the_cloud ? 126 : 125);
    if (in_the_cloud) world.refuses = [](const CreateRequest&) { return FailedPreconditionError("Not here."); };
    EXPECT_TRUE(MakeInterface().state.is_null());
    ExpectKept(DeletePeer());
    world.refuses = nullptr;
    host.Destroy();
    world.calls.clear();
  }
}

TEST_F(BeforeDestroyTest, WhoeverComesFirst) {
  PlanReplacement(125);
  clock_.meanwhile = [this] { EXPECT_TRUE(MakeInterface().state.is_null()); };
  ExpectKept(DeletePeer());
}

TEST_F(BeforeDestroyTest, WhatIsMadeLetsThemGo) {
  for (const bool first : {false, true}) {
    PlanReplacement(126);
    if (first) {
      EXPECT_FALSE(MakeInterface().state.is_null());
    } else {
      clock_.meanwhile = [this] { EXPECT_FALSE(MakeInterface().state.is_null()); };
    }
    const ObjectOutput deleted = DeletePeer();
    EXPECT_TRUE(deleted.state.is_null()) << deleted.diagnostics.ToString();
    EXPECT_EQ(world.Count("Delete"), 1U);
    world.objects.clear();
    host.state.clear();
    world.calls.clear();
  }
}

// Without the setting the old one goes after what is on it, and nothing is told before.
TEST_F(BeforeDestroyTest, NobodyWaitsLong) {
  PlanReplacement(125);
  const Time before = clock_.Now();
  const ObjectOutput deleted = DeletePeer();
  EXPECT_TRUE(deleted.state.is_null()) << deleted.diagnostics.ToString();
  EXPECT_LE(clock_.Now() - before, std::chrono::seconds(2));
}

}  // namespace
}  // namespace ic::reconcile
