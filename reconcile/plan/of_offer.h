// Of an offer: what only the account that makes an object for another one puts on it, and not who accepts it.
#ifndef RECONCILE_PLAN_OF_OFFER_H_
#define RECONCILE_PLAN_OF_OFFER_H_

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"
#include "reconcile/object/requests.h"

namespace ic::reconcile {

// An error if the new object is to stand on one that is taken over in the same run, from another account that makes it
// in it: nothing of that can be asked of the cloud yet. `input`: of a create, with its stand-ins.
Diagnostics CheckNotOfOffer(const Call& call, const PlanInput& input);

}  // namespace ic::reconcile

#endif  // RECONCILE_PLAN_OF_OFFER_H_
