// What leaves the configuration, and what is to come into its place. Terraform carries both out in any order: the
// create may be refused because the place is not free yet, and what was there be gone all the same.
#ifndef RECONCILE_GUARD_LEAVING_H_
#define RECONCILE_GUARD_LEAVING_H_

#include <string>

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

// Of a create that has been entered: `object` with stand-ins.
Diagnostics CheckNothingLeavesFor(const Call& call, const Value& object);
// Of an object that leaves and has been entered so.
Diagnostics CheckNothingComesFor(const Call& call, const Value& object);

}  // namespace ic::reconcile

#endif  // RECONCILE_GUARD_LEAVING_H_
