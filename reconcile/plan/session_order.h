// The order in which a run changes the sessions of one interface. A session that the cloud cannot change is made anew
// while another one of its interface lives; Terraform lets what stands on an interface go before it changes the
// interface. So a run that takes the other session away cannot change this one: refused, before anything is changed.
#ifndef RECONCILE_PLAN_SESSION_ORDER_H_
#define RECONCILE_PLAN_SESSION_ORDER_H_

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"
#include "reconcile/object/planner.h"
#include "reconcile/object/requests.h"

namespace ic::reconcile {

// Of an interface whose change in place is planned.
Diagnostics CheckSessionsStay(const Call& call, const PlanInput& input, const PlannedObject& plan);

// Of an object that goes, or is replaced, before the change of what it stands on. Anything but a session passes.
Diagnostics CheckSessionMayGo(const Call& call, const Value& prior, bool changes_before_removals);

}  // namespace ic::reconcile

#endif  // RECONCILE_PLAN_SESSION_ORDER_H_
