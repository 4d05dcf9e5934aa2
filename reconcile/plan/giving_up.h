// Rails of a plan by which an object that exists goes: what its on_destroy says, and whether its redundancy group can
// spare it.
#ifndef RECONCILE_PLAN_GIVING_UP_H_
#define RECONCILE_PLAN_GIVING_UP_H_

#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"
#include "reconcile/object/planner.h"

namespace ic::reconcile {

// An on_destroy of "refuse". `what`: "destroyed", "replaced".
Diagnostics RefuseDestroy(const Subject& subject, std::string_view what, const Value& object);

// What on_destroy has against a replacement. `may_stay`: the old one in the cloud is not in the way of the new one.
Diagnostics RefuseReplacement(const Subject& subject, const Value& old, bool may_stay);

// True if `old` is only given up, for another account's offer that is not known yet. With Terraform that may be a new
// one, and then `old` goes with the offer that it was, in a process that is told nothing of this one's objects.
bool IsGivenUpForAnOffer(const Subject& subject, const Value& old, const Value& planned);

// Records that `object` goes down as a whole, and refuses it if its redundancy group cannot spare it. `how`:
// "Deleting", "Replacing". The account is that of what the state holds: its cloud may be another one than the
// configuration asks for.
Diagnostics CheckGuardOf(const Call& call, const Value& object, std::string_view how);

// -replace and taint say in no other way than by a create that the old object goes. Enters that into the ledger for the
// object `id` that `plan` replaces, and says what is lost with it, unless that was said before.
Diagnostics CheckReplacedBy(const Call& call, const PlannedObject& plan, const Value& config, const std::string& id);

}  // namespace ic::reconcile

#endif  // RECONCILE_PLAN_GIVING_UP_H_
