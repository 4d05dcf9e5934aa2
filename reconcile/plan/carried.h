// What stands on an object goes with it or before it. Who deletes a connection and leaves an interface on it would have
// the sessions go and then be refused by the cloud, or worse.
#ifndef RECONCILE_PLAN_CARRIED_H_
#define RECONCILE_PLAN_CARRIED_H_

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"
#include "reconcile/ledger/ledger_contents.h"
#include "reconcile/object/requests.h"

namespace ic::reconcile {

// An error if `object`, which is in the ledger with the fate that this run means for it, is a connection that goes
// while an interface stays on it, or such an interface. Whichever of the two is planned last is refused: Terraform
// plans them in any order.
Diagnostics CheckCarried(const Call& call, const ObjectKey& object);

// Said if something stands on `object`, which is to be deleted, that nothing of this run knows: what it does know there
// would go, and the cloud then keep the object. `all_is_known`: who asks has read everything before it plans, so it is
// somebody else's: an error. Else it may be this configuration's and be read later: a warning, unless its mark tells.
Diagnostics CheckNothingElseOn(const Call& call, const Value& object, bool all_is_known);

// A warning if `prior`, which stays, moves off an object that Terraform deletes before: the cloud refuses that, again
// at each run, unless the other is made first. Whether it is so ordered is not told. `planned`: what it becomes.
Diagnostics CheckMovesInTime(const Call& call, const Value& prior, const Value& planned);

// The second plan of a replacement, after one that said all of what ends.
bool EndWasPlanned(const Call& call, const PlanInput& input);
// What a plan deletes; null: nothing. With -replace and taint it is not the plan's prior object.
Value EndingObject(const Call& call, const PlanInput& input, const PlanOutput& output);

}  // namespace ic::reconcile

#endif  // RECONCILE_PLAN_CARRIED_H_
