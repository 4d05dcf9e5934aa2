// What leaves a place that has one holder, by leaving the configuration or by a change in place, and what is to come
// into it, anew or by a change in place. Terraform carries both out in any order: who comes may be refused because the
// place is not free yet, and what was there be gone all the same.
#ifndef RECONCILE_GUARD_LEAVING_H_
#define RECONCILE_GUARD_LEAVING_H_

#include <string>

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

// Of a create that has been entered: `object` with stand-ins.
Diagnostics CheckNothingLeavesFor(const Call& call, const Value& object);
// Of a change in place that has been entered: `planned` with stand-ins. It may come, and leave.
Diagnostics CheckMovesAreOrdered(const Call& call, const Value& prior, const Value& planned);
// Of an object that leaves and has been entered so.
Diagnostics CheckNothingComesFor(const Call& call, const Value& object);

}  // namespace ic::reconcile

#endif  // RECONCILE_GUARD_LEAVING_H_
