#include "reconcile/run/apply/runner.h"

#include <atomic>
#include <latch>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"

namespace ic::run {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

// `chains` chains of `length` creations each, one depending on the other; in the order of a plan.
RunPlan Chains(std::size_t chains, std::size_t length) {
  RunPlan plan;
  for (std::size_t depth = 0; depth < length; ++depth) {
    for (std::size_t chain = 0; chain < chains; ++chain) {
      Step step;
      step.action = Action::kCreate;
      step.address = {Kind::kConnection, "c" + std::to_string(chain) + "-" + std::to_string(depth)};
      if (depth > 0) step.after = {(depth - 1) * chains + chain};
      plan.steps.push_back(std::move(step));
    }
  }
  return plan;
}

class RunnerTest : public ::testing::Test {
 protected:
  std::vector<StepResult> Run(const RunPlan& plan, std::size_t parallelism, const Operation& operation) {
    return RunSteps(plan, {parallelism, source.get_token(), nullptr, &clock}, operation);
  }
  static Operation Noting(std::vector<std::size_t>& order) {
    return [&order](std::size_t step, Half, StepResult& result) {
      order.push_back(step);
      result.state = StepState::kDone;
      return true;
    };
  }

  FakeClock clock;
  std::stop_source source;
};

TEST_F(RunnerTest, OneAtATimeIsTheCallingThreadInTheOrderOfThePlan) {
  std::vector<std::size_t> order;
  std::set<std::thread::id> threads;
  const Operation note = Noting(order);
  Run(Chains(3, 2), 1, [&](std::size_t step, Half half, StepResult& result) {
    threads.insert(std::this_thread::get_id());
    return note(step, half, result);
  });
  EXPECT_THAT(order, ElementsAre(0, 1, 2, 3, 4, 5));
  EXPECT_THAT(threads, ElementsAre(std::this_thread::get_id()));
}

TEST_F(RunnerTest, WhatIsReadyRunsAtOnceAsFarAsAllowed) {
  std::latch all(8);  // ends only if eight are in it together
  std::atomic<int> done = 0;
  const auto results = Run(Chains(8, 1), 8, [&](std::size_t, Half, StepResult& result) {
    all.arrive_and_wait();
    ++done;
    result.state = StepState::kDone;
    return true;
  });
  EXPECT_EQ(done, 8);
  for (const StepResult& result : results) EXPECT_EQ(result.state, StepState::kDone);
}

TEST_F(RunnerTest, NoMoreAtOnceThanAllowed) {
  std::atomic<int> running = 0;
  std::atomic<int> most = 0;
  Run(Chains(40, 3), 4, [&](std::size_t, Half, StepResult& result) {
    const int now = ++running;
    for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
    }
    std::this_thread::yield();
    --running;
    result.state = StepState::kDone;
    return true;
  });
  EXPECT_LE(most, 4);
}

TEST_F(RunnerTest, OneChainTakesOneThreadHoweverManyAreAllowed) {
  std::mutex mutex;
  std::set<std::thread::id> threads;
  Run(Chains(1, 50), 256, [&](std::size_t, Half, StepResult& result) {
    const std::lock_guard lock(mutex);
    threads.insert(std::this_thread::get_id());
    result.state = StepState::kDone;
    return true;
  });
  EXPECT_THAT(threads, SizeIs(1));
}

TEST_F(RunnerTest, AnOperationBeginsAfterWhatItWaitsForEnded) {
  std::mutex mutex;
  std::set<std::size_t> ended;
  constexpr std::size_t kChains = 30;
  Run(Chains(kChains, 4), 16, [&](std::size_t step, Half, StepResult& result) {
    const std::lock_guard lock(mutex);
    if (step >= kChains) {
      EXPECT_TRUE(ended.contains(step - kChains));
    }
    ended.insert(step);
    result.state = StepState::kDone;
    return true;
  });
  EXPECT_THAT(ended, SizeIs(kChains * 4));
}

TEST_F(RunnerTest, AFailureSkipsItsChainOnly) {
  const auto results = Run(Chains(3, 3), 3, [&](std::size_t step, Half, StepResult& result) {
    result.state = StepState::kDone;
    return step != 1;
  });
  for (std::size_t i = 0; i < results.size(); ++i) {
    const StepState expected = i % 3 != 1 ? StepState::kDone : i == 1 ? StepState::kFailed : StepState::kSkipped;
    EXPECT_EQ(results[i].state, expected) << i;
  }
}

// A parent and what stands on it, which is replaced.
RunPlan ParentAndReplaced(Action parent) {
  RunPlan plan;
  plan.steps.resize(2);
  plan.steps[0].action = parent;
  plan.steps[0].address = {Kind::kVirtualInterface, "parent"};
  plan.steps[1].action = Action::kReplace;
  plan.steps[1].address = {Kind::kBgpPeer, "child"};
  plan.steps[1].parents = plan.steps[1].former_parents = {plan.steps[0].address};
  plan.steps[1].after = {0};
  return plan;
}

using Operations = std::vector<std::pair<std::size_t, Half>>;

// Those that begin, in their order. `fails`: which of them.
Operations Begun(const RunPlan& plan, std::pair<std::size_t, Half> fails, std::vector<StepResult>& results) {
  Operations begun;
  FakeClock clock;
  results = RunSteps(plan, {1, {}, nullptr, &clock}, [&](std::size_t step, Half half, StepResult& result) {
    begun.emplace_back(step, half);
    result.state = StepState::kDone;
    return fails != std::pair(step, half);
  });
  return begun;
}

constexpr std::pair<std::size_t, Half> kNothing{99, Half::kMake};

TEST(RunnerOrderTest, WhatStandsOnAnUpdatedObjectStaysUntilThatIsDone) {
  std::vector<StepResult> results;
  const RunPlan plan = ParentAndReplaced(Action::kUpdate);
  EXPECT_THAT(Begun(plan, kNothing, results),
              ElementsAre(std::pair(0, Half::kMake), std::pair(1, Half::kDestroy), std::pair(1, Half::kMake)));
  EXPECT_THAT(Begun(plan, {0, Half::kMake}, results), ElementsAre(std::pair(0, Half::kMake)));
  EXPECT_EQ(results[1].state, StepState::kSkipped);
}

TEST(RunnerOrderTest, WhatStandsOnAReplacedObjectGoesFirst) {
  std::vector<StepResult> results;
  const RunPlan plan = ParentAndReplaced(Action::kReplace);
  EXPECT_THAT(Begun(plan, kNothing, results), ElementsAre(std::pair(1, Half::kDestroy), std::pair(0, Half::kDestroy),
                                                          std::pair(0, Half::kMake), std::pair(1, Half::kMake)));
  // What was done stays done, and nobody is told otherwise.
  Begun(plan, {1, Half::kMake}, results);
  EXPECT_EQ(results[0].state, StepState::kDone);
  EXPECT_THAT(results[0].diagnostics, SizeIs(0));
  EXPECT_EQ(results[1].state, StepState::kFailed);
  Begun(plan, {0, Half::kMake}, results);
  EXPECT_EQ(results[0].state, StepState::kFailed);
  ASSERT_THAT(results[1].diagnostics, SizeIs(1));
  EXPECT_EQ(results[1].diagnostics[0].diagnostic.summary, "Replacement is half done");
}

TEST_F(RunnerTest, AfterAStopNothingBegins) {
  std::atomic<int> begun = 0;
  const auto results = Run(Chains(50, 2), 4, [&](std::size_t, Half, StepResult& result) {
    if (++begun == 3) source.request_stop();
    result.state = StepState::kDone;
    return true;
  });
  EXPECT_LE(begun, 3 + 4);
  EXPECT_EQ(results.back().state, StepState::kCancelled);
}

// Stopped in each operation in turn: what has been deleted by then, or is in that operation, is made again, with all
// that this takes; nothing else begins.
TEST_F(RunnerTest, AReplacementWhoseOldHalfIsGoneIsFinished) {
  for (const Action parent : {Action::kReplace, Action::kUpdate}) {
    RunPlan plan = ParentAndReplaced(parent);
    plan.steps[0].id = "vif-1";
    plan.steps[1].id = "peer-1";
    plan.steps.push_back({});
    plan.steps[2].action = Action::kCreate;
    plan.steps[2].address = {Kind::kConnection, "another"};
    plan.steps[2].after = {1};
    std::vector<StepResult> results;
    const std::size_t count = Begun(plan, kNothing, results).size();
    for (std::size_t at = 0; at < count; ++at) {
      std::stop_source stop;
      Operations begun;
      std::set<std::size_t> down;
      results =
          RunSteps(plan, {1, stop.get_token(), nullptr, &clock}, [&](std::size_t step, Half half, StepResult& result) {
            if (begun.size() == at) stop.request_stop();
            begun.emplace_back(step, half);
            if (half == Half::kDestroy) down.insert(step);
            if (half == Half::kMake) down.erase(step);
            result.state = StepState::kDone;
            return true;
          });
      EXPECT_TRUE(down.empty()) << at;
      EXPECT_EQ(begun.size() == count, at + 1 == count) << at;
      EXPECT_EQ(results[2].state, at + 1 == count ? StepState::kDone : StepState::kCancelled) << at;
      for (const StepResult& result : results) EXPECT_EQ(result.deleted, "") << at;
    }
  }
}

// What cannot be finished says what is down: the run was ended for good, or the new half failed.
TEST_F(RunnerTest, WhatIsDownIsNamed) {
  RunPlan plan = ParentAndReplaced(Action::kReplace);
  plan.steps[0].id = "vif-1";
  plan.steps[1].id = "peer-1";
  for (const bool halted : {true, false}) {
    std::stop_source halt;
    const auto results =
        RunSteps(plan, {1, {}, nullptr, &clock, halt.get_token()}, [&](std::size_t step, Half half, StepResult&) {
          const bool parent_goes = step == 0 && half == Half::kDestroy;
          if (parent_goes && halted) halt.request_stop();
          return half == Half::kDestroy;
        });
    for (const StepResult& result : results) {
      EXPECT_EQ(result.state, StepState::kFailed);
      ASSERT_THAT(result.diagnostics, SizeIs(1));
      EXPECT_EQ(result.diagnostics[0].diagnostic.summary, "Replacement is half done");
    }
    EXPECT_EQ(results[0].deleted, "vif-1");
    EXPECT_EQ(results[1].deleted, "peer-1");
  }
}

// What is only given up is down when the other half of it is deleted, and not before.
TEST_F(RunnerTest, WhatIsGivenUpForAnotherStepGoesWithThat) {
  for (const Action second : {Action::kReplace, Action::kForget}) {
    RunPlan plan;
    for (const std::string name : {"given", "taken"}) {
      plan.steps.push_back({});
      Step& step = plan.steps.back();
      step.address = {Kind::kVirtualInterface, name};
      step.action = Action::kReplace;
      step.cloud = "sky";
      step.id = "vif-1";
    }
    plan.steps[1].action = second;
    plan.steps[1].prior = Value::Object({{"on_destroy", Value::String("keep")}});
    plan.steps[1].former_parents = {plan.steps[0].address};
    if (second == Action::kReplace) plan.steps[1].after = {0};
    std::vector<StepResult> results;
    Begun(plan, {0, Half::kDestroy}, results);
    EXPECT_EQ(results[0].state, StepState::kFailed);
    EXPECT_EQ(results[1].state, StepState::kSkipped);
    EXPECT_EQ(results[1].because, plan.steps[0].address.ToString());
    EXPECT_EQ(results[1].deleted, "");
    EXPECT_THAT(results[1].diagnostics, SizeIs(0));
    Begun(plan, {0, Half::kMake}, results);
    EXPECT_EQ(results[0].deleted, "vif-1");
    EXPECT_EQ(results[1].deleted, second == Action::kReplace ? "vif-1" : "");
    EXPECT_EQ(results[1].state, second == Action::kReplace ? StepState::kFailed : StepState::kDone);
    Begun(plan, kNothing, results);
    for (const StepResult& result : results) EXPECT_EQ(result.state, StepState::kDone);
    for (const StepResult& result : results) EXPECT_EQ(result.deleted, "");
  }
}

TEST_F(RunnerTest, NothingOfAPlanWithoutAnOrderBegins) {
  RunPlan plan = Chains(1, 3);
  for (Step& step : plan.steps) step.action = Action::kReplace;
  plan.steps[1].former_parents = {plan.steps[0].address};
  plan.steps[1].create_first = true;
  std::vector<std::size_t> order;
  const auto results = Run(plan, 2, Noting(order));
  EXPECT_TRUE(order.empty());
  for (const StepResult& result : results) {
    EXPECT_EQ(result.state, StepState::kFailed);
    ASSERT_THAT(result.diagnostics, SizeIs(1));
    EXPECT_EQ(result.diagnostics.front().diagnostic.summary, "Plan has no order");
  }
}

}  // namespace
}  // namespace ic::run
