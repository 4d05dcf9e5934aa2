// Ways into a listing against a search through it, and which listings are shared.
#include "reconcile/ledger/live_lists.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/testing/fake_clock.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::SizeIs;

Observed Live(const std::string& id, const std::string& connection, int vlan, const std::string& group) {
  Observed observed;
  observed.id = id;
  observed.attributes = Interface(id, connection, vlan);
  observed.redundancy_group = group;
  return observed;
}

std::vector<std::string> Ids(const LiveList::Found& found) {
  std::vector<std::string> ids;
  for (const Observed* observed : found) ids.push_back(observed->id);
  return ids;
}

// Asked twice each: the first question makes the way, the second one takes it.
TEST(LiveList, ItsWaysLeadToWhatASearchFinds) {
  const LiveList list(Kind::kVirtualInterface, {Live("i-1", "con-1", 100, "g"), Live("i-2", "con-1", 200, ""),
                                                Live("i-3", "con-2", 100, "g"), Live("i-4", "", 100, "h")});
  for (int time = 0; time < 2; ++time) {
    for (const std::string word : {"con-1", "con-2", "con-3", "g", "h", "i"}) {
      std::vector<std::string> on;
      std::vector<std::string> in;
      for (const Observed* one : list.All()) {
        const Observed& observed = *one;
        if (Text(observed.attributes, field::kConnectionId) == word) on.push_back(observed.id);
        if (observed.redundancy_group == word) in.push_back(observed.id);
      }
      EXPECT_EQ(Ids(list.OnConnection(word)), on) << word;
      EXPECT_EQ(Ids(list.InGroup(word)), in) << word;
    }
    for (const char* id : {"i-1", "i-4"}) EXPECT_TRUE(list.Has(id)) << id;
    for (const char* id : {"", "i-5", "con-1"}) EXPECT_FALSE(list.Has(id)) << id;
  }
}

TEST(LiveList, WhatCountsTogetherIsFoundByTheQuotasGroup) {
  Observed told = Live("i-1", "con-1", 100, "");
  told.attributes.Put(field::kAddressFamily, S("ipv4"));
  Observed with_id = told;
  with_id.id = "other";
  with_id.attributes.Put(field::kId, S("i-1"));  // the object's own word for its id
  const LiveList list(Kind::kVirtualInterface, {told, with_id, Live("i-2", "con-1", 100, "")});
  const auto& quotas = SkyTraits().quotas;
  const auto quota = [&](std::string_view id) -> const Quota& {
    return *std::ranges::find_if(quotas, [id](const Quota& one) { return one.id == id; });
  };
  for (int time = 0; time < 2; ++time) {
    EXPECT_THAT(list.InPlace(quota("sky.unique_vlan"), "con-1|100"), SizeIs(3));
    EXPECT_THAT(list.InPlace(quota("sky.unique_vlan"), "con-1|200"), SizeIs(0));
    // The listing's id counts where the object tells none; the last one tells no family.
    EXPECT_EQ(Ids(list.InPlace(quota("sky.one_per_family"), "i-1|ipv4")), (std::vector<std::string>{"i-1", "other"}));
  }
}

class LiveListsTest : public ::testing::Test {
 protected:
  LiveListsTest() {
    EngineEnvironment environment;
    environment.factory = &factory_;
    clouds.emplace(environment);
    clouds->Configure({});
    world.Plant(Kind::kConnection, "sky", Port("dc1"));
  }

  // Asks, and returns how often the cloud was asked for that.
  std::size_t Ask(LiveLists& lists, Freshness freshness) {
    const std::size_t before = world.Count("List");
    const auto list = lists.Get("sky", "east", Kind::kConnection, freshness, {});
    EXPECT_TRUE(list.ok()) << list.status().ToString();
    if (list.ok()) {
      EXPECT_THAT((*list)->All(), SizeIs(1));
    }
    return world.Count("List") - before;
  }

  FakeWorld world;
  FakeClock clock;
  std::optional<Clouds> clouds;

 private:
  FakeFactory factory_{world};
};

TEST_F(LiveListsTest, AListIsSharedUntilSomethingIsChangedOrItIsOld) {
  LiveLists lists(*clouds, &clock);
  EXPECT_EQ(Ask(lists, Freshness::kShared), 1U);
  EXPECT_EQ(Ask(lists, Freshness::kShared), 0U);
  lists.Forget();
  EXPECT_EQ(Ask(lists, Freshness::kShared), 1U);
  EXPECT_EQ(Ask(lists, Freshness::kShared), 0U);
  clock.Advance(std::chrono::minutes(1));
  EXPECT_EQ(Ask(lists, Freshness::kShared), 1U);
}

TEST_F(LiveListsTest, ALiveOneIsAsOldAsTheQuestionAllows) {
  LiveLists lists(*clouds, &clock);
  const Moment earlier = NextMoment();
  const Moment decided = NextMoment();
  EXPECT_EQ(Ask(lists, Freshness::Since(decided)), 1U);
  EXPECT_EQ(world.calls.back().freshness, Freshness::Since(decided));
  EXPECT_EQ(Ask(lists, Freshness::Since(earlier)), 0U);
  EXPECT_EQ(Ask(lists, Freshness::kLive), 1U);
}

// What is made and deleted is known of a list that is not asked for again, and of its ways, made before or after.
TEST_F(LiveListsTest, AListIsKeptTrueByWhatThisRunDoes) {
  for (const Freshness freshness : {Freshness::kShared, Freshness::Young(NextMoment())}) {
    for (const bool asked_before : {true, false}) {
      LiveLists lists(*clouds, &clock);
      const auto get = [&] { return *lists.Get("sky", "east", Kind::kConnection, freshness, {}); };
      const std::size_t before = world.Count("List");
      auto list = get();
      const std::string planted = list->All().front()->id;
      if (asked_before) {
        EXPECT_THAT(list->Named("dc2"), SizeIs(0));
        EXPECT_THAT(list->InGroup("g"), SizeIs(0));
        EXPECT_FALSE(list->Has("p-2"));
      }
      Observed made;
      made.id = "p-2";
      made.region = "east";
      made.attributes = Port("dc2");
      made.redundancy_group = "g";
      lists.Made("sky", Kind::kConnection, made);
      list = get();
      EXPECT_THAT(list->All(), SizeIs(2));
      EXPECT_THAT(Ids(list->Named("dc2")), (std::vector<std::string>{"p-2"}));
      EXPECT_THAT(Ids(list->InGroup("g")), (std::vector<std::string>{"p-2"}));
      EXPECT_TRUE(list->Has("p-2"));
      lists.Gone("sky", "east", Kind::kConnection, planted);
      lists.Gone("sky", "east", Kind::kConnection, "p-2");
      list = get();
      EXPECT_THAT(list->All(), SizeIs(0));
      EXPECT_THAT(list->Named("dc2"), SizeIs(0));
      EXPECT_FALSE(list->Has("p-2"));
      lists.Made("sky", Kind::kConnection, made);
      EXPECT_THAT(Ids(get()->Named("dc2")), (std::vector<std::string>{"p-2"}));
      EXPECT_EQ(world.Count("List") - before, 1U);
    }
  }
}

TEST_F(LiveListsTest, AYoungOneIsAskedForAgainAfterALaterMomentAndWhenItIsOld) {
  LiveLists lists(*clouds, &clock);
  const Freshness earlier = Freshness::Young(NextMoment());
  EXPECT_EQ(Ask(lists, earlier), 1U);
  EXPECT_EQ(Ask(lists, earlier), 0U);
  EXPECT_EQ(Ask(lists, Freshness::Young(NextMoment())), 1U);
  EXPECT_EQ(Ask(lists, earlier), 0U);
  clock.Advance(std::chrono::minutes(1));
  EXPECT_EQ(Ask(lists, earlier), 1U);
}

TEST_F(LiveListsTest, WithoutAClockNothingIsShared) {
  LiveLists lists(*clouds, nullptr);
  EXPECT_EQ(Ask(lists, Freshness::kShared), 1U);
  EXPECT_EQ(Ask(lists, Freshness::kShared), 1U);
}

TEST_F(LiveListsTest, AFailureIsToldAndNotKept) {
  LiveLists lists(*clouds, &clock);
  EXPECT_FALSE(lists.Get("nobody", "east", Kind::kConnection, Freshness::kShared, {}).ok());
  world.fault = [](std::size_t, const FakeCall&) { return Fault::kFailBefore; };
  EXPECT_FALSE(lists.Get("sky", "east", Kind::kConnection, Freshness::kShared, {}).ok());
  world.fault = nullptr;
  EXPECT_EQ(Ask(lists, Freshness::kShared), 1U);
}

}  // namespace
}  // namespace ic::reconcile
