// What is known of a cloud without asking it again, and how often it is asked.
#include "adapters/common/kinds/listing.h"

#include <algorithm>
#include <chrono>
#include <list>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/common/kinds/testing/fake_kind.h"

namespace ic {
namespace {

using std::chrono::seconds;

std::vector<std::string> StandsOn(const nlohmann::json& thing) { return {thing.value("on", "")}; }

// A cloud that this process and others change, and what a question that takes what is young may answer.
class YoungListing : public ::testing::TestWithParam<unsigned> {
 protected:
  int Random(int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); }
  std::string AnyId() { return "t-" + std::to_string(Random(12)); }
  static std::string Under(const std::string& id) { return id.ends_with('1') ? "a" : id.ends_with('2') ? "b" : "c"; }
  void Put(const std::string& id) {
    truth()[id] = {{"id", id}, {"state", "ready"}, {"name", "v" + std::to_string(++version_)}, {"on", Under(id)}};
  }

  // Changes, makes or deletes, and looks at the object afterwards, or not yet.
  void ChangeIt(const std::string& id) {
    const bool was = truth().contains(id);
    if (was && Random(3) == 0) {
      truth().erase(id);
    } else {
      Put(id);
    }
    if (was) {
      listing().Invalidate(id);
    } else {
      listing().Make(id);
      unseen_.insert(id);
    }
    others_.erase(id);
    if (Random(2) == 0) return;
    EXPECT_TRUE(listing().Get(id, Freshness::kShared, {}).ok());
    unseen_.erase(id);
  }
  void ChangeByOthers(const std::string& id) {
    if (unseen_.contains(id)) return;
    if (truth().contains(id) && Random(2) == 0) {
      truth().erase(id);
    } else {
      Put(id);
    }
    others_[id] = things.clock.Now();
  }
  // Something was sent, and what came of it is not known.
  void LoseAnswer(const std::string& id) {
    Put(id);
    listing().InvalidateAll();
    others_.clear();
    unseen_.clear();
  }

  bool IsOpen(const std::string& id) {
    const auto other = others_.find(id);
    return (other != others_.end() && things.clock.Now() - other->second <= kYoung) || unseen_.contains(id);
  }
  void Check(const std::string& id, const Object& said) {
    if (IsOpen(id)) return;
    const auto found = truth().find(id);
    ASSERT_EQ(said == nullptr, found == truth().end()) << id;
    if (said != nullptr) {
      EXPECT_EQ(*said, found->second) << id;
    }
  }
  void AskAll() {
    const auto all = listing().All(Freshness::Young(since_), {});
    ASSERT_TRUE(all.ok());
    for (int i = 0; i < 12; ++i) {
      const std::string id = "t-" + std::to_string(i);
      const auto found = (*all)->objects.find(id);
      Check(id, found == (*all)->objects.end() ? nullptr : found->second);
    }
  }
  void AskForThoseOn(const std::string& parent) {
    const auto all = listing().Where(StandsOn, {parent}, Freshness::Young(since_), {});
    ASSERT_TRUE(all.ok());
    for (int i = 0; i < 12; ++i) {
      const std::string id = "t-" + std::to_string(i);
      const auto found = std::ranges::find(*all, id, [](const Object& one) { return TextOf(*one, "id"); });
      if (Under(id) == parent) {
        Check(id, found == all->end() ? nullptr : *found);
      } else {
        EXPECT_EQ(found, all->end()) << id;
      }
    }
  }
  void AskOne(const std::string& id) {
    const auto one = listing().Get(id, Freshness::Young(since_), {});
    ASSERT_TRUE(one.ok());
    Check(id, *one);
  }

  std::map<std::string, nlohmann::json>& truth() { return things.api.things; }
  Listing& listing() { return things.region.things; }

  FakeThings things;
  std::mt19937 random{GetParam()};

 private:
  const Moment since_ = NextMoment();
  int version_ = 0;
  std::map<std::string, Time> others_;  // when others changed it last
  std::set<std::string> unseen_;        // made by this process, and not looked at
};

// What this process did is always in it; what others did, after ten seconds, and at once where an answer was lost.
TEST_P(YoungListing, TellsWhatIsThereButForWhatOthersDidJustNow) {
  for (int i = 0; i < 12; i += 2) Put("t-" + std::to_string(i));
  for (int step = 0; step < 400; ++step) {
    SCOPED_TRACE(step);
    switch (Random(8)) {
      case 0:
      case 1:
        ChangeIt(AnyId());
        break;
      case 2:
        ChangeByOthers(AnyId());
        break;
      case 3:
        LoseAnswer(AnyId());
        break;
      case 4:
        things.clock.Advance(seconds(Random(6)));
        break;
      case 5:
        AskAll();
        break;
      case 6:
        AskForThoseOn(std::string(1, static_cast<char>('a' + Random(3))));
        break;
      default:
        AskOne(AnyId());
    }
    if (HasFatalFailure() || HasNonfatalFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, YoungListing, ::testing::Range(0U, 60U));

// Who asks for what stands on one object does not wait for what is being changed on another.
TEST(ListingWays, WhatIsChangedElsewhereIsNotListedAnew) {
  FakeThings things;
  Listing& listing = things.region.things;
  things.api.things = {{"t-1", {{"id", "t-1"}, {"state", "ready"}, {"on", "a"}}},
                       {"t-2", {{"id", "t-2"}, {"state", "ready"}, {"on", "b"}}}};
  const Freshness young = Freshness::Young(NextMoment());
  const auto ask = [&](const std::string& parent) {
    EXPECT_TRUE(listing.Where(StandsOn, {parent}, young, {}).ok());
    return things.api.CountCalls("List");
  };
  EXPECT_EQ(ask("a"), 1);
  listing.Invalidate("t-2");
  EXPECT_EQ(ask("a"), 1);
  EXPECT_EQ(ask("b"), 2);
  listing.Invalidate("t-9");  // of which nothing is known
  EXPECT_EQ(ask("a"), 3);
}

// Those who wait ask with the ids of all of them, as long as that takes no more calls than a listing.
class Waits : public ::testing::TestWithParam<std::tuple<int, int, int>> {};

TEST_P(Waits, AskTogether) {
  const auto [there, waiting, together] = GetParam();
  FakeThings things;
  ThingRegion region(things.api, things.clock, static_cast<std::size_t>(together));
  for (int i = 0; i < there; ++i) {
    const std::string id = "t-" + std::to_string(i);
    things.api.things[id] = {{"id", id}, {"state", "ready"}};
  }
  ASSERT_TRUE(region.things.All(Freshness::kShared, {}).ok());
  const int listed = things.api.CountCalls("List");
  std::list<Listing::Waiter> waiters;
  for (int i = 0; i < waiting; ++i) waiters.emplace_back(region.things, "t-" + std::to_string(i));
  const Moment since = NextMoment();
  const bool gone = things.api.things.erase("t-0") == 1;  // whose wait is for that
  for (int i = 0; i < waiting; ++i) {
    const auto seen = region.things.Look("t-" + std::to_string(i), since, Time::min(), /*deleted=*/i == 0, {});
    ASSERT_TRUE(seen.ok()) << seen.status().ToString();
    EXPECT_EQ(*seen == nullptr, i >= there || (gone && i == 0)) << i;
  }
  const int batches = (waiting + together - 1) / together;
  const int singles = things.api.CountCalls("Get");
  if (waiting == 1) {
    EXPECT_EQ(singles, 1);
  } else if (batches <= there / 100 + 1) {
    EXPECT_EQ(things.api.CountCalls("Some"), batches);
    EXPECT_EQ(singles, 0);
    EXPECT_EQ(things.api.CountCalls("List"), listed);
  } else {
    EXPECT_EQ(things.api.CountCalls("Some"), 0);
    EXPECT_LE(things.api.CountCalls("List") - listed + singles, waiting);
  }
}

INSTANTIATE_TEST_SUITE_P(Numbers, Waits,
                         ::testing::Combine(::testing::Values(20, 99, 100, 1000), ::testing::Values(1, 2, 5, 6, 10, 30),
                                            ::testing::Values(5)));

// Many changes one after the other: each costs its call and its looks, the listing is one for ten seconds of them.
class CallsOfChanges : public ::testing::TestWithParam<int> {
 protected:
  // Things become ready, and go, at the second look.
  static constexpr int kLooks = 2;

  int Listings(Time begun) const {
    const auto lasted = const_cast<FakeThings&>(things).clock.Now() - begun;
    return 1 + static_cast<int>(lasted / kYoung);
  }

  FakeThings things;
};

TEST_P(CallsOfChanges, GrowWithTheirNumberAlone) {
  const Freshness young = Freshness::Young(NextMoment());
  const Time begun = things.clock.Now();
  for (int i = 0; i < GetParam(); ++i) {
    CreateRequest request = FakeThings::Creation(FakeThings::Desired("thing-" + std::to_string(i)));
    request.freshness = young;
    ASSERT_TRUE(FindObjects(things.kind, things.region, request, {}).ok());
    ASSERT_TRUE(CreateObject(things.kind, things.region, request, {}).status.ok());
  }
  EXPECT_EQ(things.api.CountCalls("Make"), GetParam());
  EXPECT_EQ(things.api.CountCalls("Get"), kLooks * GetParam());
  EXPECT_LE(things.api.CountCalls("List"), Listings(begun));

  const int looked = things.api.CountCalls("Get") + things.api.CountCalls("List");
  const Time deleting = things.clock.Now();
  const std::map<std::string, nlohmann::json> made = things.api.things;
  for (const auto& [id, thing] : made) {
    const DeleteRequest request = {.kind = Kind::kVirtualInterface,
                                   .region = "r1",
                                   .id = id,
                                   .prior = {},
                                   .timeout = std::chrono::minutes(1),
                                   .freshness = young};
    ASSERT_TRUE(DeleteObject(things.kind, things.region, request, {}).status.ok());
  }
  EXPECT_EQ(things.api.CountCalls("Delete"), GetParam());
  // One of them, at a time, is asked for by its id before there is a listing again.
  EXPECT_LE(things.api.CountCalls("Get") + things.api.CountCalls("List") - looked,
            kLooks * GetParam() + 2 * Listings(deleting));
}

INSTANTIATE_TEST_SUITE_P(Numbers, CallsOfChanges, ::testing::Values(1, 2, 10, 100));

}  // namespace
}  // namespace ic
