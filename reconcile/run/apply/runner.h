// Runner: carries out the steps of a plan in the order their dependencies allow, some at once.
// What an operation does is a parameter; what waits for which is operation_graph.h's.
#ifndef RECONCILE_RUN_APPLY_RUNNER_H_
#define RECONCILE_RUN_APPLY_RUNNER_H_

#include <cstddef>
#include <functional>
#include <stop_token>
#include <vector>

#include "base/clock.h"
#include "reconcile/run/apply/operation_graph.h"
#include "reconcile/run/apply/outcome.h"
#include "reconcile/run/plan/run_plan.h"

namespace ic::run {

// One operation of a step. Returns false if it failed; what is said about it goes to `result`.
using Operation = std::function<bool(std::size_t step, Half half, StepResult& result)>;

struct RunnerOptions {
  std::size_t parallelism = 1;
  std::stop_token stop;  // nothing more is begun but what finishes a replacement whose old half has gone
  RunObserver* observer = nullptr;
  Clock* clock = nullptr;     // for StepResult::took
  std::stop_token halt = {};  // nothing more is begun
};

// Calls `operation` for every operation of every step whose predecessors succeeded. What depends on a failure is
// skipped, what was not begun when `stop` was requested is cancelled, unless something waits for it that is down. With
// parallelism 1 the order is that of the plan.
std::vector<StepResult> RunSteps(const RunPlan& plan, const RunnerOptions& options, const Operation& operation);

}  // namespace ic::run

#endif  // RECONCILE_RUN_APPLY_RUNNER_H_
