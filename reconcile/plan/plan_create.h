// The plan of an object that does not exist yet, or that takes the place of another.
#ifndef RECONCILE_PLAN_PLAN_CREATE_H_
#define RECONCILE_PLAN_PLAN_CREATE_H_

#include "reconcile/ledger/call.h"
#include "reconcile/object/requests.h"

namespace ic::reconcile {

PlanOutput PlanNewObject(const Call& call, const PlanInput& input);

}  // namespace ic::reconcile

#endif  // RECONCILE_PLAN_PLAN_CREATE_H_
