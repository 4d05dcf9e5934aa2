#include "base/fresh_read.h"

#include <atomic>
#include <map>
#include <memory>
#include <semaphore>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"

namespace ic {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Read = FreshRead<int>;

// Reads that end when the test says so, and answer with their number.
class Reads {
 public:
  Read::Read Function() {
    return [this](Moment begun, std::stop_token stop) -> StatusOr<int> {
      const int number = ++count;
      begins[number] = begun;
      entered_.release();
      leave_.at(number)->acquire();
      if (stop.stop_requested()) return CancelledError("stopped");
      return fails == number ? StatusOr<int>(UnavailableError("down")) : StatusOr<int>(number);
    };
  }
  void AwaitEntry() { entered_.acquire(); }
  void End(int number) { leave_.at(number)->release(); }

  std::atomic<int> count = 0;
  std::map<int, Moment> begins;
  int fails = 0;

 private:
  static std::map<int, std::unique_ptr<std::binary_semaphore>> Gates() {
    std::map<int, std::unique_ptr<std::binary_semaphore>> gates;
    for (int i = 1; i < 10; ++i) gates.emplace(i, std::make_unique<std::binary_semaphore>(0));
    return gates;
  }
  std::counting_semaphore<> entered_{0};
  std::map<int, std::unique_ptr<std::binary_semaphore>> leave_ = Gates();
};

// Holds who leads the next read while it waits for its time, and tells that it does.
class HoldingClock : public FakeClock {
 public:
  bool SleepFor(Duration duration, std::stop_token stop) override {
    asleep.release();
    wake.acquire();
    return FakeClock::SleepFor(duration, std::move(stop));
  }
  std::counting_semaphore<> asleep{0};
  std::counting_semaphore<> wake{0};
};

TEST(FreshRead, OneThatBeganLateEnoughServesAgain) {
  FakeClock clock;
  int reads = 0;
  Read read([&](Moment, std::stop_token) { return StatusOr<int>(++reads); }, &clock);
  const Moment before = NextMoment();
  EXPECT_EQ(**read.Get(before, {}), 1);
  EXPECT_EQ(**read.Get(before, {}), 1);
  EXPECT_EQ(**read.Get(0, {}), 1);
  EXPECT_EQ(**read.Get(NextMoment(), {}), 2);
  EXPECT_EQ(**read.Get(before, {}), 2);
}

TEST(FreshRead, NotBeforeATime) {
  FakeClock clock;
  int reads = 0;
  Read read([&](Moment, std::stop_token) { return StatusOr<int>(++reads); }, &clock);
  const Time begin = clock.Now();
  EXPECT_EQ(**read.Get(0, begin, {}), 1);
  clock.Advance(seconds(1));
  EXPECT_EQ(**read.Get(0, begin, {}), 1);
  EXPECT_EQ(**read.Get(0, clock.Now(), {}), 2);
  clock.Advance(-seconds(5));  // set back: what was read in the future is of no known age
  EXPECT_EQ(**read.Get(0, begin - seconds(10), {}), 3);
}

TEST(FreshRead, WhoComesAfterAReadBeganIsNotServedByItAndAllWhoComeShareTheNext) {
  HoldingClock clock;
  Reads reads;
  Read read(reads.Function(), &clock);
  std::jthread first([&] { EXPECT_EQ(**read.Get(NextMoment(), {}), 1); });
  reads.AwaitEntry();
  std::vector<std::jthread> later;
  std::vector<Moment> asked;
  for (int i = 0; i < 10; ++i) {
    asked.push_back(NextMoment());
    later.emplace_back([&read, since = asked.back()] { EXPECT_EQ(**read.Get(since, {}), 2); });
  }
  clock.asleep.acquire();
  EXPECT_EQ(reads.count, 1);
  clock.wake.release();
  reads.AwaitEntry();
  EXPECT_GT(reads.begins.at(2), asked.back());
  reads.End(2);
  later.clear();
  reads.End(1);
  first.join();
  EXPECT_EQ(reads.count, 2);
  EXPECT_EQ(**read.Get(0, {}), 2);  // the older one ended later, and is not kept
}

TEST(FreshRead, TheNextOneWaitsForAPartOfWhatTheLastOneTook) {
  FakeClock clock;
  Reads reads;
  Read read(reads.Function(), &clock);
  std::jthread warm([&] { EXPECT_TRUE(read.Get(NextMoment(), {}).ok()); });
  reads.AwaitEntry();
  clock.Advance(milliseconds(400));
  reads.End(1);
  warm.join();
  std::jthread first([&] { EXPECT_TRUE(read.Get(NextMoment(), {}).ok()); });
  reads.AwaitEntry();
  EXPECT_TRUE(clock.sleeps().empty());  // nothing was under way
  clock.Advance(milliseconds(30));
  std::jthread second([&] { EXPECT_TRUE(read.Get(NextMoment(), {}).ok()); });
  reads.AwaitEntry();
  EXPECT_EQ(clock.sleeps(), std::vector<Duration>{milliseconds(70)});
  reads.End(2);
  reads.End(3);
}

TEST(FreshRead, AFailureIsForThoseWhoWaitedAndIsNotKept) {
  FakeClock clock;
  Reads reads;
  reads.fails = 1;
  Read read(reads.Function(), &clock);
  const Moment before = NextMoment();
  std::jthread leader([&] { EXPECT_EQ(read.Get(before, {}).status().code(), StatusCode::kUnavailable); });
  reads.AwaitEntry();
  reads.End(1);
  leader.join();
  reads.End(2);
  EXPECT_EQ(**read.Get(before, {}), 2);
}

TEST(FreshRead, AStoppedLeaderDoesNotStopThoseWhoWait) {
  FakeClock clock;
  Reads reads;
  Read read(reads.Function(), &clock);
  const Moment before = NextMoment();
  std::stop_source source;
  std::jthread leader([&] { EXPECT_EQ(read.Get(before, source.get_token()).status().code(), StatusCode::kCancelled); });
  reads.AwaitEntry();
  std::jthread follower([&] { EXPECT_EQ(**read.Get(before, {}), 2); });
  std::stop_source other;
  std::jthread stopped([&] { EXPECT_EQ(read.Get(before, other.get_token()).status().code(), StatusCode::kCancelled); });
  other.request_stop();
  stopped.join();
  source.request_stop();
  reads.End(1);
  reads.End(2);
}

TEST(FreshRead, OneWhoIsStoppedWhileTheNextWaitsEndsAlone) {
  HoldingClock clock;
  Reads reads;
  Read read(reads.Function(), &clock);
  std::jthread first([&] { EXPECT_EQ(**read.Get(NextMoment(), {}), 1); });
  reads.AwaitEntry();
  std::stop_source source;
  std::jthread leader(
      [&] { EXPECT_EQ(read.Get(NextMoment(), source.get_token()).status().code(), StatusCode::kCancelled); });
  clock.asleep.acquire();
  std::jthread follower([&] { EXPECT_EQ(**read.Get(NextMoment(), {}), 2); });
  source.request_stop();
  clock.wake.release(2);  // the second for whoever leads after it, should he have to wait
  leader.join();
  reads.AwaitEntry();
  reads.End(1);
  reads.End(2);
}

TEST(FreshRead, AsAskedIsNoNewerThanItsReadersAskFor) {
  std::vector<Moment> told;
  FreshRead<int> read(
      [&](Moment asked, std::stop_token) {
        told.push_back(asked);
        return StatusOr<int>(1);
      },
      nullptr, Read::Begins::kAsAsked);
  const Moment early = NextMoment();
  const Moment late = NextMoment();
  ASSERT_TRUE(read.Get(early, {}).ok());
  ASSERT_TRUE(read.Get(early, {}).ok());
  ASSERT_TRUE(read.Get(late, {}).ok());  // what served `early` need not serve it
  ASSERT_TRUE(read.Get(early, {}).ok());
  EXPECT_EQ(told, (std::vector<Moment>{early, late}));
}

// Time passes with every look at it, so that reads take some and wait for each other.
class RunningClock : public FakeClock {
 public:
  Time Now() override {
    Advance(std::chrono::microseconds(50));
    return FakeClock::Now();
  }
  bool SleepFor(Duration duration, std::stop_token stop) override {
    std::this_thread::yield();
    return FakeClock::SleepFor(duration, std::move(stop));
  }
};

TEST(FreshRead, AsAskedIsAsNewAsEachOfItsReadersAsks) {
  RunningClock clock;
  FreshRead<Moment> read(
      [&](Moment asked, std::stop_token) {
        std::this_thread::yield();
        return StatusOr<Moment>(asked);
      },
      &clock, FreshRead<Moment>::Begins::kAsAsked);
  std::vector<std::jthread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 500; ++i) {
        const Moment since = NextMoment();
        EXPECT_GE(**read.Get(since, {}), since);
      }
    });
  }
}

TEST(FreshRead, NobodyIsToldWhatWasTrueBeforeHeAsked) {
  RunningClock clock;
  std::atomic<int> world = 0;
  std::atomic<int> count = 0;
  Read read(
      [&](Moment, std::stop_token) {
        ++count;
        return StatusOr<int>(world.load());
      },
      &clock);
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back([&] {
        for (int i = 0; i < 500; ++i) {
          const int mine = ++world;
          EXPECT_GE(**read.Get(NextMoment(), {}), mine);
        }
      });
    }
  }
  EXPECT_LE(count, 8 * 500);
}

}  // namespace
}  // namespace ic
