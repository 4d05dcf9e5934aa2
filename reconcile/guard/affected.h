// What goes down with what a step takes down.
#ifndef RECONCILE_GUARD_AFFECTED_H_
#define RECONCILE_GUARD_AFFECTED_H_

#include <vector>

#include "base/status.h"
#include "reconcile/guard/disruption.h"
#include "reconcile/guard/members.h"

namespace ic::reconcile {

// What goes down with it, wholly or with the session of one address family: the object itself, or what it is a session
// of; what stands on it; and what it takes along that it only shares a connection with. Once for each of its groups,
// without one for the empty group. Health is not filled in.
StatusOr<std::vector<Member>> FindAffected(const Call& call, const Disruption& disruption, Freshness freshness,
                                           bool planning);

}  // namespace ic::reconcile

#endif  // RECONCILE_GUARD_AFFECTED_H_
