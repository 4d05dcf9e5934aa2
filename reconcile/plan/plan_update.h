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

// As the BGP group that the session is in will be: what it says changes with it, in one apply. So does the address of a
// session that leaves it to its interface: both ends of the link beside the group's values. Null: there is neither, or
// this run has not planned it yet.
Value GroupAsPlanned(const Call& call, const PlanInput& input);

// A key that is sent by its version alone, and whose version stays: a warning if the cloud tells that another one is in
// force. With Terraform only, which keeps no note of a change that was killed. Read with what the run reads together.
void WarnOfOtherKey(const Call& call, const Value& prior, const Value& config, Diagnostics& diagnostics);

PlanOutput PlanExistingObject(const Call& call, const PlanInput& input);

// The object takes its place in the run, as `planned`. Returns what the rest of the run makes of it. `failed`: the plan
// has an error already, so that nothing is checked.
Diagnostics EnterStaying(const Call& call, const PlanInput& input, const Value& planned, bool failed);

}  // namespace ic::reconcile

#endif  // RECONCILE_PLAN_PLAN_UPDATE_H_
