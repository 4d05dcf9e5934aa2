// What stands on an object that is to be deleted, and is nothing that this run knows.
#ifndef RECONCILE_PLAN_STRANGERS_ON_H_
#define RECONCILE_PLAN_STRANGERS_ON_H_

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

// Said if something stands on `object`, which is to be deleted, that nothing of this run knows: what it does know there
// would go, and the cloud then keep the object. `all_is_known`: who asks has read everything before it plans, so it is
// somebody else's: an error. Else it may be this configuration's and be read later: a warning, unless its mark tells.
Diagnostics CheckNothingElseOn(const Call& call, const Value& object, bool all_is_known,
                               Freshness freshness = Freshness::kShared);

}  // namespace ic::reconcile

#endif  // RECONCILE_PLAN_STRANGERS_ON_H_
