// The end of one object: deleted, or only forgotten.
#ifndef RECONCILE_APPLY_DELETE_H_
#define RECONCILE_APPLY_DELETE_H_

#include "reconcile/ledger/call.h"
#include "reconcile/object/requests.h"

namespace ic::reconcile {

// `input.prior` is what goes; its on_destroy decides. With an error, the object stays in the state.
ObjectOutput DeleteObject(const Call& call, const ApplyInput& input);

}  // namespace ic::reconcile

#endif  // RECONCILE_APPLY_DELETE_H_
