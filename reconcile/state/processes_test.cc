// Several processes on one store, and processes that are killed.
#include <algorithm>
#include <chrono>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/state/open.h"
#include "reconcile/state/store.h"
#include "reconcile/state/testing/child.h"
#include "reconcile/state/testing/places.h"

namespace ic {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

// Tries until it is there: the server notices a dead client a moment later. Bounded, for a broken build.
Status LockSoon(StateStore& store) {
  Status status;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  do {
    status = store.Lock(TestHolder());
    if (status.ok()) return status;
    std::this_thread::yield();
  } while (std::chrono::steady_clock::now() < deadline);
  return status;
}

std::string CounterName(int i) { return "n" + std::to_string(i); }

class ProcessesTest : public OnEveryEngine {
 protected:
  // Opens, locks, says 'L', and stays.
  int HoldUntilKilled(int pipe) {
    const auto store = OpenState(where(), {});
    if (!store.ok() || !(*store)->Lock({.who = kHolderName, .command = "apply", .pid = getpid()}).ok()) return 1;
    Child::Say(pipe, 'L');
    for (;;) pause();
  }
  // Says '.' after each object that was put.
  int PutForEver(int pipe) {
    const auto store = OpenState(where(), {});
    if (!store.ok() || !(*store)->Lock(TestHolder()).ok()) return 1;
    for (int i = 0;; ++i) {
      if (!(*store)->Put(TestObject(CounterName(i))).ok()) return 2;
      Child::Say(pipe, '.');
    }
  }
  // Opens the store when nobody holds `gate` open, and says whose it is: "=" and its lineage, or what went wrong.
  static int OpenAndSay(const std::string& where, const int (&gate)[2], int pipe) {
    if (!WaitForGate(gate)) return 9;
    const auto store = OpenState(where, {});
    const auto info = store.ok() ? (*store)->Info() : StatusOr<StateInfo>(store.status());
    SayAll(pipe, info.ok() ? "=" + info->lineage : info.status().ToString());
    return 0;
  }
  // Asks over and over whether a state is here; says "=" once one is, or what went wrong.
  static int WatchAndSay(const std::string& where, const int (&gate)[2], int pipe) {
    if (!WaitForGate(gate)) return 9;
    Status found = NotFoundError("not asked yet");
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (found.code() == StatusCode::kNotFound && std::chrono::steady_clock::now() < deadline) {
      found = OpenState(where, {.create = false}).status();
    }
    SayAll(pipe, found.ok() ? "=" : found.ToString());
    return 0;
  }
  static void SayAll(int pipe, const std::string& text) {
    for (const char c : text) Child::Say(pipe, c);
  }
  // Until nobody holds it open for writing.
  static bool WaitForGate(const int (&gate)[2]) {
    char nothing = 0;
    close(gate[1]);
    return read(gate[0], &nothing, 1) == 0;
  }
  // Adds one to a number in the state, `times` times, each under the lock. Begins when nobody holds `gate` open.
  int CountUp(int times, const int (&gate)[2]) {
    const auto store = OpenState(where(), {});
    if (!store.ok()) return 1;
    if (!WaitForGate(gate)) return 9;
    for (int i = 0; i < times; ++i) {
      if (!LockSoon(**store).ok()) return 2;
      auto objects = (*store)->Load();
      // Long enough for others to come in if they could.
      for (int again = 0; again < 50 && objects.ok(); ++again) objects = (*store)->Load();
      if (!objects.ok()) return 3;
      const int number = objects->empty() ? 0 : std::stoi(objects->front().id);
      if (!(*store)->Put(TestObject("counter", std::to_string(number + 1))).ok()) return 4;
      (*store)->Unlock();
    }
    return 0;
  }
};

TEST_P(ProcessesTest, OneHoldsTheLockUntilItIsKilled) {
  const auto store = MustOpen(where());
  Child holder([&](int pipe) { return HoldUntilKilled(pipe); });
  ASSERT_EQ(holder.Hear(), 'L');
  const Status refused = store->Lock(TestHolder());
  EXPECT_EQ(refused.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(refused.message(), AllOf(HasSubstr(kHolderName), HasSubstr("process " + std::to_string(holder.pid()))));
  EXPECT_TRUE(store->Load().ok());
  holder.Kill();
  const Status freed = LockSoon(*store);
  EXPECT_TRUE(freed.ok()) << freed.ToString();
}

TEST_P(ProcessesTest, TurnsUnderTheLockDoNotInterleave) {
  constexpr int kProcesses = 4;
  constexpr int kTimes = 8;
  MustOpen(where()).reset();
  int gate[2] = {-1, -1};
  ASSERT_EQ(pipe(gate), 0);
  {
    std::vector<std::unique_ptr<Child>> children;
    for (int i = 0; i < kProcesses; ++i) {
      children.push_back(std::make_unique<Child>([&](int) { return CountUp(kTimes, gate); }));
    }
    close(gate[0]);
    close(gate[1]);
    for (const auto& child : children) EXPECT_EQ(child->Join(), 0);
  }
  const auto objects = MustOpen(where())->Load();
  ASSERT_EQ(objects->size(), 1U);
  EXPECT_EQ(objects->front().id, std::to_string(kProcesses * kTimes));
}

TEST_P(ProcessesTest, KilledWhileWritingItLosesNothingAcknowledged) {
  for (const int heard_before : {1, 7, 20}) {
    Child writer([&](int pipe) { return PutForEver(pipe); });
    for (int i = 0; i < heard_before; ++i) ASSERT_EQ(writer.Hear(), '.');
    writer.Kill();
    const int acknowledged = heard_before + static_cast<int>(writer.HearAll().size());
    const auto store = MustOpen(where());
    const Status locked = LockSoon(*store);  // before reading: the server may still be at its last statement
    ASSERT_TRUE(locked.ok()) << locked.ToString();
    const auto objects = store->Load();
    ASSERT_TRUE(objects.ok()) << objects.status().ToString();
    // One may have been written whose acknowledgement was not heard.
    EXPECT_GE(static_cast<int>(objects->size()), acknowledged);
    for (int i = 0; i < acknowledged; ++i) {
      const StateObject expected = TestObject(CounterName(i));
      EXPECT_THAT(*objects, testing::Contains(expected));
    }
    for (const StateObject& object : *objects) ASSERT_TRUE(store->Remove(object.address).ok());
  }
}

TEST_P(ProcessesTest, KilledWhileMakingTheStoreItCanBeMadeAgain) {
  for (int round = 0; round < 5; ++round) {
    Child maker([&](int pipe) {
      Child::Say(pipe, 'x');
      const auto store = OpenState(where(), {});
      return store.ok() ? 0 : 1;
    });
    ASSERT_EQ(maker.Hear(), 'x');
    for (int i = 0; i < round * 1000; ++i) std::this_thread::yield();  // elsewhere each time
    maker.Kill();
    const auto store = MustOpen(where());
    EXPECT_TRUE(LockSoon(*store).ok());
  }
}

// What one makes, the others see made or not made: never a part of it.
TEST_P(ProcessesTest, SeveralProcessesMayMakeTheStoreAtOnce) {
  for (int round = 0; round < 20; ++round) {
    const std::unique_ptr<Place> place = MakePlace();
    int gate[2] = {-1, -1};
    ASSERT_EQ(pipe(gate), 0);
    const auto opens = [&](int pipe) { return OpenAndSay(place->where(), gate, pipe); };
    const Child one(opens);
    const Child other(opens);
    const Child watcher([&](int pipe) { return WatchAndSay(place->where(), gate, pipe); });
    close(gate[0]);
    close(gate[1]);
    const std::string said = one.HearAll();
    ASSERT_THAT(said, StartsWith("=")) << "round " << round;
    ASSERT_EQ(other.HearAll(), said) << "round " << round;
    ASSERT_EQ(watcher.HearAll(), "=") << "round " << round;
  }
}

INSTANTIATE_TEST_SUITE_P(State, ProcessesTest, testing::ValuesIn(StateEngines()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace ic
