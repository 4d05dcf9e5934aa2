// A bundle of connections that loses its last link takes everything on it down for good, though nothing of that
// changes.
#ifndef RECONCILE_PLAN_LAST_LINK_H_
#define RECONCILE_PLAN_LAST_LINK_H_

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"
#include "reconcile/ledger/ledger_contents.h"

namespace ic::reconcile {

// A refusal if `object`, which is in the ledger with what this run means for it, is a connection that leaves a bundle
// as its last link while an interface stays on that, or such an interface. Whichever is planned last is refused, unless
// it is acknowledged by the bundle's id. What joins in the same run is no link yet: it may fail to.
Diagnostics CheckLastLink(const Call& call, const ObjectKey& object);

}  // namespace ic::reconcile

#endif  // RECONCILE_PLAN_LAST_LINK_H_
