// What leaves while something else comes, where there is room for several: nobody says which is first.
#include "reconcile/guard/leaving.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;

class LeavingTest : public ::testing::Test {
 protected:
  static constexpr int kMost = 4;  // interfaces on a connection of the fake cloud

  // `have` interfaces on one connection, of which the first `go` leave the configuration, and `come` others come.
  void Begin(int have, int go, int come) {
    world.objects.clear();
    EngineEnvironment environment;
    environment.factory = &factory_;
    run.emplace(environment);
    run->clouds.Configure({});
    run->config_ = std::make_shared<const EngineConfig>();
    leaving.clear();
    coming.clear();
    for (int i = 0; i < have; ++i) {
      Value object = On("con-1", fmt::format("v{}", i), 100 + i);
      const std::string id = world.Plant(Kind::kVirtualInterface, "sky", object);
      object.Put(field::kId, S(id));
      run->ledger.Open()->Set({"sky", "east", Kind::kVirtualInterface, id}, [&](Existing& entry) {
        entry.attributes = object;
        entry.planned = i < go ? Value::Null() : object;
        entry.fate = i < go ? Fate::kGoes : Fate::kStays;
        entry.leaves = entry.any_time = i < go;
      });
      if (i < go) leaving.push_back(object);
    }
    for (int i = 0; i < come; ++i) coming.push_back(Come(On("con-1", fmt::format("n{}", i), 200 + i)));
  }
  Value Come(const Value& object) {
    PlannedCreate create;
    create.kind = Kind::kVirtualInterface;
    create.account = "sky";
    create.region = "east";
    create.planned = object;
    run->ledger.Open()->Add(std::move(create));
    return object;
  }
  static Value On(std::string_view connection, const std::string& name, int vlan) {
    Value object = Interface(name, connection, vlan);
    object.Put(field::kRegion, S("east"));
    return object;
  }
  // What is said of either as it is planned.
  std::string Said(const Value& object, bool leaves) {
    Diagnostics wrong;
    const Call call = MakeCall(*run, Kind::kVirtualInterface, object, "", wrong);
    EXPECT_TRUE(wrong.empty()) << wrong.ToString();
    const Diagnostics said = leaves ? CheckNothingComesFor(call, object) : CheckNothingLeavesFor(call, object);
    EXPECT_EQ(said.has_errors(), !said.empty());
    return said.ToString();
  }

  FakeWorld world;
  std::optional<reconcile::Run> run;
  std::vector<Value> leaving;
  std::vector<Value> coming;

 private:
  FakeFactory factory_{world};
};

TEST_F(LeavingTest, WhoComesHasRoomWhileWhatLeavesIsThere) {
  for (int have = 1; have <= kMost; ++have) {
    for (int go = 1; go <= have; ++go) {
      for (int come = 0; have - go + come <= kMost; ++come) {
        SCOPED_TRACE(fmt::format("{} of {} leave, {} come", go, have, come));
        Begin(have, go, come);
        const bool refused = come > 0 && have + come > kMost;
        for (const bool leaves : {true, false}) {
          for (const Value& object : leaves ? leaving : coming) {
            const std::string said = Said(object, leaves);
            EXPECT_EQ(said.find("Apply the removal first") != std::string::npos, refused) << said;
            EXPECT_EQ(said.empty(), !refused) << said;
          }
        }
      }
    }
  }
}

TEST_F(LeavingTest, WhoComesElsewhereNeedsNoRoom) {
  Begin(kMost, 1, 0);
  const Value elsewhere = Come(On("con-2", "n", 300));
  EXPECT_EQ(Said(leaving.front(), /*leaves=*/true), "");
  EXPECT_EQ(Said(elsewhere, /*leaves=*/false), "");
}

TEST_F(LeavingTest, BothAreNamed) {
  Begin(kMost, 1, 1);
  for (const bool leaves : {true, false}) {
    const std::string said = Said(leaves ? leaving.front() : coming.front(), leaves);
    EXPECT_THAT(said, HasSubstr("Too many interfaces"));
    EXPECT_THAT(said, HasSubstr("\"n0\""));
    EXPECT_THAT(said, HasSubstr("\"v0\""));
    EXPECT_THAT(said, HasSubstr("at most 4"));
  }
}

// Of a place that has room for one it was so before.
TEST_F(LeavingTest, OnePlaceIsRefusedWhateverRoomThereIs) {
  Begin(1, 1, 0);
  Come(On("con-1", "n", 100));
  EXPECT_THAT(Said(leaving.front(), /*leaves=*/true), HasSubstr("VLAN is taken"));
}

}  // namespace
}  // namespace ic::reconcile
