// Operations of a plan, and what must have ended before each begins.
//
// A replacement is two operations. Which comes first, and what waits for which, is decided here once, for every runner
// of a plan.
#ifndef RECONCILE_RUN_APPLY_OPERATION_GRAPH_H_
#define RECONCILE_RUN_APPLY_OPERATION_GRAPH_H_

#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "reconcile/run/plan/run_plan.h"

namespace ic::run {

// Of a replacement; all else is one of them alone.
enum class Half : std::uint8_t { kDestroy, kMake };

struct OperationNode {
  std::size_t step = 0;
  Half half = Half::kMake;
  std::set<std::size_t> before;  // nodes that wait for this one
  std::size_t missing = 0;       // nodes that this one waits for
};

// Nodes are numbered in the order of the plan, a step's first operation first.
std::vector<OperationNode> OperationGraph(const RunPlan& plan);

// What finishes replacements whose old half has gone: each new half that comes second, and what it waits for that the
// old half does not wait for.
std::set<std::pair<std::size_t, Half>> FinishingOperations(const RunPlan& plan,
                                                           const std::vector<OperationNode>& nodes);

// True if some of them wait for each other, so that none of these can ever begin. No plan should be like that.
bool GoesRound(const std::vector<OperationNode>& nodes);

}  // namespace ic::run

#endif  // RECONCILE_RUN_APPLY_OPERATION_GRAPH_H_
