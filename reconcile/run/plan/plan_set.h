// Planning a whole set.
#ifndef RECONCILE_RUN_PLAN_PLAN_SET_H_
#define RECONCILE_RUN_PLAN_PLAN_SET_H_

#include "reconcile/run/plan/plan_options.h"
#include "reconcile/run/plan/run_plan.h"
#include "reconcile/run/set/desired_set.h"
#include "reconcile/run/set/environment.h"

namespace ic {

// Changes nothing, anywhere: the engine it plans with is read-only.
RunPlan PlanSet(const RunEnvironment& environment, const DesiredSet& desired, const PlanOptions& options);

}  // namespace ic

#endif  // RECONCILE_RUN_PLAN_PLAN_SET_H_
