// A session and the link that it stands on, where its interface says which one that is (VendorTraits::links). The
// interface may be of the same run, and not made yet.
#ifndef RECONCILE_GUARD_SAID_LINK_H_
#define RECONCILE_GUARD_SAID_LINK_H_

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

// What a session says otherwise than its interface, as far as this run plans that. `session`: as it is asked for, with
// stand-ins; an address that only shows in it is none of its own.
Diagnostics CheckAgainstInterface(const Call& call, const Value& session);

// Where a session that says no address of its own goes with its interface: an object with both ends, as a session has
// them, or with the cloud's end alone, unknown, of one whose other end is elsewhere; null if it stays. `prior`: as it
// is. The interface is planned by then.
Value FollowedLink(const Call& call, const Value& prior);

}  // namespace ic::reconcile

#endif  // RECONCILE_GUARD_SAID_LINK_H_
