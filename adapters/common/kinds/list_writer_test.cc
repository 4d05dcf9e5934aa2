#include "adapters/common/kinds/list_writer.h"

#include <atomic>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"

namespace ic {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Duration kBound = std::chrono::minutes(1);

class ListWriterTest : public ::testing::Test {
 protected:
  ListWriter writer_{[this](const std::string& parent, const ListWriter::Goal& goal, std::stop_token) {
                       EXPECT_FALSE(busy_.exchange(true)) << "two writes of " << parent << " at once";
                       goals_.push_back(goal);
                       while (goals_.size() == 1 && writer_.Queued(parent) < hold_until_queued_) {
                         std::this_thread::yield();
                       }
                       busy_ = false;
                       if (goal.add.contains("bad") || goal.remove.contains("last")) {
                         return InvalidArgumentError("bad").WithRemote({.http_status = 400});
                       }
                       return OkStatus();
                     },
                     "entries", clock_};

  FakeClock clock_;
  std::vector<ListWriter::Goal> goals_;
  std::atomic<bool> busy_ = false;
  std::size_t hold_until_queued_ = 0;
};

TEST_F(ListWriterTest, WhatComesMeanwhileGoesTogether) {
  hold_until_queued_ = 10;
  std::vector<std::thread> threads;
  threads.emplace_back([&] { EXPECT_TRUE(writer_.Change("p", "first", EntryChange::kAdd, kBound, {}).ok()); });
  while (!busy_) std::this_thread::yield();
  for (int i = 0; i < 10; ++i) {
    threads.emplace_back(
        [&, i] { EXPECT_TRUE(writer_.Change("p", std::to_string(i), EntryChange::kAdd, kBound, {}).ok()); });
  }
  for (std::thread& thread : threads) thread.join();
  ASSERT_EQ(goals_.size(), 2U);
  EXPECT_EQ(goals_[1].add.size(), 10U);
}

TEST_F(ListWriterTest, WhatTakesThePlaceOfAnEntryComesWithTheSameWrite) {
  EXPECT_TRUE(writer_.Change("p", "old", EntryChange::kRemove, kBound, {}, "new").ok());
  ASSERT_EQ(goals_.size(), 1U);
  EXPECT_THAT(goals_[0].add, ElementsAre("new"));
  EXPECT_THAT(goals_[0].remove, ElementsAre("old"));
  EXPECT_FALSE(writer_.Change("p", "old", EntryChange::kRemove, kBound, {}, "bad").ok());
}

TEST_F(ListWriterTest, OnlyTheGuiltyBearsARefusal) {
  hold_until_queued_ = 2;
  std::thread first([&] { EXPECT_TRUE(writer_.Change("p", "first", EntryChange::kAdd, kBound, {}).ok()); });
  while (!busy_) std::this_thread::yield();
  std::thread bad([&] { EXPECT_FALSE(writer_.Change("p", "bad", EntryChange::kAdd, kBound, {}).ok()); });
  std::thread good([&] { EXPECT_TRUE(writer_.Change("p", "good", EntryChange::kAdd, kBound, {}).ok()); });
  first.join();
  bad.join();
  good.join();
}

// Refused is that none would be left: not one of them goes, whoever comes and stays beside them.
TEST_F(ListWriterTest, RemovalsGoTogetherOrNotAtAll) {
  for (const bool beside : {false, true}) {
    goals_.clear();
    hold_until_queued_ = beside ? 4 : 3;
    std::vector<std::thread> threads;
    threads.emplace_back([&] { EXPECT_TRUE(writer_.Change("p", "first", EntryChange::kAdd, kBound, {}).ok()); });
    while (!busy_) std::this_thread::yield();
    for (const char* entry : {"one", "last", "two"}) {
      threads.emplace_back([&, entry] {
        EXPECT_EQ(writer_.Change("p", entry, EntryChange::kRemove, kBound, {}).code(), StatusCode::kInvalidArgument);
      });
    }
    if (beside)
      threads.emplace_back([&] { EXPECT_TRUE(writer_.Change("p", "new", EntryChange::kAdd, kBound, {}).ok()); });
    for (std::thread& thread : threads) thread.join();
    for (const ListWriter::Goal& goal : goals_) EXPECT_TRUE(goal.remove.empty() || goal.remove.size() == 3);
  }
}

TEST_F(ListWriterTest, WhoeverWantsAnEntryWins) {
  hold_until_queued_ = 2;
  std::thread first([&] { EXPECT_TRUE(writer_.Change("p", "first", EntryChange::kAdd, kBound, {}).ok()); });
  while (!busy_) std::this_thread::yield();
  std::thread add([&] { EXPECT_TRUE(writer_.Change("p", "x", EntryChange::kAdd, kBound, {}).ok()); });
  std::thread remove([&] { EXPECT_TRUE(writer_.Change("p", "x", EntryChange::kRemove, kBound, {}).ok()); });
  first.join();
  add.join();
  remove.join();
  ASSERT_EQ(goals_.size(), 2U);
  EXPECT_THAT(goals_[1].add, ElementsAre("x"));
  EXPECT_THAT(goals_[1].remove, IsEmpty());
}

TEST_F(ListWriterTest, AStoppedChangeIsNotWritten) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(writer_.Change("p", "x", EntryChange::kAdd, kBound, stop.get_token()).code(), StatusCode::kCancelled);
  EXPECT_THAT(goals_, IsEmpty());
}

}  // namespace
}  // namespace ic
