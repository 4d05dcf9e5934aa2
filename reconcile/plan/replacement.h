// The plan of an object that another one replaces: why, what it interrupts, and whether anybody asked for it.
#ifndef RECONCILE_PLAN_REPLACEMENT_H_
#define RECONCILE_PLAN_REPLACEMENT_H_

#include <vector>

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"
#include "reconcile/object/planner.h"
#include "reconcile/object/requests.h"

namespace ic::reconcile {

// This process has read the object. Terraform's second plan, as it applies, reads nothing before.
bool WasRead(const Call& call, const Value& prior);

// What differs so that the object is replaced.
std::vector<AttributePath> ReplacingPaths(const PlannedObject& plan);

// What was made for another account becomes none of this one's, and what was declined cannot be accepted any more:
// `plan` becomes a replacement.
void MakeAnotherOfAnOffer(const Subject& subject, const PlanInput& input, bool declined, PlannedObject& plan);

// Enters the object as one that goes, and says what its replacement does. `failed`: the plan has an error already.
// Sets output.unasked where nobody asked for it, which is an error.
Diagnostics CheckReplacement(const Call& call, const PlanInput& input, const PlannedObject& plan, bool failed,
                             PlanOutput& output);

}  // namespace ic::reconcile

#endif  // RECONCILE_PLAN_REPLACEMENT_H_
