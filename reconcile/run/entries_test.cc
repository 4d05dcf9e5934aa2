// Entries of `clouds` by other names: whose an object is decides whether it is another one, not what the entry is
// called.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/run/drift/drift.h"
#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using reconcile::S;

constexpr std::pair<Kind, const char*> kStack[] = {
    {Kind::kConnection, "port"}, {Kind::kVirtualInterface, "vif"}, {Kind::kBgpPeer, "six"}, {Kind::kBgpCidr, "net"}};

class EntriesTest : public RunFixture {
 protected:
  void Entry(const std::string& name, const Value& settings = Value::Null()) {
    desired.accounts.push_back({name, "sky", settings, {}});
    std::ranges::sort(desired.accounts, {}, &Account::name);
  }
  void RemoveEntry(const std::string& name) {
    std::erase_if(desired.accounts, [&](const Account& one) { return one.name == name; });
  }
  // All of the stack, but for what is not wanted any more.
  void Reach(const std::string& entry) {
    for (DesiredObject& one : desired.objects) one.account = entry;
  }
  std::vector<std::string> Entries() {
    std::vector<std::string> entries;
    for (const auto& [address, object] : store.objects) entries.push_back(object.account);
    return entries;
  }
  void Begin() {
    store.objects.clear();
    world.objects.clear();
    desired.objects.clear();
    desired.accounts.clear();
    Entry("sky");
    WantStack();
    for (DesiredObject& one : desired.objects) one.config.Put("on_destroy", S("delete"));
    Make();
  }
};

TEST_F(EntriesTest, AnotherNameForTheSameOwnerIsNoChange) {
  for (const bool stays : {true, false}) {  // the entry that the state names
    Begin();
    Entry("prod");
    Reach("prod");
    if (!stays) RemoveEntry("sky");
    const DriftReport drift = FindDrift(Environment(), desired, {});
    EXPECT_TRUE(drift.findings.empty() && drift.diagnostics.empty());
    const std::size_t mutating = world.MutatingCalls();
    const RunPlan plan = Plan();
    EXPECT_FALSE(plan.HasChanges() || plan.HasErrors()) << Words(plan);
    EXPECT_TRUE(Apply().ok());
    EXPECT_EQ(world.MutatingCalls(), mutating);
    EXPECT_THAT(Entries(), ::testing::Each("prod"));
    ExpectNothing();
  }
}

// And what is asked for beside is just that: each object is removed, or changed, while the entry is renamed.
TEST_F(EntriesTest, WhatElseIsWantedIsDoneByTheNewName) {
  for (const bool refresh : {true, false}) {
    for (const auto& [kind, name] : kStack) {
      Begin();
      const std::string id = IdOf(kind, name);
      Entry("prod");
      RemoveEntry("sky");
      Reach("prod");
      options = {};
      options.refresh = refresh;
      // What stands on it goes too.
      for (const auto& [other, others] : kStack) {
        const bool under = other == kind || (kind != Kind::kBgpCidr && other == Kind::kBgpPeer) ||
                           (kind == Kind::kConnection && other == Kind::kVirtualInterface);
        if (!under) continue;
        Forget(other, others);
        options.allow.insert({other, others});
      }
      const ApplyOutcome outcome = Apply();
      EXPECT_TRUE(outcome.ok()) << name << Words(outcome);
      EXPECT_FALSE(world.objects.contains(id)) << name;
      for (const DesiredObject& one : desired.objects) EXPECT_TRUE(store.objects.contains(one.address));
      options = {};
      Make();
      EXPECT_THAT(Entries(), ::testing::Each("prod"));
    }
  }
}

TEST_F(EntriesTest, AnotherOwnersEntryStaysAnotherObject) {
  Begin();
  Entry("prod", Value::Object({{"account", S("b")}}));
  Reach("prod");
  const RunPlan plan = Plan();
  EXPECT_EQ(plan.counts.replace, std::size(kStack)) << Words(plan);
}

// The state of a version that kept no owners, and a cloud that does not tell who calls.
TEST_F(EntriesTest, WhoseItIsHasToBeKnown) {
  for (const bool told : {true, false}) {
    Begin();
    if (told) {
      for (auto& [address, object] : store.objects) object.facts.clear();
    } else {
      world.who = [](const std::string&) { return UnavailableError("Nobody knows."); };
    }
    Entry("prod");
    Reach("prod");
    for (const Step& step : Plan().steps) EXPECT_EQ(step.action, Action::kReplace);
    EXPECT_THAT(Entries(), ::testing::Each("sky"));
    world.who = nullptr;
  }
}

}  // namespace
}  // namespace ic
