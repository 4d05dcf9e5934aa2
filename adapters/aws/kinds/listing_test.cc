#include <atomic>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/aws/kinds/listing_source.h"
#include "adapters/aws/kinds/testing/fake_direct_connect.h"
#include "adapters/common/kinds/wait.h"
#include "base/testing/fake_clock.h"

namespace ic::aws {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using Json = nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr ListingSpec kSpec = {"DescribeConnections", "connectionId", "Could not find Connection with ID"};

class ListingTest : public ::testing::Test {
 protected:
  ListingTest() {
    api.AddConnection("dxcon-a");
    api.AddConnection("dxcon-b");
  }
  int Calls() { return api.CountCalls("DescribeConnections"); }
  std::string State(const Object& object) { return (*object)["connectionState"]; }

  FakeDirectConnect api;
  FakeClock clock;
  Listing listing{SourceOf(kSpec, "us-east-1", api), clock};
};

TEST_F(ListingTest, ManyThreadsMakeOneCall) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&] { EXPECT_NE(listing.Get("dxcon-a", Freshness::kShared, {}).value(), nullptr); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Calls(), 1);
}

TEST_F(ListingTest, WhatThisProcessChangedIsAskedAgain) {
  ASSERT_TRUE(listing.Get("dxcon-a", Freshness::kShared, {}).ok());
  api.connections["dxcon-a"]["connectionState"] = "down";
  EXPECT_EQ(State(*listing.Get("dxcon-a", Freshness::kShared, {})), "available");
  listing.Invalidate("dxcon-a");
  EXPECT_EQ(State(*listing.Get("dxcon-a", Freshness::kShared, {})), "down");
  EXPECT_EQ(api.LastInput("DescribeConnections"), (Json{{"connectionId", "dxcon-a"}}));
  EXPECT_EQ(State(*listing.Get("dxcon-a", Freshness::kShared, {})), "down");
  EXPECT_NE(*listing.Get("dxcon-b", Freshness::kShared, {}), nullptr);
  EXPECT_EQ(Calls(), 2);

  // A list of all holds the change, as it was read by itself.
  EXPECT_EQ(State((*listing.All(Freshness::kShared, {}))->objects.at("dxcon-a")), "down");
  EXPECT_EQ(Calls(), 2);
  listing.Invalidate("dxcon-a");
  ASSERT_TRUE(listing.All(Freshness::kShared, {}).ok());
  EXPECT_EQ(Calls(), 3);
}

TEST_F(ListingTest, InvalidateAllReachesEverything) {
  ASSERT_TRUE(listing.Get("dxcon-a", Freshness::kShared, {}).ok());
  api.connections["dxcon-b"]["connectionState"] = "down";
  listing.InvalidateAll();
  EXPECT_EQ(State(*listing.Get("dxcon-b", Freshness::kShared, {})), "down");
}

TEST_F(ListingTest, LiveIsAskedNow) {
  ASSERT_TRUE(listing.All(Freshness::kLive, {}).ok());
  ASSERT_TRUE(listing.All(Freshness::kLive, {}).ok());
  EXPECT_EQ(Calls(), 2);
  ASSERT_TRUE(listing.Get("dxcon-a", Freshness::kLive, {}).ok());
  EXPECT_EQ(Calls(), 3);
  ASSERT_TRUE(listing.All(Freshness::kShared, {}).ok());
  EXPECT_EQ(Calls(), 3);
}

TEST_F(ListingTest, OneListingServesAllWhoAskSinceThen) {
  const Freshness then = Freshness::Since(NextMoment());
  ASSERT_TRUE(listing.All(then, {}).ok());
  ASSERT_TRUE(listing.All(then, {}).ok());
  EXPECT_EQ(Calls(), 1);
  ASSERT_TRUE(listing.All(Freshness::Since(NextMoment()), {}).ok());
  EXPECT_EQ(Calls(), 2);
  ASSERT_TRUE(listing.All(then, {}).ok());
  EXPECT_EQ(Calls(), 2);
}

TEST_F(ListingTest, WhatAChangeWasAnsweredWithIsKnownUntilItIsListed) {
  ASSERT_TRUE(listing.All(Freshness::kShared, {}).ok());
  listing.Invalidate("dxcon-a");
  listing.Learn("dxcon-a", std::make_shared<const Json>(Json{{"connectionId", "dxcon-a"}, {"connectionState", "new"}}));
  EXPECT_EQ(State(*listing.Get("dxcon-a", Freshness::kShared, {})), "new");
  EXPECT_EQ(Calls(), 1);
  ASSERT_TRUE(listing.All(Freshness::kLive, {}).ok());
  EXPECT_EQ(State(*listing.Get("dxcon-a", Freshness::kShared, {})), "available");
  listing.Invalidate("dxcon-a");  // changed again: the answer is old too
  ASSERT_TRUE(listing.Get("dxcon-a", Freshness::kShared, {}).ok());
  EXPECT_EQ(Calls(), 3);
}

TEST_F(ListingTest, AbsenceIsAskedForAndOnlyTheDocumentedErrorIsAbsence) {
  EXPECT_EQ(*listing.Get("dxcon-c", Freshness::kShared, {}), nullptr);
  EXPECT_EQ(Calls(), 2);
  api.FailNext("DescribeConnections", FakeDirectConnect::ClientError("Connection dxcon-d does not exist"));
  EXPECT_FALSE(listing.Get("dxcon-d", Freshness::kLive, {}).ok());
  api.FailNext("DescribeConnections",
               NotFoundError("Could not find Connection with ID dxcon-d").WithRemote({.code = "OtherException"}));
  EXPECT_FALSE(listing.Get("dxcon-d", Freshness::kLive, {}).ok());
}

TEST_F(ListingTest, AFailureIsNotKept) {
  api.FailNext("DescribeConnections", UnavailableError("down"));
  EXPECT_FALSE(listing.Get("dxcon-a", Freshness::kShared, {}).ok());
  EXPECT_TRUE(listing.Get("dxcon-a", Freshness::kShared, {}).ok());
}

class WaitTest : public ListingTest {
 protected:
  WaitContext Until(Duration timeout) { return {clock, logger, clock.Now() + timeout}; }
  static Judge Reaches(const std::string& state) {
    return [state](const Json* object) -> Verdict {
      const std::string now = object == nullptr ? "absent" : object->value("connectionState", "");
      return {.done = now == state, .state = now};
    };
  }
  Logger logger;
};

TEST_F(WaitTest, LooksAtOnceThenInGrowingIntervals) {
  int looks = 0;
  api.before = [&](std::string_view) {
    if (++looks == 5) api.connections["dxcon-a"]["connectionState"] = "down";
  };
  ASSERT_TRUE(WaitFor(listing, "dxcon-a", "it", Reaches("down"), Until(minutes(5)), {}).ok());
  EXPECT_THAT(clock.sleeps(), ElementsAre(milliseconds(200), milliseconds(300), milliseconds(450), milliseconds(675)));
}

TEST_F(WaitTest, IntervalsEndAtTenSeconds) {
  Backoff backoff;
  Duration last{};
  for (int i = 0; i < 30; ++i) last = backoff.Next();
  EXPECT_EQ(last, seconds(10));
}

TEST_F(WaitTest, IsBounded) {
  const Time begun = clock.Now();
  const auto result = WaitFor(listing, "dxcon-a", "it to be down", Reaches("down"), Until(seconds(61)), {});
  EXPECT_EQ(result.status().code(), StatusCode::kDeadlineExceeded);
  EXPECT_THAT(result.status().message(), HasSubstr("still `available`"));
  EXPECT_EQ(clock.Now() - begun, seconds(61));
}

TEST_F(WaitTest, EndsWhenStoppedAndWhenItCanNeverBe) {
  std::stop_source source;
  api.before = [&](std::string_view) { source.request_stop(); };
  EXPECT_EQ(WaitFor(listing, "dxcon-a", "it", Reaches("down"), Until(minutes(5)), source.get_token()).status().code(),
            StatusCode::kCancelled);
  api.before = nullptr;
  const auto failed = WaitFor(listing, "dxcon-a", "it",
                              [](const Json*) -> Verdict { return {.failure = FailedPreconditionError("never")}; },
                              Until(minutes(5)), {});
  EXPECT_EQ(failed.status().code(), StatusCode::kFailedPrecondition);
}

TEST_F(WaitTest, PassingFailuresAreWaitedOutOthersNot) {
  api.FailNext("DescribeConnections", ResourceExhaustedError("throttled"));
  api.FailNext("DescribeConnections", UnavailableError("down"));
  EXPECT_TRUE(WaitFor(listing, "dxcon-a", "it", Reaches("available"), Until(minutes(5)), {}).ok());
  clock.Advance(minutes(1));  // what was seen is old
  api.FailNext("DescribeConnections", UnauthenticatedError("expired"));
  EXPECT_EQ(WaitFor(listing, "dxcon-a", "it", Reaches("available"), Until(minutes(5)), {}).status().code(),
            StatusCode::kUnauthenticated);
}

TEST_F(WaitTest, GoneIsConfirmed) {
  api.connections.erase("dxcon-a");
  const auto gone = WaitFor(listing, "dxcon-a", "it to go", Reaches("absent"), Until(minutes(5)), {});
  ASSERT_TRUE(gone.ok());
  EXPECT_EQ(*gone, nullptr);
  EXPECT_EQ(api.LastInput("DescribeConnections"), (Json{{"connectionId", "dxcon-a"}}));
}

// A clock that moves for all when everybody sleeps: time passes as for threads that wait in parallel.
class MeetingClock : public Clock {
 public:
  explicit MeetingClock(int threads) : threads_(threads) {}
  Time Now() override {
    const std::lock_guard lock(mutex_);
    return now_;
  }
  bool SleepFor(Duration duration, std::stop_token) override {
    std::unique_lock lock(mutex_);
    // Shorter than any interval of a wait: a listing that lets another one get ahead. The others wait for it, awake. No
    // time passes: it would count for the listing that is under way, and what lets a costly one get ahead takes longer
    // than this, is taken for a wait, and then nobody ever moves the clock.
    if (duration < milliseconds(100)) return true;
    const Time until = now_ + duration;
    wakes_.push_back(until);
    Pass();
    woken_.wait(lock, [&] { return now_ >= until; });
    return true;
  }
  void Leave() {
    const std::lock_guard lock(mutex_);
    --threads_;
    Pass();
  }

 private:
  void Pass() {
    if (wakes_.empty() || static_cast<int>(wakes_.size()) < threads_) return;
    now_ = *std::ranges::min_element(wakes_);
    std::erase_if(wakes_, [&](Time wake) { return wake <= now_; });
    woken_.notify_all();
  }
  std::mutex mutex_;
  std::condition_variable woken_;
  Time now_{seconds(1767225600)};
  std::vector<Time> wakes_;
  int threads_;
};

TEST(SharedWaitTest, ManyWaitsPollAsOne) {
  constexpr int kThreads = 20;
  FakeDirectConnect api;
  MeetingClock clock(kThreads);
  Listing listing(SourceOf(kSpec, "us-east-1", api), clock);
  for (int i = 0; i < kThreads; ++i) api.AddConnection("dxcon-" + std::to_string(i), "pending");
  const Time begun = clock.Now();
  Logger logger;
  const auto ready_at = [&](int i) { return begun + seconds(60 + 3 * i); };
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      const Judge judge = [&](const Json*) -> Verdict { return {.done = clock.Now() >= ready_at(i)}; };
      EXPECT_TRUE(
          WaitFor(listing, "dxcon-" + std::to_string(i), "it", judge, {clock, logger, begun + minutes(10)}, {}).ok());
      clock.Leave();
    });
  }
  for (std::thread& thread : threads) thread.join();
  // Two minutes at 10 s are about 12 listings, and about 10 before the intervals have grown; each wait alone would
  // have made 20 or more.
  EXPECT_LT(api.CountCalls("DescribeConnections"), 45);
}

}  // namespace
}  // namespace ic::aws
