// A state that was lost is rebuilt by importing everything over the configuration that made it.
#include "reconcile/run/import/matching.h"

#include <set>

#include "reconcile/run/import/import_set.h"
#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using reconcile::S;
using reconcile::Text;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Kind kPort = Kind::kConnection;
constexpr Kind kInterface = Kind::kVirtualInterface;

class MatchingTest : public RunFixture {
 protected:
  // As the command line does.
  ImportResult Rebuild(const std::set<std::string>& accounts = {"sky", "rock"}) {
    const std::size_t mutating = world.MutatingCalls();
    ImportResult result = ImportEverything(Environment(), desired, accounts);
    EXPECT_EQ(world.MutatingCalls(), mutating);
    for (const ImportedObject& one : result.objects) store.objects[one.state.address] = one.state;
    return result;
  }
  void Lose() {
    before_ = store.objects;
    store.objects.clear();
  }
  // Object by object what it was.
  void ExpectAsItWas() {
    ASSERT_EQ(store.objects.size(), before_.size());
    for (const auto& [address, object] : before_) {
      const StateObject& now = store.objects.at(address);
      EXPECT_EQ(now.id, object.id) << address.ToString();
      EXPECT_EQ(now.account, object.account) << address.ToString();
      EXPECT_EQ(now.keyed, object.keyed) << address.ToString();
      EXPECT_EQ(now.depends_on, object.depends_on) << address.ToString();
      EXPECT_EQ(OnDestroy(now), OnDestroy(object)) << address.ToString();
    }
  }
  static std::string OnDestroy(const StateObject& object) {
    constexpr std::string_view kBefore = "\"on_destroy\":\"";
    const std::size_t at = object.attributes.find(kBefore);
    if (at == std::string::npos) return "";
    const std::size_t begin = at + kBefore.size();
    return object.attributes.substr(begin, object.attributes.find('"', begin) - begin);
  }
  std::string OnDestroyOf(Kind kind, const std::string& name) { return OnDestroy(store.objects.at({kind, name})); }
  void Set(Kind kind, const std::string& name, std::string_view field, const Value& value) {
    for (DesiredObject& object : desired.objects) {
      if (object.address == Address{kind, name}) object.config.Put(field, value);
    }
  }
  static std::string Problems(const ImportResult& result) {
    std::string text;
    for (const LocatedDiagnostic& one : result.diagnostics) {
      text += one.diagnostic.summary + ": " + one.diagnostic.detail + "\n";
    }
    return text;
  }

  std::map<Address, StateObject> before_;
};

TEST_F(MatchingTest, ALostStateIsRebuilt) {
  WantStack();
  Set(kInterface, "vif", "auth_key", S("s3cret-key"));
  Set(kInterface, "vif", "timeouts", Value::Object({{"create", S("1h")}}));
  Set(kInterface, "vif", "sky", Value::Object({{"receiver", S("team-1")}}));
  Set(Kind::kBgpCidr, "net", "on_destroy", S("delete"));
  Want(kPort, "second", reconcile::Port("dc2"));
  Make();
  Lose();
  const ImportResult result = Rebuild();
  EXPECT_THAT(result.diagnostics, IsEmpty()) << Problems(result);
  ExpectAsItWas();
  ExpectNothing();
}

TEST_F(MatchingTest, HalfAStateIsRebuiltOnWhatIsLeft) {
  WantStack();
  Make();
  const auto port = store.objects.extract({kPort, "port"});
  const auto peer = store.objects.extract({Kind::kBgpPeer, "six"});
  EXPECT_EQ(Rebuild().objects.size(), 2U);
  EXPECT_EQ(IdOf(kPort, "port"), port.mapped().id);
  EXPECT_EQ(IdOf(Kind::kBgpPeer, "six"), peer.mapped().id);
  EXPECT_EQ(OnDestroyOf(Kind::kBgpPeer, "six"), "delete");  // it stands on ours
  ExpectNothing();
}

TEST_F(MatchingTest, GroupsComeBackLoweredOrNot) {
  WantStack();
  Forget(Kind::kBgpPeer, "six");
  Want(Kind::kBgpGroup, "group", reconcile::Group("${virtual_interface.vif}", "64600"));
  Want(Kind::kBgpPeer, "six", reconcile::GroupPeer("${virtual_interface.vif}", "${bgp_group.group}"));
  const auto on_rock = [](Value object) {
    object.Put("cloud", S("rock"));
    return object;
  };
  const auto want_rock = [&](Kind kind, const std::string& name, Value config) {
    Want(kind, name, on_rock(std::move(config))).account = "rock";
  };
  want_rock(kPort, "r-port", reconcile::Port("dc1"));
  want_rock(kInterface, "r-vif", reconcile::Interface("prod", "${connection.r-port}", 125));
  want_rock(Kind::kBgpGroup, "r-group", reconcile::Group("${virtual_interface.r-vif}", "64600"));
  Value nameless = reconcile::Group("${virtual_interface.r-vif}", "64700");
  nameless.Put("name", Value::Null());
  want_rock(Kind::kBgpGroup, "r-nameless", nameless);
  want_rock(Kind::kBgpPeer, "r-six", reconcile::Peer("${virtual_interface.r-vif}", "ipv6"));
  Set(Kind::kBgpCidr, "net", "on_destroy", S("delete"));
  Make();
  Lose();
  const ImportResult result = Rebuild();
  EXPECT_THAT(result.diagnostics, IsEmpty()) << Problems(result);
  ExpectAsItWas();
  ExpectNothing();
}

TEST_F(MatchingTest, WhatIsOursCanBeDeletedAfterwards) {
  WantStack();
  Make();
  Lose();
  Rebuild();
  EXPECT_EQ(OnDestroyOf(kInterface, "vif"), "delete");
  EXPECT_EQ(OnDestroyOf(Kind::kBgpPeer, "six"), "delete");
  EXPECT_EQ(OnDestroyOf(Kind::kBgpCidr, "net"), "keep");  // nothing tells who made it
  ExpectNothing();
  Set(Kind::kBgpCidr, "net", "on_destroy", S("delete"));
  const std::size_t mutating = world.MutatingCalls();
  Apply();
  EXPECT_EQ(world.MutatingCalls(), mutating);
  desired.objects.clear();
  options.allow = {{kPort, "port"}, {kInterface, "vif"}, {Kind::kBgpPeer, "six"}, {Kind::kBgpCidr, "net"}};
  EXPECT_TRUE(Apply().ok());
  EXPECT_THAT(world.objects, IsEmpty());
}

TEST_F(MatchingTest, WhatIsAlikeButNotMarkedIsKept) {
  WantStack();
  Make();
  Lose();
  for (auto& [id, object] : world.objects) object.mark.clear();
  Set(kPort, "port", "on_destroy", Value::Null());
  const ImportResult result = Rebuild();
  EXPECT_THAT(result.diagnostics, IsEmpty()) << Problems(result);
  ExpectNothing();
  options.destroy = true;
  const RunPlan plan = Plan();
  EXPECT_EQ(plan.counts.forget, 4U) << Words(plan);
  EXPECT_THAT(plan.refusals, IsEmpty());
  const std::size_t before = world.objects.size();
  EXPECT_TRUE(Apply().ok());
  EXPECT_EQ(world.objects.size(), before);
}

TEST_F(MatchingTest, AnotherOwnersIsKept) {
  desired.owner = "net-team/prod";
  WantStack();
  Make();
  Lose();
  desired.owner = "somebody";
  Rebuild();
  EXPECT_EQ(OnDestroyOf(kInterface, "vif"), "keep");
  EXPECT_EQ(OnDestroyOf(Kind::kBgpPeer, "six"), "keep");
}

TEST_F(MatchingTest, TheMarkDecidesBetweenTwo) {
  WantStack();
  Make();
  const std::string mine = IdOf(kPort, "port");
  Lose();
  const std::string other =
      world.Plant(kPort, "sky", Value::Object({{"name", S("dc1")}, {"location", S("L1")}, {"bandwidth", S("1Gbps")}}));
  const ImportResult result = Rebuild();
  EXPECT_EQ(IdOf(kPort, "port"), mine);
  EXPECT_EQ(IdOf(kPort, "dc1"), other);
  EXPECT_THAT(result.diagnostics, IsEmpty()) << Problems(result);
}

TEST_F(MatchingTest, OfTwoThatNothingTellsApartNoneIsTaken) {
  Want(kPort, "port", reconcile::Port("dc1"));
  for (int i = 0; i < 2; ++i) {
    world.Plant(kPort, "sky", Value::Object({{"name", S("dc1")}, {"location", S("L1")}, {"bandwidth", S("1Gbps")}}));
  }
  const ImportResult result = Rebuild();
  EXPECT_THAT(result.objects, IsEmpty());
  EXPECT_TRUE(HasErrors(result.diagnostics));
  EXPECT_THAT(Problems(result), HasSubstr("interconnect import connection.port ID"));
}

TEST_F(MatchingTest, OfTwoThatAskForOneNoneGetsIt) {
  Want(kPort, "a", reconcile::Port("dc1"));
  Want(kPort, "b", reconcile::Port("dc1"));
  world.Plant(kPort, "sky", Value::Object({{"name", S("dc1")}, {"location", S("L1")}, {"bandwidth", S("1Gbps")}}));
  const ImportResult result = Rebuild();
  EXPECT_THAT(result.objects, IsEmpty());
  EXPECT_THAT(Problems(result), HasSubstr("more than one object of the configuration asks for"));
}

TEST_F(MatchingTest, APlaceTellsNamesApart) {
  Want(kPort, "port", reconcile::Port("dc1"));
  const std::string far =
      world.Plant(kPort, "sky", Value::Object({{"name", S("dc1")}, {"location", S("L2")}, {"bandwidth", S("1Gbps")}}));
  Rebuild();
  EXPECT_FALSE(store.objects.contains({kPort, "port"}));
  EXPECT_EQ(IdOf(kPort, "dc1"), far);
}

TEST_F(MatchingTest, WhatIsAdoptedAndInUseComesBackToo) {
  const std::string line =
      world.Plant(kPort, "sky", Value::Object({{"name", S("a")}, {"location", S("L1")}, {"bandwidth", S("1Gbps")}}));
  Want(kPort, "line", Value::Object({{"cloud", S("sky")}, {"adopt", S(line)}}));
  Want(kInterface, "vif", reconcile::Interface("prod", "${connection.line}", 125));
  Make();
  Lose();
  world.objects.at(line).mark.clear();  // the cloud may keep none on a connection
  Rebuild();
  ExpectAsItWas();
  ExpectNothing();
}

TEST_F(MatchingTest, AnotherAccountsObjectIsAnothers) {
  Want(kPort, "port", reconcile::Port("dc1")).account = "sky-partner";
  desired.accounts.push_back({"sky-partner", "sky", Value::Object({{"account", S("partner")}}), {}});
  std::swap(desired.accounts.at(1), desired.accounts.at(2));
  world.Plant(kPort, "sky", Value::Object({{"name", S("dc1")}, {"location", S("L1")}, {"bandwidth", S("1Gbps")}}));
  Rebuild({"sky", "sky-partner"});
  EXPECT_FALSE(store.objects.contains({kPort, "port"}));
  EXPECT_TRUE(store.objects.contains({kPort, "dc1"}));
}

TEST_F(MatchingTest, OneByOneIsTheSame) {
  WantStack();
  Set(Kind::kBgpCidr, "net", "on_destroy", S("delete"));
  Make();
  Lose();
  for (const auto& [address, object] : before_) {
    const ImportResult result = ImportObjects(Environment(), desired, {{address, "sky", "sky/east/" + object.id}});
    ASSERT_EQ(result.objects.size(), 1U) << Problems(result);
    store.objects[address] = result.objects.front().state;
  }
  ExpectAsItWas();
  ExpectNothing();
}

// What is no longer written is as if it had never been.
TEST_F(MatchingTest, OnDestroyThatIsNoLongerWrittenIsTheUsualOne) {
  WantStack();
  Make();
  Set(kPort, "port", "on_destroy", Value::Null());
  const RunPlan plan = Plan();
  ASSERT_EQ(plan.steps.size(), 1U) << Words(plan);
  EXPECT_EQ(plan.steps.front().action, Action::kUpdate);
  EXPECT_EQ(plan.steps.front().changes.front().after, "\"refuse\"");
  const std::size_t mutating = world.MutatingCalls();
  Apply();
  EXPECT_EQ(world.MutatingCalls(), mutating);
  ExpectNothing();
  desired.objects.clear();
  options.allow = {{kPort, "port"}, {kInterface, "vif"}, {Kind::kBgpPeer, "six"}};
  EXPECT_THAT(Words(Plan()), HasSubstr("on_destroy is \"refuse\""));
}

}  // namespace
}  // namespace ic
