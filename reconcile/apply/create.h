// The creation of one object: looked for before it is made, made once, and never an error once it exists.
#ifndef RECONCILE_APPLY_CREATE_H_
#define RECONCILE_APPLY_CREATE_H_

#include "reconcile/ledger/call.h"
#include "reconcile/object/requests.h"

namespace ic::reconcile {

ObjectOutput CreateObject(const Call& call, const ApplyInput& input);

}  // namespace ic::reconcile

#endif  // RECONCILE_APPLY_CREATE_H_
