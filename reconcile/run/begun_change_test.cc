// A run that dies while the last call for an object is under way: a change in place, or a part of its create. What was
// sent is carried out before the next run looks, while it waits, or never. In the end the object is what the
// configuration asks for, no part of it is sent twice, and no key is taken for known that is not.
#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using reconcile::S;
using ::testing::HasSubstr;
using ::testing::Not;

enum class Comes : std::uint8_t { kAtOnce, kWhileItIsWaitedFor, kNever };

struct Case {
  std::string cloud;
  Comes comes;
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.cloud << "/" << static_cast<int>(one.comes); }

std::vector<Case> Cases() {
  std::vector<Case> cases;
  for (const char* cloud : {"sky", "rock"}) {
    for (const Comes comes : {Comes::kAtOnce, Comes::kWhileItIsWaitedFor, Comes::kNever})
      cases.push_back({cloud, comes});
  }
  return cases;
}

const Address kInterface{Kind::kVirtualInterface, "vif"};

class BegunChangeRun : public RunFixture, public ::testing::WithParamInterface<Case> {
 protected:
  BegunChangeRun() {
    parallelism = 1;
    desired.owner = "net-team";
    options.allow.insert(kInterface);
    const Value cloud = S(GetParam().cloud);
    const auto on = [&](Value object) {
      object.Put("cloud", cloud);
      return object;
    };
    Want(Kind::kConnection, "port", on(reconcile::Port("dc1")));
    Want(Kind::kVirtualInterface, "vif", on(reconcile::Interface("prod", "${connection.port}", 125)));
    Want(Kind::kBgpPeer, "six", on(reconcile::Peer("${virtual_interface.vif}", "ipv6")));
  }

  void Set(std::string_view name, Value value) {
    for (DesiredObject& object : desired.objects) {
      if (object.address == kInterface) object.config.Put(name, value);
    }
  }
  void Key(int version) {
    Set(field::kAuthKeyWo, S("key-" + std::to_string(version)));
    Set(field::kAuthKeyWoVersion, Value::Int(version));
  }

  // Applies, and dies with a call of `operation` for the interface on its way.
  void DieIn(const std::string& operation) {
    world.during = [this, operation](const FakeCall& call) {
      if (call.operation != operation || call.kind != kInterface.kind || world.dies_at) return;
      world.dies_at = world.calls.size() - 1;
      world.dies_after = true;
    };
    store.before_write = [this] { return world.dies_at ? UnavailableError("The process is dead.") : OkStatus(); };
    EXPECT_FALSE(Apply().ok());
    ASSERT_TRUE(world.dies_at);
    world.dies_at.reset();
    world.during = nullptr;
    store.before_write = nullptr;
    died_ = clock.Now();
  }

  FakeObject& There() { return world.objects.at(world.IdsOf(kInterface.kind).at(0)); }

  // What was sent has not been carried out yet, and is as the case has it.
  void Undo(const FakeObject& before) {
    if (GetParam().comes == Comes::kAtOnce) return;
    const FakeObject after = std::exchange(There(), before);
    if (GetParam().comes == Comes::kNever) return;
    world.fault = [this, after, came = false](std::size_t, const FakeCall& call) mutable {
      if (came || call.operation != "Read" || clock.Now() - died_ < std::chrono::seconds(8)) return Fault::kNone;
      came = true;
      There() = after;
      return Fault::kNone;
    };
  }

  // A run that finds that something has come is done again.
  void MakeInTwo() {
    if (const ApplyOutcome first = Apply(); !first.ok()) {
      EXPECT_EQ(GetParam().comes, Comes::kWhileItIsWaitedFor) << Words(first);
      EXPECT_THAT(Words(first), HasSubstr("An interrupted change has come about"));
      Make();
    } else {
      ExpectNothing();
    }
    world.fault = nullptr;
    ExpectNothing();
  }

  Time died_;
};

INSTANTIATE_TEST_SUITE_P(Cases, BegunChangeRun, ::testing::ValuesIn(Cases()));

TEST_P(BegunChangeRun, AKeyWhoseChangeDiedIsTheOneThatIsGivenInTheEnd) {
  for (const int given : {1, 2, 3}) {
    SCOPED_TRACE(given);
    Key(1);
    Make();
    const FakeObject before = There();
    Key(2);
    DieIn("Update");
    EXPECT_THAT(store.objects.at(kInterface).facts, HasSubstr("\"begun\""));
    Undo(before);
    Key(given);
    EXPECT_THAT(Words(Plan()), HasSubstr("An earlier change has no known end"));
    MakeInTwo();
    EXPECT_EQ(There().key, "key-" + std::to_string(given));
    EXPECT_THAT(store.objects.at(kInterface).facts, Not(HasSubstr("\"begun\"")));
    EXPECT_THAT(Words(Plan()), Not(HasSubstr("An earlier change")));
  }
}

// What is sent too early is overtaken by what was sent before.
TEST_P(BegunChangeRun, AnotherChangeWaitsForTheOneThatDied) {
  Make();
  const FakeObject before = There();
  Set(field::kMtu, Value::Int(8500));
  DieIn("Update");
  Undo(before);
  Set(field::kMtu, Value::Int(1400));
  Time sent = died_;
  world.during = [&](const FakeCall& call) {
    if (call.operation == "Update") sent = clock.Now();
  };
  MakeInTwo();
  if (GetParam().comes == Comes::kNever) {
    EXPECT_GE(sent - died_, std::chrono::seconds(58));
  }
  EXPECT_EQ(There().attributes.Get(field::kMtu), Value::Int(1400));
}

TEST_P(BegunChangeRun, WhatComesIsNotSentAgain) {
  Make();
  const FakeObject before = There();
  Set(field::kMtu, Value::Int(8500));
  DieIn("Update");
  Undo(before);
  world.calls.clear();
  MakeInTwo();
  EXPECT_EQ(world.Count("Update"), GetParam().comes == Comes::kNever ? 1U : 0U);
}

// The interface is there, and the call for a part of it may still be carried out.
TEST_P(BegunChangeRun, TheRestOfACreateIsWaitedFor) {
  for (const bool edited : {false, true}) {
    SCOPED_TRACE(edited);
    Set(field::kMtu, Value::Int(8500));
    DieIn("Create");
    FakeObject before = There();
    before.attributes.Put(field::kMtu, Value::Int(1500));
    Undo(before);
    if (edited) Set(field::kMtu, Value::Int(1400));
    world.calls.clear();
    Time sent = died_;
    world.during = [&](const FakeCall& call) {
      if (call.operation == "Update") sent = clock.Now();
    };
    MakeInTwo();
    world.during = nullptr;
    const bool never = GetParam().comes == Comes::kNever;
    EXPECT_EQ(world.IdsOf(kInterface.kind).size(), 1U);
    EXPECT_EQ(There().attributes.Get(field::kMtu), Value::Int(edited ? 1400 : 8500));
    EXPECT_EQ(world.Count("Update"), edited || never ? 1U : 0U);
    if (never) {
      EXPECT_GE(sent - died_, std::chrono::seconds(58));
    }
    options.destroy = true;
    for (const auto& [address, object] : store.objects) options.allow.insert(address);
    EXPECT_TRUE(Apply().ok());
    options.destroy = false;
  }
}

// What could not be noted is not begun.
TEST_P(BegunChangeRun, WithoutAStateNothingIsChanged) {
  Make();
  Set(field::kMtu, Value::Int(8500));
  const RunPlan plan = Plan();
  EXPECT_TRUE(store.Lock({}).ok());
  std::size_t writes = 0;
  store.before_write = [&] {
    return ++writes > plan.refreshed.size() ? UnavailableError("The disk is full.") : OkStatus();
  };
  world.calls.clear();
  const ApplyOutcome outcome = ApplySet(Environment(), desired, plan, {});
  store.Unlock();
  EXPECT_TRUE(outcome.state_lost);
  EXPECT_EQ(world.Count("Update"), 0U);
  EXPECT_THAT(Words(outcome), HasSubstr("Nothing was changed"));
}

}  // namespace
}  // namespace ic
