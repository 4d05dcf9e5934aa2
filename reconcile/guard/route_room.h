// Fewer routes than a session brings now: a change in place that lowers how many it may bring is judged by what it
// brings (RouteLimitFacts). Some clouds take the session down then, and some drop what comes beyond.
#ifndef RECONCILE_GUARD_ROUTE_ROOM_H_
#define RECONCILE_GUARD_ROUTE_ROOM_H_

#include <vector>

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"
#include "reconcile/object/compare.h"

namespace ic::reconcile {

// Gives each of `differences` that takes a session of `prior` down so what it interrupts. Warns of what is dropped, and
// where it is not told how many routes come. One look at the routes, if anything is lowered at all.
Diagnostics JudgeRouteRoom(const Call& call, const Value& prior, const Value& planned,
                           std::vector<Difference>& differences);

}  // namespace ic::reconcile

#endif  // RECONCILE_GUARD_ROUTE_ROOM_H_
