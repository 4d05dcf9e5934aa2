// What stands on a connection goes with it or before it. Who deletes the connection and leaves an interface on it would
// have the sessions go and then be refused by the cloud, or worse.
#ifndef RECONCILE_PLAN_CARRIED_H_
#define RECONCILE_PLAN_CARRIED_H_

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"
#include "reconcile/ledger/ledger_contents.h"

namespace ic::reconcile {

// An error if `object`, which is in the ledger with the fate that this run means for it, is a connection that goes
// while an interface stays on it, or such an interface. Whichever of the two is planned last is refused: Terraform
// plans them in any order.
Diagnostics CheckCarried(const Call& call, const ObjectKey& object);

// An error if an interface stands on `connection`, which is to be deleted, that nothing of this run knows: the sessions
// that it does know would go, and the cloud then keep the connection. For who reads everything before it plans.
Diagnostics CheckNothingElseOn(const Call& call, const Value& connection);

}  // namespace ic::reconcile

#endif  // RECONCILE_PLAN_CARRIED_H_
