// A change of one object in place.
#ifndef RECONCILE_APPLY_UPDATE_H_
#define RECONCILE_APPLY_UPDATE_H_

#include "reconcile/ledger/call.h"
#include "reconcile/object/requests.h"

namespace ic::reconcile {

// Compares once more with the live object; what would replace it by now is refused. After a change that failed half way
// the state is what the cloud says, so that the next plan does the rest.
ObjectOutput UpdateObject(const Call& call, const ApplyInput& input);

}  // namespace ic::reconcile

#endif  // RECONCILE_APPLY_UPDATE_H_
