// Ignores: findings of drift that somebody decided not to count, for a reason and until a day.
#ifndef RECONCILE_RUN_DRIFT_IGNORES_H_
#define RECONCILE_RUN_DRIFT_IGNORES_H_

#include "reconcile/run/drift/report.h"
#include "reconcile/run/set/desired_set.h"

namespace ic::run {

// Puts the reason into the findings that an ignore in force covers, and warns of ignores that have expired or cover
// nothing. report.at decides what has expired, in UTC. `complete`: everything was looked at, so that what covers
// nothing is not needed.
void ApplyIgnores(const DesiredSet& desired, bool complete, DriftReport& report);

}  // namespace ic::run

#endif  // RECONCILE_RUN_DRIFT_IGNORES_H_
