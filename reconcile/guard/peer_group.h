// A session and its BGP group, which may be of the same run, and not made yet.
#ifndef RECONCILE_GUARD_PEER_GROUP_H_
#define RECONCILE_GUARD_PEER_GROUP_H_

#include "adapters/contract/adapter.h"
#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

// `object`, where a session that names only its BGP group gets the group's interface, as far as it can be found: it
// counts there. A cloud is only asked about a group that exists.
Value WithInterface(const Call& call, Value object, Freshness freshness);

// What a session says otherwise than its group, as far as the run knows that. `object`: completed, with stand-ins.
Diagnostics CheckAgainstGroup(const Call& call, const Value& object);

}  // namespace ic::reconcile

#endif  // RECONCILE_GUARD_PEER_GROUP_H_
