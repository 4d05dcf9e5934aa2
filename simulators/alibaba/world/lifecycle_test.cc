#include "simulators/alibaba/world/lifecycle.h"

#include <gtest/gtest.h>

namespace ic::sim::alibaba {
namespace {

using std::chrono::seconds;

constexpr Time kStart{seconds(1767225600)};

Circuit& AddCircuit(World& world) { return world.circuits.Add({.id = "pc-1"}); }

TEST(Lifecycle, InstantlyACircuitIsAllocatedByTheNextCall) {
  World world(1);
  const Lifecycle life(CloudOptions{});
  Circuit& circuit = AddCircuit(world);
  life.Ordered(circuit, world.switches, kStart);
  EXPECT_EQ(circuit.life.state, "Initial");
  life.Settle(world, kStart);
  EXPECT_EQ(circuit.life.state, "Allocated");
}

TEST(Lifecycle, OverTimeACircuitGoesThroughEveryState) {
  World world(1);
  const Lifecycle life(CloudOptions{.lifecycle = true});
  Circuit& circuit = AddCircuit(world);
  life.Ordered(circuit, world.switches, kStart);
  const auto at = [&](int second) {
    life.Settle(world, kStart + seconds(second));
    return circuit.life.state;
  };
  EXPECT_EQ(at(19), "Initial");
  EXPECT_EQ(at(20), "Approved");
  EXPECT_EQ(at(40), "Allocating");
  EXPECT_EQ(at(60), "Allocated");
  life.Enabling(circuit, kStart + seconds(60));
  EXPECT_EQ(at(69), "Confirmed");
  EXPECT_EQ(at(70), "Enabled");
  EXPECT_EQ(circuit.enabled, kStart + seconds(70));
}

TEST(Lifecycle, HeldOrFailed) {
  World world(1);
  Circuit& circuit = AddCircuit(world);
  Lifecycle(CloudOptions{.hold_requested = true}).Ordered(circuit, world.switches, kStart);
  const Lifecycle life(CloudOptions{});
  life.Settle(world, kStart + seconds(100000));
  EXPECT_EQ(circuit.life.state, "Initial");
  world.switches.fail_allocation = true;
  life.Ordered(circuit, world.switches, kStart);
  life.Settle(world, kStart);
  EXPECT_EQ(circuit.life.state, "Allocation Failed");
}

TEST(Lifecycle, DeletedObjectsAreForgottenWhenTheirTimeHasCome) {
  World world(1);
  const Lifecycle life(CloudOptions{.lifecycle = true});
  Group& group = world.groups.Add({.id = "bgpg-1"});
  life.Starting(group.life, "Pending", "Available", kStart);
  life.Settle(world, kStart + seconds(4));
  EXPECT_EQ(group.life.state, "Pending");
  life.Settle(world, kStart + seconds(5));
  EXPECT_EQ(group.life.state, "Available");
  life.Deleting(group.life, kStart + seconds(5));
  life.Settle(world, kStart + seconds(9));
  ASSERT_NE(world.groups.Find("bgpg-1"), nullptr);
  EXPECT_EQ(group.life.state, "Deleting");
  life.Settle(world, kStart + seconds(10));
  EXPECT_EQ(world.groups.Find("bgpg-1"), nullptr);
}

TEST(World, IdsComeFromTheSeed) {
  World one(7);
  World two(7);
  World other(8);
  const std::string id = one.NewId("vbr");
  EXPECT_EQ(id, two.NewId("vbr"));
  EXPECT_NE(id, other.NewId("vbr"));
  EXPECT_EQ(id.size(), std::string("vbr-bp1").size() + 17);
}

}  // namespace
}  // namespace ic::sim::alibaba
