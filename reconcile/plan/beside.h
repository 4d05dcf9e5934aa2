// What the objects of one configuration make of each other, where no cloud is asked.
#ifndef RECONCILE_PLAN_BESIDE_H_
#define RECONCILE_PLAN_BESIDE_H_

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"
#include "reconcile/object/requests.h"

namespace ic::reconcile {

// Enters `input.config`, as if nothing were there, and says what the objects entered before leave it no room for.
Diagnostics ValidateBeside(Run& run, const PlanInput& input);

}  // namespace ic::reconcile

#endif  // RECONCILE_PLAN_BESIDE_H_
