#include "simulators/aws/world/lifecycle.h"

#include <gtest/gtest.h>

namespace ic::sim::aws {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Time kStart{seconds(1767225600)};

VirtualInterface& AddInterface(World& world, std::string type) {
  VirtualInterface interface { .id = "dxvif-1", .connection_id = "dxcon-1", .type = std::move(type) };
  interface.peers.push_back({.id = "dxpeer-1", .family = "ipv4"});
  return world.interfaces.Add(std::move(interface));
}

TEST(Lifecycle, InstantStatesSettleAtTheNextLook) {
  World world(1);
  const Lifecycle life(CloudOptions{});
  Connection& connection = world.connections.Add({.id = "dxcon-1"});
  life.Requested(connection, kStart);
  EXPECT_EQ(connection.life.state, "requested");
  life.Settle(world, kStart);
  EXPECT_EQ(connection.life.state, "available");
}

TEST(Lifecycle, SimulatedTimePassesThroughEachState) {
  World world(1);
  const Lifecycle life(CloudOptions{.lifecycle = true});
  Connection& connection = world.connections.Add({.id = "dxcon-1"});
  life.Requested(connection, kStart);
  life.Settle(world, kStart + minutes(19));
  EXPECT_EQ(connection.life.state, "requested");
  life.Settle(world, kStart + minutes(20));
  EXPECT_EQ(connection.life.state, "pending");
  life.Settle(world, kStart + minutes(25));
  EXPECT_EQ(connection.life.state, "available");
}

TEST(Lifecycle, AJumpOfTheClockTakesAllStepsThatAreDue) {
  World world(1);
  const Lifecycle life(CloudOptions{.lifecycle = true});
  Connection& connection = world.connections.Add({.id = "dxcon-1"});
  life.Requested(connection, kStart);
  life.Settle(world, kStart + hours(2));
  EXPECT_EQ(connection.life.state, "available");
}

TEST(Lifecycle, DeletionDependsOnTheState) {
  const Lifecycle life(CloudOptions{});
  const auto deleted_from = [&](const char* state) {
    Connection connection{.id = "dxcon-1"};
    connection.life.state = state;
    life.Deleting(connection, kStart);
    return connection.life.state;
  };
  EXPECT_EQ(deleted_from("requested"), "deleted");
  EXPECT_EQ(deleted_from("ordering"), "rejected");
  EXPECT_EQ(deleted_from("available"), "deleting");
}

TEST(Lifecycle, DeletedObjectsAreForgottenAfterFifteenMinutes) {
  World world(1);
  const Lifecycle life(CloudOptions{});
  VirtualInterface& interface = AddInterface(world, "private");
  interface.life.state = "down";
  life.Deleting(interface, kStart);
  life.Settle(world, kStart);
  EXPECT_EQ(interface.life.state, "deleted");
  life.Settle(world, kStart + minutes(15) - seconds(1));
  EXPECT_NE(world.interfaces.Find("dxvif-1"), nullptr);
  life.Settle(world, kStart + minutes(15));
  EXPECT_EQ(world.interfaces.Find("dxvif-1"), nullptr);
}

TEST(Lifecycle, AnInterfaceIsUpOnlyWithARouter) {
  for (const bool up : {false, true}) {
    World world(1);
    const Lifecycle life(CloudOptions{});
    VirtualInterface& interface = AddInterface(world, "private");
    interface.peers[0].router_up = up;
    life.Pending(interface, kStart);
    life.Pending(interface, interface.peers[0], kStart);
    EXPECT_EQ(interface.peers[0].bgp_status, "down");
    life.Settle(world, kStart);
    EXPECT_EQ(interface.life.state, up ? "available" : "down");
    EXPECT_EQ(interface.peers[0].bgp_status, up ? "up" : "down");
    Lifecycle::SetRouter(interface, !up);
    EXPECT_EQ(interface.life.state, up ? "down" : "available");
  }
}

TEST(Lifecycle, APublicInterfaceWaitsForReviewHoweverLong) {
  World world(1);
  const Lifecycle life(CloudOptions{});
  VirtualInterface& interface = AddInterface(world, "public");
  life.Verifying(interface);
  life.Settle(world, kStart + hours(1000));
  EXPECT_EQ(interface.life.state, "verifying");
  life.Reviewed(interface, kStart);
  EXPECT_EQ(interface.life.state, "pending");
  life.Settle(world, kStart);
  EXPECT_EQ(interface.life.state, "down");
  EXPECT_EQ(interface.peers[0].life.state, "available");
}

TEST(Lifecycle, ALagIsWhatItsMembersAre) {
  World world(1);
  const Lifecycle life(CloudOptions{});
  Lag& lag = world.lags.Add({.id = "dxlag-1"});
  Connection& member = world.connections.Add({.id = "dxcon-1", .lag_id = "dxlag-1"});
  life.Pending(lag, kStart);
  for (const char* state : {"available", "down", "requested", "available"}) {
    member.life.state = state;
    life.Settle(world, kStart);
    EXPECT_EQ(lag.life.state, std::string(state) == "requested" ? "pending" : state);
  }
}

}  // namespace
}  // namespace ic::sim::aws
