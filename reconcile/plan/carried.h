// What stands on an object goes with it or before it: who deletes a connection and leaves an interface on it, or an
// interface and is to keep a session of it, would have everything else on it go and then be refused by the cloud, or
// worse.
#ifndef RECONCILE_PLAN_CARRIED_H_
#define RECONCILE_PLAN_CARRIED_H_

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"
#include "reconcile/ledger/ledger_contents.h"

namespace ic::reconcile {

// A refusal if `object`, which is in the ledger with the fate that this run means for it, goes while something stays on
// it, or is to be kept there; or if it is what stays or is to be kept. Whichever of the two is planned last is refused:
// Terraform plans them in any order.
Diagnostics CheckCarried(const Call& call, const ObjectKey& object);

// A warning if `prior`, which stays, moves off an object that Terraform deletes before: the cloud refuses that, again
// at each run, unless the other is made first. Whether it is so ordered is not told. `planned`: what it becomes.
Diagnostics CheckMovesInTime(const Call& call, const Value& prior, const Value& planned);

}  // namespace ic::reconcile

#endif  // RECONCILE_PLAN_CARRIED_H_
