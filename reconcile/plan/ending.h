// Which object a plan deletes.
#ifndef RECONCILE_PLAN_ENDING_H_
#define RECONCILE_PLAN_ENDING_H_

#include "reconcile/ledger/call.h"
#include "reconcile/object/requests.h"

namespace ic::reconcile {

// The second plan of a replacement, after one that said all of what ends.
bool EndWasPlanned(const Call& call, const PlanInput& input);

// What a plan deletes; null: nothing. With -replace and taint it is not the plan's prior object.
Value EndingObject(const Call& call, const PlanInput& input, const PlanOutput& output);

}  // namespace ic::reconcile

#endif  // RECONCILE_PLAN_ENDING_H_
