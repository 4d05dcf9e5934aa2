// Who is to come to a place that another object of the run leaves waits for that, whatever becomes of it: what is live
// is not taken away for a successor that finds its place taken.
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/run/testing/wanted.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using reconcile::Interface;
using ::testing::HasSubstr;

struct Leaving {
  std::string name;
  std::function<void(DesiredSet& desired)> change;
};

Value& Config(DesiredSet& desired, const std::string& name) {
  for (DesiredObject& object : desired.objects) {
    if (object.address.name == name) return object.config;
  }
  throw std::logic_error("there is no " + name);
}

void MoveTo(DesiredSet& desired, const std::string& name, const std::string& connection, int vlan) {
  Unwant(desired, {Kind::kVirtualInterface, name});
  Want(desired, Kind::kVirtualInterface, name, Interface(name, connection, vlan));
}

std::vector<Leaving> Leavings() {
  return {{"goes", nullptr},
          {"is replaced", [](DesiredSet& desired) { Config(desired, "b").Put("vlan", Value::Int(103)); }},
          {"moves", [](DesiredSet& desired) { MoveTo(desired, "b", "${connection.q}", 102); }}};
}

// Does not move by itself: a wait lasts until the cloud was called again, by somebody else then.
class CalledClock : public FakeClock {
 public:
  bool SleepFor(Duration /*duration*/, std::stop_token stop) override {
    std::unique_lock lock(mutex_);
    const std::size_t seen = calls_;
    called_.wait_for(lock, std::chrono::seconds(1), [&] { return calls_ != seen; });
    return !stop.stop_requested();
  }
  void Called() {
    const std::lock_guard lock(mutex_);
    ++calls_;
    called_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable called_;
  std::size_t calls_ = 0;  // guarded by mutex_
};

class PlacesTest : public RunFixture {
 protected:
  // `a` and `b` on a port, and `a` is to come where `b` is. The other way round in the order of names too.
  void Want(bool turned) {
    desired.objects.clear();
    RunFixture::Want(Kind::kConnection, "p", reconcile::Port("p"));
    RunFixture::Want(Kind::kConnection, "q", reconcile::Port("q"));
    RunFixture::Want(Kind::kVirtualInterface, "a", Interface(turned ? "z" : "a", "${connection.p}", 101));
    RunFixture::Want(Kind::kVirtualInterface, "b", Interface("b", "${connection.p}", 102));
    options.allow = {{Kind::kVirtualInterface, "a"}, {Kind::kVirtualInterface, "b"}};
  }
  std::size_t Interfaces() const { return world.IdsOf(Kind::kVirtualInterface).size(); }
};

TEST_F(PlacesTest, OneRunDoes) {
  for (const Leaving& leaving : Leavings()) {
    for (const bool turned : {false, true}) {
      for (const std::size_t many : {1, 4}) {
        SCOPED_TRACE(leaving.name + (turned ? " turned " : " ") + std::to_string(many));
        parallelism = many;
        Want(turned);
        Make();
        Config(desired, "a").Put("vlan", Value::Int(102));
        if (leaving.change) leaving.change(desired);
        if (!leaving.change) Forget(Kind::kVirtualInterface, "b");
        Make();
        EXPECT_EQ(Interfaces(), leaving.change ? 2U : 1U);
      }
    }
  }
}

// Every call that changes something fails once: at most the object whose own call failed is missing afterwards.
TEST_F(PlacesTest, WhoeverFailsTakesNobodyAlong) {
  for (const Leaving& leaving : Leavings()) {
    for (std::size_t failing = 0; failing < 4; ++failing) {
      SCOPED_TRACE(leaving.name + ", mutating call " + std::to_string(failing));
      Want(false);
      Make();
      Config(desired, "a").Put("vlan", Value::Int(102));
      if (leaving.change) leaving.change(desired);
      if (!leaving.change) Forget(Kind::kVirtualInterface, "b");
      std::size_t seen = 0;
      std::string failed;
      world.fault = [&](std::size_t, const FakeCall& call) {
        if (!call.mutating() || seen++ != failing) return Fault::kNone;
        failed = call.operation;
        return Fault::kFailBefore;
      };
      const ApplyOutcome outcome = Apply();
      world.fault = nullptr;
      const std::size_t wanted = leaving.change ? 2 : 1;
      EXPECT_GE(Interfaces() + (failed == "Create" ? 1 : 0), wanted) << failed << "\n" << Words(outcome);
      Make();
    }
  }
}

// Both are replaced, each into the place of the other: with two at once they do it.
TEST_F(PlacesTest, TwoExchangeTheirPlaces) {
  CalledClock called;
  engine_clock = &called;
  world.fault = [&called](std::size_t, const FakeCall&) {
    called.Called();
    return Fault::kNone;
  };
  parallelism = 4;
  Want(false);
  Make();
  Config(desired, "a").Put("vlan", Value::Int(102));
  Config(desired, "b").Put("vlan", Value::Int(101));
  Make();
  EXPECT_EQ(Interfaces(), 2U);
}

// What is only forgotten stays where it is.
TEST_F(PlacesTest, WhatIsKeptGivesUpNoPlace) {
  Want(false);
  Config(desired, "b").Put("on_destroy", reconcile::S("keep"));
  Make();
  Config(desired, "a").Put("vlan", Value::Int(102));
  Forget(Kind::kVirtualInterface, "b");
  const RunPlan plan = Plan();
  EXPECT_TRUE(plan.HasErrors());
  EXPECT_THAT(Words(plan), HasSubstr("Place stays taken"));
}

// Each pair of a parent that goes and a child that is to be kept.
TEST_F(PlacesTest, NothingIsKeptOnWhatGoes) {
  const std::vector<std::pair<std::string, std::string>> pairs = {{"port", "vif"}, {"vif", "six"}};
  for (const auto& pair : pairs) {
    const std::string& parent = pair.first;
    const std::string& child = pair.second;
    SCOPED_TRACE(child + " on " + parent);
    desired.objects.clear();
    WantStack();
    Config(desired, child).Put("on_destroy", reconcile::S("keep"));
    options.allow.clear();
    for (const DesiredObject& object : desired.objects) options.allow.insert(object.address);
    Make();
    const std::vector<DesiredObject> all = desired.objects;
    std::erase_if(desired.objects,
                  [&](const DesiredObject& object) { return object.address.name != "port" || parent == "port"; });
    RunPlan plan = Plan();
    EXPECT_THAT(Words(plan), HasSubstr("its on_destroy is \"keep\""));
    desired.objects = all;
    Config(desired, child).Put("on_destroy", reconcile::S("delete"));
    Make();
    desired.objects.clear();
    Make();
  }
}

// In place there is no order of calls that does it.
TEST_F(PlacesTest, WhatMovesInPlaceIsNotExchanged) {
  Want(false);
  RunFixture::Want(Kind::kVirtualInterface, "c", Interface("c", "${connection.q}", 101));
  Make();
  MoveTo(desired, "a", "${connection.q}", 101);
  MoveTo(desired, "c", "${connection.p}", 101);
  const RunPlan plan = Plan();
  EXPECT_TRUE(plan.HasErrors());
  EXPECT_THAT(Words(plan), HasSubstr("Places are exchanged"));
}

// A cloud may call a device what each of its places counts for itself.
TEST_F(RunFixture, LegsShareADeviceOnlyInOnePlace) {
  const auto add = [&](const std::string& name, std::string_view location) {
    Value port = reconcile::Port(name);
    port.Put("location", reconcile::S(location));
    port.Put("redundancy_group", reconcile::S("pair"));
    Want(Kind::kConnection, name, std::move(port));
    Make();
    ObjectOf(Kind::kConnection, name).attributes.Put("device", reconcile::S("1/0/1"));
  };
  add("a", "L1");
  add("b", "L2");
  EXPECT_THAT(Words(Plan()), testing::Not(HasSubstr("shares a device")));
  add("c", "L1");
  EXPECT_THAT(Words(Plan()), HasSubstr("connection.a and connection.c of redundancy group"));
}

}  // namespace
}  // namespace ic
