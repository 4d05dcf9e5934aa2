// The plan of an object that exists: left as it is, changed in place, or replaced.
#ifndef RECONCILE_PLAN_PLAN_UPDATE_H_
#define RECONCILE_PLAN_PLAN_UPDATE_H_

#include <string>

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"
#include "reconcile/object/requests.h"

namespace ic::reconcile {

// What is to be said of an object that turned out to be an offer that was refused; empty: it is none.
std::string DeclinedWords(const Call& call, const Value& prior);

// As the BGP group that the session is in will be: what it says changes with it, in one apply. Null: there is none, or
// this run has not planned it yet.
Value GroupAsPlanned(const Call& call, const PlanInput& input);

PlanOutput PlanExistingObject(const Call& call, const PlanInput& input);

// The object takes its place in the run, as `planned`. Returns what the rest of the run makes of it. `failed`: the plan
// has an error already, so that nothing is checked.
Diagnostics EnterStaying(const Call& call, const PlanInput& input, const Value& planned, bool failed);

}  // namespace ic::reconcile

#endif  // RECONCILE_PLAN_PLAN_UPDATE_H_
