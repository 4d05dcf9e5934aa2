// Applying a plan to one object.
#ifndef RECONCILE_APPLY_APPLY_H_
#define RECONCILE_APPLY_APPLY_H_

#include "reconcile/ledger/call.h"
#include "reconcile/object/requests.h"

namespace ic::reconcile {

ObjectOutput ApplyObject(Run& run, const ApplyInput& input);

}  // namespace ic::reconcile

#endif  // RECONCILE_APPLY_APPLY_H_
