// What every store keeps to, on every engine.
#include "reconcile/state/store.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"
#include "base/time_text.h"
#include "reconcile/state/testing/places.h"

namespace ic {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

class StoreTest : public OnEveryEngine {
 protected:
  std::unique_ptr<StateStore> Open() { return MustOpen(where(), {.clock = &clock_}); }
  std::unique_ptr<StateStore> OpenLocked() {
    auto store = Open();
    EXPECT_TRUE(store->Lock(TestHolder()).ok());
    return store;
  }
  static std::vector<StateObject> Loaded(StateStore& store) {
    auto objects = store.Load();
    EXPECT_TRUE(objects.ok()) << objects.status().ToString();
    return objects.ok() ? *objects : std::vector<StateObject>();
  }
  static std::int64_t Serial(StateStore& store) { return store.Info()->serial; }

  FakeClock clock_;
};

TEST_P(StoreTest, BeginsEmpty) {
  const auto store = Open();
  EXPECT_THAT(Loaded(*store), IsEmpty());
  const auto info = store->Info();
  ASSERT_TRUE(info.ok());
  EXPECT_EQ(info->serial, 0);
  EXPECT_EQ(info->schema_version, 2);
  EXPECT_EQ(info->lineage.size(), 36U);
}

TEST_P(StoreTest, KeepsWhatWasPut) {
  StateObject bare{.address = {Kind::kConnection, "dc1"}, .account = "aws", .cloud = "aws", .id = "dxcon-1"};
  bare.attributes = "{}";
  {
    const auto store = OpenLocked();
    ASSERT_TRUE(store->Put(TestObject("prod")).ok());
    ASSERT_TRUE(store->Put(bare).ok());
  }
  EXPECT_THAT(Loaded(*Open()), ElementsAre(bare, TestObject("prod")));
}

TEST_P(StoreTest, LineageStaysAndDiffersBetweenStores) {
  const std::string lineage = Open()->Info()->lineage;
  EXPECT_EQ(Open()->Info()->lineage, lineage);
  const SqlitePlace other;
  EXPECT_NE(MustOpen(other.where())->Info()->lineage, lineage);
}

TEST_P(StoreTest, PutTakesThePlaceOfWhatIsThere) {
  const auto store = OpenLocked();
  ASSERT_TRUE(store->Put(TestObject("prod")).ok());
  StateObject changed = TestObject("prod", "dxvif-2");
  changed.keyed = false;
  changed.depends_on.clear();
  ASSERT_TRUE(store->Put(changed).ok());
  EXPECT_THAT(Loaded(*store), ElementsAre(changed));
}

TEST_P(StoreTest, SortsByKindThenName) {
  const auto store = OpenLocked();
  const std::vector<Address> sorted = {{Kind::kConnection, "Z"},       {Kind::kConnection, "_a"},
                                       {Kind::kConnection, "a"},       {Kind::kConnection, "b"},
                                       {Kind::kVirtualInterface, "B"}, {Kind::kVirtualInterface, "a"},
                                       {Kind::kBgpCidr, "a"}};
  ASSERT_TRUE(std::is_sorted(sorted.begin(), sorted.end()));
  std::vector<StateObject> objects;
  for (const Address& address : sorted) {
    objects.push_back(TestObject("x"));
    objects.back().address = address;
  }
  std::reverse(objects.begin(), objects.end());
  ASSERT_TRUE(store->PutAll(objects).ok());
  std::vector<Address> loaded;
  for (const StateObject& object : Loaded(*store)) loaded.push_back(object.address);
  EXPECT_EQ(loaded, sorted);
}

TEST_P(StoreTest, RemovesOnceAndAgain) {
  const auto store = OpenLocked();
  ASSERT_TRUE(store->Put(TestObject("a")).ok());
  ASSERT_TRUE(store->Put(TestObject("b")).ok());
  EXPECT_TRUE(store->Remove({Kind::kVirtualInterface, "a"}).ok());
  EXPECT_TRUE(store->Remove({Kind::kVirtualInterface, "a"}).ok());
  EXPECT_THAT(Loaded(*store), ElementsAre(TestObject("b")));
}

TEST_P(StoreTest, KeepsWhatWasBegunUntilAnObjectIsThere) {
  const Address a = TestObject("a").address;
  const Address b = TestObject("b").address;
  const Address c = TestObject("c").address;
  {
    const auto store = OpenLocked();
    for (const Address& address : {a, b, c}) EXPECT_TRUE(store->Begin(address, "first").ok());
    EXPECT_TRUE(store->Begin(b, "second").ok());
    EXPECT_TRUE(store->Put(TestObject("a")).ok());
    EXPECT_TRUE(store->End(c).ok());
    EXPECT_TRUE(store->End(c).ok());
  }
  {
    const auto store = Open();
    EXPECT_THAT(*store->Begun(), ElementsAre(Pair(b, "second")));
    EXPECT_EQ(Loaded(*store).size(), 1U);
    EXPECT_FALSE(store->Begin(c, "not locked").ok());
  }
  const auto store = OpenLocked();  // another run
  EXPECT_TRUE(store->PutAll({TestObject("b")}).ok());
  EXPECT_THAT(*store->Begun(), IsEmpty());
}

TEST_P(StoreTest, RenameTakesReferencesAlong) {
  const auto store = OpenLocked();
  StateObject child = TestObject("child");
  // A name that begins like the old one, and one that only looks like it in a pattern of SQL.
  child.depends_on = {{Kind::kVirtualInterface, "a"}, {Kind::kVirtualInterface, "ab"}, {Kind::kBgpPeer, "a"}};
  ASSERT_TRUE(store->Put(TestObject("a")).ok());
  ASSERT_TRUE(store->Put(child).ok());
  ASSERT_TRUE(store->Rename({Kind::kVirtualInterface, "a"}, {Kind::kVirtualInterface, "z"}).ok());
  child.depends_on[0].name = "z";
  EXPECT_THAT(Loaded(*store), ElementsAre(child, TestObject("z")));
}

TEST_P(StoreTest, RenameRefusesWhatIsMissingTakenOrNoName) {
  const auto store = OpenLocked();
  ASSERT_TRUE(store->Put(TestObject("a")).ok());
  ASSERT_TRUE(store->Put(TestObject("b")).ok());
  const auto rename = [&](const std::string& from, const Address& to) {
    return store->Rename({Kind::kVirtualInterface, from}, to);
  };
  EXPECT_EQ(rename("c", {Kind::kVirtualInterface, "d"}).code(), StatusCode::kNotFound);
  EXPECT_EQ(rename("a", {Kind::kVirtualInterface, "b"}).code(), StatusCode::kAlreadyExists);
  EXPECT_EQ(rename("a", {Kind::kBgpPeer, "a"}).code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(rename("a", {Kind::kVirtualInterface, "1 a"}).code(), StatusCode::kInvalidArgument);
  EXPECT_TRUE(rename("a", {Kind::kVirtualInterface, "a"}).ok());
  EXPECT_THAT(Loaded(*store), ElementsAre(TestObject("a"), TestObject("b")));
}

TEST_P(StoreTest, SerialGrowsWithEachChange) {
  const auto store = OpenLocked();
  const std::int64_t before = Serial(*store);
  ASSERT_TRUE(store->Put(TestObject("a")).ok());
  ASSERT_TRUE(store->Put(TestObject("a")).ok());
  ASSERT_TRUE(store->Rename({Kind::kVirtualInterface, "a"}, {Kind::kVirtualInterface, "b"}).ok());
  ASSERT_TRUE(store->Remove({Kind::kVirtualInterface, "b"}).ok());
  EXPECT_EQ(Serial(*store), before + 4);
}

TEST_P(StoreTest, WritesNothingWithoutTheLock) {
  const auto store = Open();
  const auto refused = [&](const Status& status) {
    EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
    EXPECT_THAT(status.message(), AllOf(HasSubstr(store->name()), HasSubstr("not locked by this run")));
  };
  refused(store->Put(TestObject("a")));
  refused(store->PutAll({TestObject("a")}));
  refused(store->Remove({Kind::kVirtualInterface, "a"}));
  refused(store->Rename({Kind::kVirtualInterface, "a"}, {Kind::kVirtualInterface, "b"}));
  ASSERT_TRUE(store->Lock(TestHolder()).ok());
  ASSERT_TRUE(store->Put(TestObject("a")).ok());
  store->Unlock();
  refused(store->Remove({Kind::kVirtualInterface, "a"}));
  EXPECT_THAT(Loaded(*store), ElementsAre(TestObject("a")));
}

TEST_P(StoreTest, RefusesASecondHolderAndSaysWhoTheFirstIs) {
  const auto first = Open();
  const auto second = Open();
  ASSERT_TRUE(first->Lock({.who = "anna@jump1", .command = "destroy", .pid = 4711}).ok());
  clock_.Advance(std::chrono::hours(5));
  const Status refused = second->Lock(TestHolder());
  EXPECT_EQ(refused.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(refused.message(), AllOf(HasSubstr(second->name()), HasSubstr("anna@jump1"), HasSubstr("'destroy'"),
                                       HasSubstr("4711"), HasSubstr("since 2026-01-01T00:00:00Z")));
  EXPECT_EQ(first->Lock(TestHolder()).code(), StatusCode::kFailedPrecondition);  // not twice either
  first->Unlock();
  EXPECT_TRUE(second->Lock(TestHolder()).ok());
}

TEST_P(StoreTest, TellsWhichRunsHeldTheLock) {
  EXPECT_THAT(*Open()->Runs(), IsEmpty());
  const Time began = std::chrono::floor<std::chrono::seconds>(clock_.Now());
  const auto first = OpenLocked();
  first->Unlock();
  ASSERT_TRUE(first->Lock({"bob@host", "state mv 'a'", 7}).ok());
  const auto runs = Open()->Runs();
  ASSERT_TRUE(runs.ok()) << runs.status().ToString();
  const LockHolder holder = TestHolder();
  const StateRun ended{1, holder.who, holder.command, holder.pid, began, began};
  const StateRun open{2, "bob@host", "state mv 'a'", 7, began, std::nullopt};
  EXPECT_EQ(*runs, (std::vector<StateRun>{open, ended}));
}

TEST_P(StoreTest, ACopyIsAStateOfItsOwnWithTheSameObjects) {
  const auto store = OpenLocked();
  ASSERT_TRUE(store->PutAll({TestObject("a"), TestObject("b")}).ok());
  ASSERT_TRUE(store->Begin({Kind::kConnection, "dc9"}, "sent").ok());
  const SqlitePlace place;
  const std::string path = place.folder() / "copy";
  ASSERT_TRUE(CopyState(*store, path, TestHolder(), {.clock = &clock_}).ok());
  ASSERT_TRUE(store->Remove(TestObject("a").address).ok());
  const auto copy = MustOpen(path, {.create = false, .clock = &clock_});
  EXPECT_THAT(Loaded(*copy), ElementsAre(TestObject("a"), TestObject("b")));
  EXPECT_THAT(*copy->Begun(), ElementsAre(Pair(Address{Kind::kConnection, "dc9"}, "sent")));
  EXPECT_NE(copy->Info()->lineage, store->Info()->lineage);
  EXPECT_EQ(CopyState(*store, path, TestHolder(), {.clock = &clock_}).code(), StatusCode::kAlreadyExists);
  EXPECT_THAT(Loaded(*copy), ElementsAre(TestObject("a"), TestObject("b")));
  for (const auto& entry : std::filesystem::directory_iterator(place.folder())) {
    EXPECT_EQ(entry.path(), path) << "nothing else is left beside it";
  }
}

TEST_P(StoreTest, LockEndsWithTheStore) {
  OpenLocked().reset();
  EXPECT_TRUE(Open()->Lock(TestHolder()).ok());
}

TEST_P(StoreTest, ReadsWhileLocked) {
  const auto writer = OpenLocked();
  ASSERT_TRUE(writer->Put(TestObject("a")).ok());
  const auto reader = Open();
  EXPECT_THAT(Loaded(*reader), ElementsAre(TestObject("a")));
  ASSERT_TRUE(writer->Put(TestObject("b")).ok());
  EXPECT_THAT(Loaded(*reader), ElementsAre(TestObject("a"), TestObject("b")));
  EXPECT_TRUE(reader->SeenSince({"x"}, clock_.Now(), Others::kForgotten).ok());
}

TEST_P(StoreTest, ManyThreadsWriteAtOnce) {
  constexpr int kThreads = 8;
  constexpr int kEach = 12;
  const auto store = OpenLocked();
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < kEach; ++i) {
        EXPECT_TRUE(store->Put(TestObject("n" + std::to_string(thread * kEach + i))).ok());
        // A refusal beside it concerns nobody else.
        EXPECT_EQ(store->Rename({Kind::kBgpPeer, "none"}, {Kind::kBgpPeer, "other"}).code(), StatusCode::kNotFound);
        EXPECT_TRUE(store->Load().ok());
      }
    });
  }
  threads.clear();
  EXPECT_EQ(Loaded(*store).size(), static_cast<std::size_t>(kThreads * kEach));
}

TEST_P(StoreTest, RefusesTextThatNoEngineKeepsAlike) {
  const auto store = OpenLocked();
  StateObject object = TestObject("a");
  object.facts = std::string("a\0b", 3);
  EXPECT_EQ(store->Put(object).code(), StatusCode::kInvalidArgument);
  object.facts = "\xff";
  EXPECT_EQ(store->PutAll({TestObject("b"), object}).code(), StatusCode::kInvalidArgument);
  object = TestObject("a b");
  EXPECT_EQ(store->Put(object).code(), StatusCode::kInvalidArgument);
  object = TestObject("a");
  object.depends_on = {{Kind::kConnection, "\""}};
  EXPECT_EQ(store->Put(object).code(), StatusCode::kInvalidArgument);
  EXPECT_THAT(Loaded(*store), IsEmpty());
}

TEST_P(StoreTest, WhatLooksLikeSqlIsText) {
  const auto store = OpenLocked();
  StateObject object = TestObject("a", "'; DROP TABLE objects; --");
  object.attributes = R"({"a":"$1 ' \" ; --"})";
  ASSERT_TRUE(store->Put(object).ok());
  EXPECT_THAT(Loaded(*store), ElementsAre(object));
  const Time now = clock_.Now();
  EXPECT_THAT(*store->SeenSince({"'); DROP TABLE findings; --"}, now, Others::kForgotten),
              ElementsAre(Pair("'); DROP TABLE findings; --", now)));
}

TEST_P(StoreTest, RemembersSinceWhenFindingsAreSeen) {
  const auto store = Open();
  const Time first = clock_.Now();
  const Time second = first + std::chrono::hours(1);
  const Time third = first + std::chrono::hours(2);
  EXPECT_THAT(*store->SeenSince({"a", "b"}, first, Others::kForgotten),
              ElementsAre(Pair("a", first), Pair("b", first)));
  EXPECT_THAT(*Open()->SeenSince({"b", "c"}, second, Others::kForgotten),
              ElementsAre(Pair("b", first), Pair("c", second)));
  // "a" was repaired meanwhile: when it comes back, it is new.
  EXPECT_THAT(*store->SeenSince({"a", "c"}, third, Others::kForgotten),
              ElementsAre(Pair("a", third), Pair("c", second)));
  // A cloud could not be read: what was seen there is not new when it can be.
  EXPECT_THAT(*store->SeenSince({}, third, Others::kKept), IsEmpty());
  EXPECT_THAT(*store->SeenSince({"c"}, third, Others::kKept), ElementsAre(Pair("c", second)));
  EXPECT_THAT(*store->SeenSince({}, third, Others::kForgotten), IsEmpty());
  EXPECT_THAT(Serial(*store), 0);
}

TEST_P(StoreTest, FindingsHaveTheSameTimeAtOnceAndLater) {
  const Time now = clock_.Now() + std::chrono::milliseconds(1500);
  const auto at_once = Open()->SeenSince({"a"}, now, Others::kForgotten);
  EXPECT_EQ(*Open()->SeenSince({"a"}, now + std::chrono::hours(1), Others::kForgotten), *at_once);
}

TEST_P(StoreTest, TwoDriftRunsAtOnceDoNotBreakEachOther) {
  std::set<std::string> many;
  for (int i = 0; i < 1200; ++i) many.insert("finding-" + std::to_string(i));  // more than one statement's worth
  std::vector<std::jthread> threads;
  const Time now = clock_.Now();
  for (int thread = 0; thread < 3; ++thread) {
    threads.emplace_back([&, thread] {
      const auto store = OpenState(where(), {.clock = &clock_});
      ASSERT_TRUE(store.ok()) << store.status().ToString();
      for (int i = 0; i < 6; ++i) {
        const bool all = (thread + i) % 2 == 0;
        const auto seen = (*store)->SeenSince(all ? many : std::set<std::string>{"one"}, now, Others::kForgotten);
        ASSERT_TRUE(seen.ok()) << seen.status().ToString();
        EXPECT_EQ(seen->size(), all ? many.size() : 1U);
      }
    });
  }
  threads.clear();
  EXPECT_EQ(Open()->SeenSince(many, now, Others::kForgotten)->size(), many.size());
}

TEST_P(StoreTest, AStoreThatDoesNotExistIsAnErrorIfItShallNotBeMade) {
  const auto missing = OpenState(where(), {.create = false});
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.status().code(), StatusCode::kNotFound);
  Open().reset();
  EXPECT_TRUE(OpenState(where(), {.create = false}).ok());
}

TEST_P(StoreTest, SeveralMayMakeItAtOnce) {
  std::vector<std::jthread> threads;
  std::vector<std::string> lineages(6);
  for (std::string& lineage : lineages) {
    threads.emplace_back([&] {
      const auto store = OpenState(where(), {});
      ASSERT_TRUE(store.ok()) << store.status().ToString();
      lineage = (*store)->Info()->lineage;
    });
  }
  threads.clear();
  EXPECT_THAT(lineages, testing::Each(lineages.front()));
}

INSTANTIATE_TEST_SUITE_P(State, StoreTest, testing::ValuesIn(StateEngines()),
                         [](const auto& info) { return info.param; });

TEST(PostgresState, IsTestedWhereAServerIs) {
  if (PostgresTestUrl().empty()) {
    GTEST_SKIP() << "IC_TEST_POSTGRES_URL names no server: the suites ran on SQLite only; tests/state starts one";
  }
}

}  // namespace
}  // namespace ic
