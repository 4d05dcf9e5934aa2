// Drift: where desired, last applied and actual differ, what that means, and how the links are. Read-only by
// construction: the engine it asks with refuses every mutating call in its transport.
#ifndef RECONCILE_RUN_DRIFT_DRIFT_H_
#define RECONCILE_RUN_DRIFT_DRIFT_H_

#include "reconcile/run/drift/report.h"
#include "reconcile/run/set/desired_set.h"
#include "reconcile/run/set/environment.h"

namespace ic {

struct DriftOptions {
  bool unmanaged = true;  // look for objects that nobody here manages
  bool health = true;
};

DriftReport FindDrift(const RunEnvironment& environment, const DesiredSet& desired, const DriftOptions& options);

}  // namespace ic

#endif  // RECONCILE_RUN_DRIFT_DRIFT_H_
