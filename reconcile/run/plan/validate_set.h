// Validating a set: what is wrong with it whatever the clouds hold.
#ifndef RECONCILE_RUN_PLAN_VALIDATE_SET_H_
#define RECONCILE_RUN_PLAN_VALIDATE_SET_H_

#include <vector>

#include "reconcile/engine.h"
#include "reconcile/run/set/desired_set.h"
#include "reconcile/run/set/located.h"

namespace ic {

// Offline: nothing is asked of any cloud or state.
std::vector<LocatedDiagnostic> ValidateSet(const EngineEnvironment& environment, const DesiredSet& desired);

}  // namespace ic

#endif  // RECONCILE_RUN_PLAN_VALIDATE_SET_H_
