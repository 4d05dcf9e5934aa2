// Objects that change in place and are to come each where another one is: no order of calls does that.
#ifndef RECONCILE_PLAN_EXCHANGE_H_
#define RECONCILE_PLAN_EXCHANGE_H_

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

// A refusal if something in the places that `prior` comes to waits, itself or through others, for a place that `prior`
// is to leave. All are in the ledger with what this run makes of them: the last of a circle that is planned is refused.
// `planned`: with stand-ins.
Diagnostics CheckExchange(const Call& call, const Value& prior, const Value& planned);

// Where Terraform orders the run: a refusal if what `prior` stands on is to come, by a change in place, where `prior`
// is and moves away from. `planned`: with stand-ins.
Diagnostics CheckParentDoesNotWait(const Call& call, const Value& prior, const Value& planned);

}  // namespace ic::reconcile

#endif  // RECONCILE_PLAN_EXCHANGE_H_
