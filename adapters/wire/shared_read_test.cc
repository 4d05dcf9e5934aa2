#include "adapters/wire/shared_read.h"

#include <atomic>
#include <latch>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"

namespace ic {
namespace {

using std::chrono::seconds;

// Fetches that end when the test says so.
class Gate {
 public:
  void Pass() {
    entered_.release_one();
    leave_.acquire_one();
  }
  void AwaitEntry() { entered_.acquire_one(); }
  void Open() { leave_.release_one(); }

 private:
  struct Counter {
    void release_one() {
      count.fetch_add(1);
      count.notify_all();
    }
    void acquire_one() {
      for (int now = count.load();; now = count.load()) {
        if (now == 0) {
          count.wait(0);
        } else if (count.compare_exchange_strong(now, now - 1)) {
          return;
        }
      }
    }
    std::atomic<int> count{0};
  };
  Counter entered_;
  Counter leave_;
};

TEST(SharedRead, KeepsASnapshotForItsTime) {
  FakeClock clock;
  int fetches = 0;
  SharedRead<std::string, int> read([&](const std::string&, std::stop_token) { return StatusOr<int>(++fetches); },
                                    clock, seconds(10));
  EXPECT_EQ(**read.Get("a", {}), 1);
  clock.Advance(seconds(10));
  EXPECT_EQ(**read.Get("a", {}), 1);
  EXPECT_EQ(**read.Get("b", {}), 2);
  clock.Advance(seconds(1));
  EXPECT_EQ(**read.Get("a", {}), 3);
}

TEST(SharedRead, InvalidateAndFreshReads) {
  FakeClock clock;
  int fetches = 0;
  SharedRead<int, int> read([&](int, std::stop_token) { return StatusOr<int>(++fetches); }, clock, seconds(10));
  EXPECT_EQ(**read.Get(1, {}), 1);
  read.Invalidate(1);
  EXPECT_EQ(**read.Get(1, {}), 2);
  EXPECT_EQ(**read.GetFresh(1, {}), 3);
  EXPECT_EQ(**read.Get(1, {}), 3);
  read.InvalidateAll();
  EXPECT_EQ(**read.Get(1, {}), 4);
}

TEST(SharedRead, FailuresAreNotKept) {
  FakeClock clock;
  int fetches = 0;
  SharedRead<int, int> read(
      [&](int, std::stop_token) {
        return ++fetches == 1 ? StatusOr<int>(UnavailableError("down")) : StatusOr<int>(fetches);
      },
      clock, seconds(10));
  EXPECT_EQ(read.Get(1, {}).status().code(), StatusCode::kUnavailable);
  EXPECT_EQ(**read.Get(1, {}), 2);
}

TEST(SharedRead, ReadersAtOnceShareOneFetch) {
  FakeClock clock;
  Gate gate;
  std::atomic<int> fetches{0};
  SharedRead<int, int> read(
      [&](int, std::stop_token) {
        const int number = ++fetches;
        gate.Pass();
        return StatusOr<int>(number);
      },
      clock, seconds(10));
  std::atomic<int> sum{0};
  {
    std::vector<std::jthread> readers;
    for (int i = 0; i < 20; ++i) readers.emplace_back([&] { sum += **read.Get(1, {}); });
    gate.AwaitEntry();
    gate.Open();
  }
  EXPECT_EQ(fetches, 1);
  EXPECT_EQ(sum, 20);
}

TEST(SharedRead, AFetchBegunBeforeAnInvalidationIsNotServedAfterIt) {
  FakeClock clock;
  Gate gate;
  std::atomic<int> fetches{0};
  SharedRead<int, int> read(
      [&](int, std::stop_token) {
        const int number = ++fetches;
        if (number == 1) gate.Pass();
        return StatusOr<int>(number);
      },
      clock, seconds(10));
  std::jthread early([&] { EXPECT_EQ(**read.Get(1, {}), 1); });
  gate.AwaitEntry();
  read.Invalidate(1);
  EXPECT_EQ(**read.Get(1, {}), 2);
  gate.Open();
  early.join();
  EXPECT_EQ(**read.Get(1, {}), 2);  // the old fetch landed later and is not kept
}

TEST(SharedRead, AStoppedLeaderDoesNotStopThoseWhoWait) {
  FakeClock clock;
  Gate gate;
  std::atomic<int> fetches{0};
  SharedRead<int, int> read(
      [&](int, std::stop_token stop) {
        const int number = ++fetches;
        if (number == 1) gate.Pass();
        if (stop.stop_requested()) return StatusOr<int>(CancelledError("stopped"));
        return StatusOr<int>(number);
      },
      clock, seconds(10));
  std::stop_source source;
  std::jthread leader([&] { EXPECT_EQ(read.Get(1, source.get_token()).status().code(), StatusCode::kCancelled); });
  gate.AwaitEntry();
  std::jthread follower([&] { EXPECT_EQ(**read.Get(1, {}), 2); });
  source.request_stop();
  gate.Open();
}

TEST(SharedRead, AStoppedFollowerEndsAlone) {
  FakeClock clock;
  Gate gate;
  SharedRead<int, int> read(
      [&](int, std::stop_token) {
        gate.Pass();
        return StatusOr<int>(7);
      },
      clock, seconds(10));
  std::jthread leader([&] { EXPECT_EQ(**read.Get(1, {}), 7); });
  gate.AwaitEntry();
  std::stop_source source;
  std::jthread follower([&] { EXPECT_EQ(read.Get(1, source.get_token()).status().code(), StatusCode::kCancelled); });
  source.request_stop();
  follower.join();
  gate.Open();
}

TEST(SharedRead, ManyThreadsReadingAndInvalidating) {
  FakeClock clock;
  std::atomic<int> fetches{0};
  SharedRead<int, int> read([&](int, std::stop_token) { return StatusOr<int>(++fetches); }, clock, seconds(1));
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back([&, t] {
        int last = 0;
        for (int i = 0; i < 500; ++i) {
          const int now = t % 4 == 0 ? **read.GetFresh(i % 3, {}) : **read.Get(i % 3, {});
          EXPECT_GT(now, 0);
          last = now;
          if (t % 4 == 1) read.Invalidate(i % 3);
          if (t == 2) clock.Advance(std::chrono::milliseconds(10));
        }
        EXPECT_LE(last, fetches);
      });
    }
  }
  EXPECT_LT(fetches, 8 * 500);
}

}  // namespace
}  // namespace ic
