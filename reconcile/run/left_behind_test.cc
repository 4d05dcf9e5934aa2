// A create whose process died, and then a configuration that does not ask for it any more as it was: what it made is
// found by what was noted before it was sent, is shown, and goes or is gone on with. Nothing stays that nobody names.
#include <chrono>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/run/drift/drift.h"
#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using reconcile::S;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Address kAddresses[] = {
    {Kind::kConnection, "port"}, {Kind::kVirtualInterface, "vif"}, {Kind::kBgpPeer, "six"}, {Kind::kBgpCidr, "net"}};

struct Case {
  Address address;    // whose create is interrupted
  std::string owner;  // of the configuration
  bool sent;          // it was carried out
};

void PrintTo(const Case& one, std::ostream* out) {
  *out << one.address.ToString() << (one.owner.empty() ? "/ownerless" : "/owned") << (one.sent ? "/after" : "/before");
}

std::vector<Case> Cases() {
  std::vector<Case> cases;
  for (const Address& address : kAddresses) {
    for (const std::string& owner : {std::string(), std::string("net-team")}) {
      for (const bool sent : {true, false}) cases.push_back({address, owner, sent});
    }
  }
  return cases;
}

class LeftBehindRun : public RunFixture, public ::testing::WithParamInterface<Case> {
 protected:
  LeftBehindRun() {
    desired.owner = GetParam().owner;
    parallelism = 1;
    for (const Address& address : kAddresses) options.allow.insert(address);
    WantStack();
    Die();
  }

  // The process that makes the stack dies with the request.
  void Die() {
    if (GetParam().sent) {
      world.during = [this](const FakeCall& call) {
        if (call.operation != "Create" || call.kind != GetParam().address.kind || world.dies_at) return;
        world.dies_at = world.calls.size() - 1;
        world.dies_after = true;
      };
    } else {
      world.refuses = [this](const CreateRequest& request) {
        if (request.planned || request.kind != GetParam().address.kind || world.dies_at) return OkStatus();
        if (!store.begun.contains(GetParam().address)) return OkStatus();  // a check before
        world.dies_at = world.calls.size();
        return CancelledError("The process is dead.");
      };
    }
    store.before_write = [this] { return world.dies_at ? UnavailableError("The process is dead.") : OkStatus(); };
    EXPECT_FALSE(Apply().ok());
    EXPECT_TRUE(world.dies_at);
    world.dies_at.reset();
    world.during = nullptr;
    world.refuses = nullptr;
    EXPECT_TRUE(store.begun.contains(GetParam().address));
    const std::vector<std::string> there = world.IdsOf(GetParam().address.kind);
    ASSERT_EQ(there.size(), GetParam().sent ? 1U : 0U);
    if (GetParam().sent) left_ = there.front();
  }

  // Wants only what the interrupted object stands on.
  void WantParentsOnly() {
    for (const Address& address : kAddresses) {
      if (!(address < GetParam().address)) Forget(address.kind, address.name);
    }
  }

  // What stays of a create that made nothing is no note for ever.
  void ExpectNoNoteInTheEnd() {
    clock.Advance(std::chrono::hours(1));
    Make();
    EXPECT_THAT(store.begun, IsEmpty());
  }

  // What it made is not there yet, and appears while the next run goes on.
  void LetItAppearLate() {
    late_ = world.objects.at(left_);
    world.objects.erase(left_);
    const Time died = clock.Now();
    world.fault = [this, died](std::size_t, const FakeCall& call) {
      const bool appears = call.operation == "FindCandidates" && clock.Now() - died > std::chrono::seconds(8);
      if (appears) world.objects.emplace(left_, late_);
      return Fault::kNone;
    };
  }

  // Its block asks for something else now; `renamed`: so does one of another name, and nothing stands on it.
  void Edit(bool renamed) {
    const Address& address = GetParam().address;
    DesiredObject changed = *desired.Find(address);
    if (renamed) {
      changed.address.name = "other";
      for (const Address& later : kAddresses) {
        if (address < later) Forget(later.kind, later.name);
      }
    }
    if (address.kind == Kind::kConnection) changed.config.Put("location", S("L2"));
    if (address.kind == Kind::kVirtualInterface) changed.config.Put("vlan", Value::Int(777));
    if (address.kind == Kind::kBgpPeer) changed.config.Put("customer_asn", S("64777"));
    if (address.kind == Kind::kBgpCidr) changed.config.Put("cidr", S("10.77.0.0/16"));
    for (DesiredObject& object : desired.objects) {
      if (object.address == address) object = changed;
    }
    options.allow.insert(changed.address);
  }

  void ExpectEachObjectIsKnown() {
    std::size_t known = 0;
    for (const auto& [address, object] : store.objects) known += world.objects.count(object.id);
    EXPECT_EQ(known, store.objects.size());
    EXPECT_EQ(known, world.objects.size());
  }

  std::string left_;
  FakeObject late_;
};

TEST_P(LeftBehindRun, GoesWithItsBlock) {
  WantParentsOnly();
  const RunPlan plan = Plan();
  if (GetParam().sent) {
    ASSERT_EQ(plan.steps.size(), 1U) << Words(plan);
    EXPECT_EQ(plan.steps[0].id, left_);
    EXPECT_EQ(plan.steps[0].action, Action::kDelete);
    EXPECT_THAT(Words(plan), HasSubstr("delete " + GetParam().address.ToString()));
    EXPECT_THAT(Words(plan), HasSubstr("An interrupted create left an object"));
  } else {
    EXPECT_FALSE(plan.HasChanges()) << Words(plan);
    EXPECT_THAT(Words(plan), HasSubstr("Nothing is found of a create that was interrupted"));
  }
  Make();
  ExpectEachObjectIsKnown();
  ExpectNoNoteInTheEnd();
}

// As every deletion of a circuit or session, it is acknowledged.
TEST_P(LeftBehindRun, GoesOnlyIfThatIsAcknowledged) {
  if (!GetParam().sent || GetParam().address.kind == Kind::kBgpCidr) return;
  WantParentsOnly();
  options.allow.clear();
  EXPECT_THAT(Words(Plan()), HasSubstr("--allow " + GetParam().address.ToString()));
}

TEST_P(LeftBehindRun, IsDestroyedWithEverything) {
  options.destroy = true;
  Make();
  EXPECT_THAT(world.objects, IsEmpty());
  EXPECT_THAT(store.objects, IsEmpty());
  ExpectNoNoteInTheEnd();
}

// Which of the two it is nobody says: a name is said with `moved`, and an object with `adopt`.
TEST_P(LeftBehindRun, IsNotTakenOverByABlockOfAnotherName) {
  if (!GetParam().sent) return;
  const DesiredObject old = *desired.Find(GetParam().address);
  WantParentsOnly();
  DesiredObject& renamed = Want(old.address.kind, "renamed", old.config);
  renamed.references = old.references;
  const RunPlan plan = Plan();
  EXPECT_TRUE(plan.HasErrors());
  EXPECT_THAT(Words(plan), HasSubstr("Two objects are the same"));
  EXPECT_THAT(Words(plan), HasSubstr("moved block"));
}

TEST_P(LeftBehindRun, IsGoneOnWithUnderItsNewName) {
  const DesiredObject old = *desired.Find(GetParam().address);
  WantParentsOnly();
  DesiredObject& renamed = Want(old.address.kind, "renamed", old.config);
  renamed.references = old.references;
  desired.moved[old.address] = {old.address.kind, "renamed"};
  Make();
  if (GetParam().sent) {
    EXPECT_EQ(IdOf(old.address.kind, "renamed"), left_);
  }
  ExpectEachObjectIsKnown();
  ExpectNoNoteInTheEnd();
}

TEST_P(LeftBehindRun, IsTakenOverByWhoAdoptsIt) {
  const DesiredObject old = *desired.Find(GetParam().address);
  const std::vector<Field> fields = NeutralFields(old.address.kind);
  if (!GetParam().sent || FindField(fields, field::kAdopt) == nullptr) return;
  WantParentsOnly();
  DesiredObject& renamed = Want(old.address.kind, "renamed", old.config);
  renamed.references = old.references;
  renamed.config.Put(field::kAdopt, S(left_));
  Make();
  EXPECT_EQ(IdOf(old.address.kind, "renamed"), left_);
  ExpectEachObjectIsKnown();
  ExpectNoNoteInTheEnd();
}

// Its values changed: it becomes what is wanted now, or makes room for it.
TEST_P(LeftBehindRun, BecomesWhatItsBlockAsksForNow) {
  const Address& address = GetParam().address;
  DesiredObject changed = *desired.Find(address);
  if (address.kind == Kind::kConnection) changed.config.Put("location", S("L2"));
  if (address.kind == Kind::kVirtualInterface) changed.config.Put("vlan", Value::Int(777));
  if (address.kind == Kind::kBgpPeer) changed.config.Put("customer_asn", S("64777"));
  if (address.kind == Kind::kBgpCidr) changed.config.Put("cidr", S("10.77.0.0/16"));
  for (DesiredObject& object : desired.objects) {
    if (object.address == address) object = changed;
  }
  if (GetParam().sent) {
    EXPECT_THAT(Words(Plan()), HasSubstr(left_));
  }
  Make();
  ExpectEachObjectIsKnown();
  ExpectNoNoteInTheEnd();
}

// It may still appear: what another create at its address notes does not displace its note.
TEST_P(LeftBehindRun, IsFoundWhereItAppearsLate) {
  if (!GetParam().sent || GetParam().address.kind == Kind::kConnection) return;
  const Address& address = GetParam().address;
  FakeObject late = world.objects.at(left_);
  world.objects.erase(left_);
  DesiredObject changed = *desired.Find(address);
  if (address.kind == Kind::kVirtualInterface) changed.config.Put("vlan", Value::Int(777));
  if (address.kind == Kind::kBgpPeer) return;  // one of a family
  if (address.kind == Kind::kBgpCidr) changed.config.Put("cidr", S("10.77.0.0/16"));
  for (DesiredObject& object : desired.objects) {
    if (object.address == address) object = changed;
  }
  Make();
  world.objects[left_] = late;
  EXPECT_THAT(Words(Plan()), HasSubstr(left_));
  Make();
  ExpectEachObjectIsKnown();
  ExpectNoNoteInTheEnd();
}

// Nobody knows yet that nothing comes of it: what is sent too early makes two.
TEST_P(LeftBehindRun, IsWaitedForBeforeAnotherIsSent) {
  if (GetParam().sent) return;
  const Time died = clock.Now();
  Time sent;
  world.during = [&](const FakeCall& call) {
    if (call.operation == "Create" && call.kind == GetParam().address.kind) sent = clock.Now();
  };
  EXPECT_THAT(Words(Plan()), HasSubstr("An earlier create may still be carried out"));
  Make();
  EXPECT_GE(sent - died, std::chrono::seconds(60));
  world.during = nullptr;
  ExpectEachObjectIsKnown();
  // What appears after all is told.
  if (GetParam().address.kind == Kind::kConnection) {
    FakeObject late = ObjectOf(Kind::kConnection, "port");
    world.objects["late"] = late;
    EXPECT_THAT(Words(Plan()), HasSubstr("late"));
    world.objects.erase("late");
  }
  ExpectNoNoteInTheEnd();
}

TEST_P(LeftBehindRun, IsFoundWhileItIsWaitedFor) {
  if (!GetParam().sent) return;
  const Address& address = GetParam().address;
  LetItAppearLate();
  Make();
  world.fault = nullptr;
  EXPECT_EQ(IdOf(address.kind, address.name), left_);
  ExpectEachObjectIsKnown();
  ExpectNoNoteInTheEnd();
}

// Its block asks for another by now: what is sent before the first may not be carried out any more makes two.
TEST_P(LeftBehindRun, IsWaitedForBeforeAnythingElseOfTheKindIsSent) {
  if (GetParam().sent) return;
  for (const bool renamed : {false, true}) {
    const Time died = clock.Now();
    Time sent;
    world.during = [&](const FakeCall& call) {
      if (call.operation == "Create" && call.kind == GetParam().address.kind) sent = clock.Now();
    };
    Edit(renamed);
    EXPECT_THAT(Words(Plan()), HasSubstr("Applying creates no other one"));
    Make();
    world.during = nullptr;
    EXPECT_GE(sent - died, std::chrono::seconds(60));
    ExpectEachObjectIsKnown();
    if (!renamed) {
      for (const Address& address : kAddresses) Forget(address.kind, address.name);
      ExpectNoNoteInTheEnd();
      WantStack();
      Die();
    }
  }
}

TEST_P(LeftBehindRun, IsFoundBeforeAnythingElseOfTheKindIsSent) {
  if (!GetParam().sent) return;
  LetItAppearLate();
  Edit(/*renamed=*/true);
  const ApplyOutcome refused = Apply();
  EXPECT_FALSE(refused.ok());
  EXPECT_EQ(world.IdsOf(GetParam().address.kind), std::vector<std::string>{left_});
  world.fault = nullptr;
  Make();
  ExpectEachObjectIsKnown();
  ExpectNoNoteInTheEnd();
}

TEST_P(LeftBehindRun, IsDrift) {
  WantParentsOnly();
  const DriftReport report = FindDrift(Environment(), desired, {});
  bool found = false;
  for (const DriftFinding& finding : report.findings) {
    found = found || (finding.object_id == left_ && finding.klass == DriftClass::kPending);
  }
  EXPECT_EQ(found, GetParam().sent);
  EXPECT_TRUE(store.begun.contains(GetParam().address));
}

// Nor is it a stranger's while the configuration still asks for it.
TEST_P(LeftBehindRun, IsPendingWhileItIsAskedFor) {
  if (!GetParam().sent) return;
  bool found = false;
  for (const DriftFinding& finding : FindDrift(Environment(), desired, {}).findings) {
    EXPECT_NE(finding.klass, DriftClass::kUnmanaged) << finding.summary;
    found = found || (finding.object_id == left_ && finding.klass == DriftClass::kPending);
  }
  EXPECT_TRUE(found);
}

// Imported by hand, under whatever name: its note is of no use any more, and it is not thought of as left behind.
TEST_P(LeftBehindRun, IsKnownOnceItIsImported) {
  if (!GetParam().sent) return;
  const DesiredObject old = *desired.Find(GetParam().address);
  const std::string note = store.begun.at(old.address);
  desired.moved[old.address] = {old.address.kind, "imported"};
  WantParentsOnly();
  Want(old.address.kind, "imported", old.config).references = old.references;
  Make();
  desired.moved.clear();
  store.begun[old.address] = note;
  ExpectNothing();
  Make();
  EXPECT_THAT(store.begun, IsEmpty());
  EXPECT_EQ(IdOf(old.address.kind, "imported"), left_);
}

// Its old half has gone by then: what may still appear elsewhere is no reason to leave the circuit down.
TEST_F(RunFixture, WhatIsReplacedWaitsForNoInterruptedCreate) {
  WantStack();
  Make();
  const Address other{Kind::kVirtualInterface, "other"};
  Want(other.kind, other.name, reconcile::Interface("other", "${connection.port}", 300));
  world.refuses = [&](const CreateRequest& request) {
    if (request.planned || world.dies_at || !store.begun.contains(other)) return OkStatus();
    world.dies_at = world.calls.size();
    return CancelledError("The process is dead.");
  };
  store.before_write = [this] { return world.dies_at ? UnavailableError("The process is dead.") : OkStatus(); };
  EXPECT_FALSE(Apply().ok());
  world.dies_at.reset();
  world.refuses = nullptr;
  ASSERT_TRUE(store.begun.contains(other));
  Forget(other.kind, other.name);
  for (DesiredObject& object : desired.objects) {
    if (object.address.kind == other.kind) object.config.Put("vlan", Value::Int(777));
  }
  for (const Address& address : kAddresses) options.allow.insert(address);
  Time gone{};
  Time made{};
  world.during = [&](const FakeCall& call) {
    if (call.kind != other.kind) return;
    if (call.operation == "Delete") gone = clock.Now();
    if (call.operation == "Create") made = clock.Now();
  };
  Make();
  world.during = nullptr;
  EXPECT_GT(gone, Time{});
  EXPECT_GE(made, gone);
  EXPECT_LT(made - gone, std::chrono::seconds(5));
}

INSTANTIATE_TEST_SUITE_P(Run, LeftBehindRun, testing::ValuesIn(Cases()));

}  // namespace
}  // namespace ic
