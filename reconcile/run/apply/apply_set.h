// Applying a plan of a whole set.
#ifndef RECONCILE_RUN_APPLY_APPLY_SET_H_
#define RECONCILE_RUN_APPLY_APPLY_SET_H_

#include <set>
#include <string>

#include "reconcile/run/apply/outcome.h"
#include "reconcile/run/plan/run_plan.h"
#include "reconcile/run/set/desired_set.h"
#include "reconcile/run/set/environment.h"

namespace ic {

struct ApplyOptions {
  std::set<std::string> allow_disruption;  // as in PlanOptions
  RunObserver* observer = nullptr;
  bool dry_run = false;  // another runner of the same plan: same order, no engine, no state
};

// Carries out a plan that has neither errors nor refusals; the state is locked by the caller (not for a dry run).
// Each object is planned again right before it is touched; what was known in `plan` must not have changed.
ApplyOutcome ApplySet(const RunEnvironment& environment, const DesiredSet& desired, const RunPlan& plan,
                      const ApplyOptions& options);

}  // namespace ic

#endif  // RECONCILE_RUN_APPLY_APPLY_SET_H_
