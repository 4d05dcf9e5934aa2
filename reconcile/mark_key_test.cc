// A key that makes a part of every mark: with Terraform, which keeps nothing of a create that did not return, it shows
// what an interrupted create of this configuration made, and nothing that somebody else marked alike does.
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "base/testing/fake_clock.h"
#include "reconcile/testing/engine_fixture.h"
#include "reconcile/testing/fake_cloud.h"
#include "reconcile/testing/terraform_host.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kMarkKey = "a-key-of-the-tests-with-32-letters";
constexpr const char* kOtherMarkKey = "another-key-of-the-tests-32-letters";

// A cloud, and Terraform before it.
struct KeyedWorld {
  explicit KeyedWorld(const std::string& key) {
    EngineEnvironment environment;
    environment.factory = &factory;
    environment.clock = &clock;
    environment.random = random.get();
    if (!key.empty()) environment.environment["INTERCONNECT_MARK_KEY"] = key;
    host = std::make_unique<TerraformHost>(environment);
    host->engine_config.owner = "net-team";
  }

  FakeWorld clouds;
  FakeFactory factory{clouds};
  FakeClock clock;
  std::unique_ptr<Random> random = SeededRandom(1);
  std::unique_ptr<TerraformHost> host;
};

// What carries marks.
Configuration MarkedStack() {
  return {{"port", {Kind::kConnection, Port("dc1")}},
          {"vif", {Kind::kVirtualInterface, Interface("prod", "${port.id}", 125)}}};
}

TEST(MarkKey, DyingAnywhereConverges) {
  KeyedWorld first(kMarkKey);
  ASSERT_TRUE(first.host->Apply(MarkedStack()).ok());
  const std::size_t total = first.clouds.calls.size();
  ASSERT_GT(total, 4U);
  for (std::size_t number = 0; number < total; ++number) {
    for (const bool after : {false, true}) {
      SCOPED_TRACE(fmt::format("dies {} call {}", after ? "after" : "before", number));
      KeyedWorld world(kMarkKey);
      world.clouds.dies_at = number;
      world.clouds.dies_after = after;
      (void)world.host->Apply(MarkedStack());
      world.clouds.dies_at.reset();
      RunResult again;
      for (int run = 0; run < 2; ++run) again = world.host->Apply(MarkedStack());
      EXPECT_TRUE(again.ok()) << again.ToString();
      const RunResult plan = world.host->Plan(MarkedStack());
      EXPECT_TRUE(plan.actions.empty()) << plan.ToString();
      EXPECT_EQ(world.clouds.objects.size(), 2U);
    }
  }
}

// Of each kind; before the plan, or between a plan and its apply: with no such part in its mark, another one, that of
// another key, or that of another object.
TEST(MarkKey, WhatIsForgedIsNotTakenOver) {
  struct Forgery {
    std::string name;
    std::function<void(KeyedWorld&, FakeObject&)> forge;
  };
  const std::vector<Forgery> forgeries = {
      {"no part", [](KeyedWorld&, FakeObject& object) { object.nonce.clear(); }},
      {"another part", [](KeyedWorld&, FakeObject& object) { object.nonce = "0123456789abcdef0123456789abcdef"; }},
      {"another key's",
       [](KeyedWorld&, FakeObject& object) {
         KeyedWorld theirs(kOtherMarkKey);
         (void)theirs.host->Apply(MarkedStack());
         const FakeObject& same = theirs.clouds.Only(object.kind);
         EXPECT_EQ(same.mark, object.mark);
         object.nonce = same.nonce;
       }},
      {"another object's",
       [](KeyedWorld& world, FakeObject& object) {
         const bool port = object.kind == Kind::kConnection;
         object.nonce = world.clouds.Only(port ? Kind::kVirtualInterface : Kind::kConnection).nonce;
       }},
  };
  for (const char* address : {"port", "vif"}) {
    for (const Forgery& forgery : forgeries) {
      for (const bool meanwhile : {false, true}) {
        SCOPED_TRACE(fmt::format("{}: {}{}", address, forgery.name, meanwhile ? ", after the plan" : ""));
        KeyedWorld world(kMarkKey);
        ASSERT_TRUE(world.host->Apply(MarkedStack()).ok());
        const std::string id = Text(world.host->state.at(address).state, field::kId);
        FakeObject forged = world.clouds.objects.at(id);
        EXPECT_NE(forged.nonce, "");
        forgery.forge(world, forged);
        // Nothing stands on it, and no state has it.
        if (forged.kind == Kind::kConnection) {
          std::erase_if(world.clouds.objects,
                        [](const auto& entry) { return entry.second.kind == Kind::kVirtualInterface; });
          world.host->state.erase("vif");
        }
        world.host->state.erase(address);
        world.clouds.objects.erase(id);
        const auto put = [&] { world.clouds.objects[id] = forged; };
        if (meanwhile) {
          world.host->meanwhile = put;
        } else {
          put();
        }
        const RunResult refused = world.host->Apply(MarkedStack());
        world.host->meanwhile = nullptr;
        EXPECT_TRUE(refused.diagnostics.has_errors()) << refused.ToString();
        EXPECT_THAT(refused.ToString(), HasSubstr(id));
        EXPECT_THAT(refused.ToString(), HasSubstr("INTERCONNECT_MARK_KEY"));
        EXPECT_THAT(refused.ToString(), HasSubstr("import {"));
        EXPECT_THAT(refused.ToString(), Not(HasSubstr("taken over instead")));
        EXPECT_FALSE(world.host->state.contains(address));
        EXPECT_EQ(world.clouds.objects.at(id).nonce, forged.nonce);
      }
    }
  }
}

// The key is nowhere: neither in what is stored and said, nor on the objects.
TEST(MarkKey, IsShownNowhere) {
  KeyedWorld world(kMarkKey);
  ASSERT_TRUE(world.host->Apply(MarkedStack()).ok());
  for (const std::string& text : world.host->texts) EXPECT_THAT(text, Not(HasSubstr(kMarkKey)));
  for (const auto& [id, object] : world.clouds.objects) {
    EXPECT_EQ(object.nonce.size(), 32U);
    EXPECT_THAT(object.mark + object.nonce, Not(HasSubstr(kMarkKey)));
  }
  EXPECT_NE(world.clouds.Only(Kind::kConnection).nonce, world.clouds.Only(Kind::kVirtualInterface).nonce);
}

// What was made before there was a key is known by its id: nothing of it changes.
TEST(MarkKey, LeavesWhatWasMadeWithoutIt) {
  KeyedWorld before("");
  ASSERT_TRUE(before.host->Apply(MarkedStack()).ok());
  KeyedWorld world(kMarkKey);
  world.clouds.objects = before.clouds.objects;
  world.host->state = before.host->state;
  const RunResult plan = world.host->Plan(MarkedStack());
  EXPECT_TRUE(plan.ok()) << plan.ToString();
  EXPECT_TRUE(plan.actions.empty()) << plan.ToString();
}

// Where the state keeps notes, they prove, and no two creates have the same part.
TEST(MarkKey, IsNotUsedWhereTheStateIsHeld) {
  KeyedWorld world(kMarkKey);
  world.host->engine_config.state_is_held = true;
  std::string first;
  for (int round = 0; round < 2; ++round) {
    world.clouds.objects.clear();
    world.host->state.clear();
    ASSERT_TRUE(world.host->Apply(MarkedStack()).ok());
    const std::string nonce = world.clouds.Only(Kind::kConnection).nonce;
    EXPECT_NE(nonce, "");
    EXPECT_NE(nonce, first);
    first = nonce;
  }
}

}  // namespace
}  // namespace ic::reconcile
