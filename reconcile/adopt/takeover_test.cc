// What a takeover changes of an object that is there, what that interrupts, and what is said of it.
#include "reconcile/adopt/takeover.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class TakeoverTest : public ::testing::Test {
 protected:
  TakeoverTest() {
    EngineEnvironment environment;
    environment.factory = &factory_;
    run.emplace(environment);
    run->clouds.Configure({});
    live_ = Wanted();
    live_.Put(field::kAdopt, Value::Null());
  }

  // An interface with a session, as a configuration asks for it.
  static Value Wanted(std::string_view cloud = "sky") {
    Value object = Interface("prod", "con-1", 125);
    object.Put(field::kCloud, S(cloud));
    object.Put(field::kRegion, S("east"));
    object.Put(field::kAddressFamily, S("ipv4"));
    object.Put(field::kAdopt, S("vif-1"));
    return object;
  }
  // The cloud's object is put there when it is first asked for.
  Observed Found() {
    if (id_.empty()) {
      id_ = world.Plant(Kind::kVirtualInterface, Text(live_, field::kCloud), live_);
      world.objects.at(id_).key = "key-1";
    }
    Observed observed;
    observed.id = id_;
    observed.region = "east";
    observed.attributes = world.objects.at(id_).attributes;
    return observed;
  }
  Call CallFor(const Value& planned) {
    Diagnostics wrong;
    Call call = MakeCall(*run, Kind::kVirtualInterface, planned, "", wrong);
    EXPECT_TRUE(wrong.empty()) << wrong.ToString();
    return call;
  }
  Takeover Of(const Value& planned, const Value& config) {
    return TakeoverOf(CallFor(planned), planned, config, Found(), Freshness::kLive);
  }
  static std::vector<std::string> Paths(const Takeover& takeover) {
    std::vector<std::string> paths;
    for (const Difference& difference : takeover.differences) paths.push_back(difference.cloud_path);
    return paths;
  }

  FakeWorld world;
  std::optional<reconcile::Run> run;
  Value live_;  // before Found

 private:
  FakeFactory factory_{world, {&FenTraits()}};
  std::string id_;
};

TEST_F(TakeoverTest, WhatIsAsItIsWantedStaysAsItIs) {
  Value planned = Wanted();
  planned.Put(field::kMtu, Value::Unknown());
  planned.Put(field::kOnDestroy, S("keep"));
  const Takeover takeover = Of(planned, planned);
  EXPECT_THAT(Paths(takeover), IsEmpty());
  EXPECT_EQ(takeover.live.Get(field::kMtu), Value::Int(1500));
  EXPECT_EQ(takeover.after.Get(field::kMtu), Value::Int(1500));
  // What only this side knows is the configuration's.
  EXPECT_TRUE(takeover.live.Get(field::kAdopt).is_null());
  EXPECT_EQ(takeover.after.Get(field::kAdopt), S("vif-1"));
  EXPECT_EQ(takeover.after.Get(field::kOnDestroy), S("keep"));
  EXPECT_TRUE(CheckTakeover(CallFor(planned), takeover).empty());
}

TEST_F(TakeoverTest, WhatChangesInterruptsAsATableSays) {
  Value planned = Wanted();
  planned.Put(field::kName, S("other"));
  planned.Put(field::kMtu, Value::Int(8500));
  planned.Put("sky", Value::Object({{"shortcut", Value::Bool(true)}}));
  const Takeover takeover = Of(planned, planned);
  EXPECT_THAT(Paths(takeover), ::testing::UnorderedElementsAre("name", "mtu", "sky.shortcut"));
  for (const Difference& difference : takeover.differences) {
    EXPECT_TRUE(difference.touches_cloud);
    EXPECT_EQ(difference.interrupts.empty(), difference.cloud_path == "name") << difference.cloud_path;
    EXPECT_EQ(difference.reach == Reach::kConnection, difference.cloud_path == "sky.shortcut");
  }
  EXPECT_EQ(takeover.after.Get(field::kMtu), Value::Int(8500));
  EXPECT_EQ(takeover.live.Get(field::kMtu), Value::Int(1500));
}

// Where a key comes with another session only, whatever is in force is left.
TEST_F(TakeoverTest, AKeyThatWouldComeWithAnotherSessionIsLeft) {
  Value planned = Wanted();
  planned.Put(field::kAuthKey, S("key-2"));
  EXPECT_THAT(Paths(Of(planned, planned)), IsEmpty());
}

TEST_F(TakeoverTest, AKeyIsGivenWhereItIsNotInForce) {
  live_.Put(field::kCloud, S("fen"));
  for (const char* name : {"auth_key", "auth_key_wo"}) {
    for (const char* key : {"key-1", "key-2"}) {
      SCOPED_TRACE(std::string(name) + " " + key);
      Value config = Wanted("fen");
      config.Put(name, S(key));
      Value planned = config;
      if (std::string(name) == "auth_key_wo") planned.Put(name, Value::Null());
      const Takeover takeover = Of(planned, config);
      if (std::string(key) == "key-1") {
        EXPECT_THAT(Paths(takeover), IsEmpty());
        continue;
      }
      ASSERT_THAT(Paths(takeover), ElementsAre("auth_key"));
      EXPECT_EQ(takeover.differences.front().interrupts, "its session");
    }
  }
}

TEST_F(TakeoverTest, ASessionThatIsMadeInterruptsNothing) {
  live_.Put(field::kCloud, S("fen"));
  live_.Put(field::kCustomerAsn, Value::Null());
  Value planned = Wanted("fen");
  planned.Put(field::kAuthKey, S("key-2"));
  const Takeover takeover = Of(planned, planned);
  EXPECT_THAT(Paths(takeover), ::testing::UnorderedElementsAre("auth_key", "customer_asn"));
  for (const Difference& difference : takeover.differences) EXPECT_EQ(difference.interrupts, "");
  EXPECT_EQ(takeover.after.Get(field::kCustomerAsn), S("1.10"));
}

TEST_F(TakeoverTest, TagsThatGoAreNamed) {
  live_.Put(field::kTags, Value::Map({{"ours", S("1")}, {"theirs", S("2")}, {"more", S("3")}}));
  const auto said = [&](const Value& wanted) {
    const Observed found = Found();
    const Takeover takeover = TakeoverOf(CallFor(wanted), wanted, wanted, found, Freshness::kLive);
    return WarnOfTakeover(CallFor(wanted), takeover, wanted, found).ToString();
  };
  Value wanted = Wanted();
  EXPECT_THAT(said(wanted), HasSubstr("removes its tags `more`, `ours` and `theirs`"));
  wanted.Put(field::kTags, Value::Map({{"ours", S("9")}, {"more", S("3")}}));
  EXPECT_THAT(said(wanted), HasSubstr("removes its tag `theirs`"));
  wanted.Put(field::kTags, Value::Map({{"ours", S("1")}, {"theirs", S("2")}, {"more", S("3")}}));
  EXPECT_EQ(said(wanted), "");
  wanted.Put(field::kTags, Value::Unknown());  // it is not known which
  EXPECT_EQ(said(wanted), "");
}

TEST_F(TakeoverTest, AnotherOwnersMarkIsNamed) {
  Observed found = Found();
  const Value wanted = Wanted();
  const auto said = [&](const std::string& ours, const std::string& theirs) {
    auto config = std::make_shared<EngineConfig>();
    config->owner = ours;
    Call call = CallFor(wanted);
    call.config = config;
    found.owner = theirs;
    return WarnOfTakeover(call, TakeoverOf(call, wanted, wanted, found, Freshness::kLive), wanted, found).ToString();
  };
  EXPECT_EQ(said("net", ""), "");
  EXPECT_EQ(said("net", "net"), "");
  EXPECT_THAT(said("net", "others"), HasSubstr("carries the mark of the owner \"others\""));
  EXPECT_THAT(said("", "others"), HasSubstr("warning at 'adopt'"));
}

}  // namespace
}  // namespace ic::reconcile
