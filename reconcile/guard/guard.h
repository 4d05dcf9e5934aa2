// The redundancy guard: no run leaves a redundancy group without a healthy member.
//
// Who is a member: every object of this configuration with that group. That is what the state holds; where the process
// is not told all of it (Terraform), also what is live, has the group and carries the mark of the same owner (without
// an owner: the mark of a create of none). Anybody may write a group on an object: what is in no state that is known
// here, or another owner's, backs nothing of ours. The plan names those that it relies on, and those that do not count.
// What is a stranger's is a group of its own, with those of its owner, where a step of ours takes it down; so is what
// this account made for another one, if that one keeps a group on it: its tags make a refusal, and permit nothing that
// was one without them. (Of legs that this configuration offers, and groups itself, they tell a process that is not
// told the state that they are legs of one account: ADR 0061.) Members behind different gateways of one cloud, or of
// different types, do not back each other, and one whose connection is down, be it told to another account of this
// configuration, carries nothing, whatever is said of its session. What takes a member down is whatever a step
// interrupts, be it a member itself or not: deleting, replacing or interrupting it, its connection, something beside it
// on its connection (Reach::kConnection), something new there that is made with a value of that reach, or its session
// of an address family. What gets a group in this run counts in it already while planning. Each family is judged for
// itself: a session of one carries nothing of another. With the last link of a bundle that is up goes what stands on
// the bundle; with the last prefix that is announced of a family, that family of the interfaces behind it. Health is
// asked of the cloud each time; unknown counts as down for whoever should carry the traffic, and as up for whoever
// would lose it; of several sessions of a family the worst counts, or the best. Members on the same connection, or
// whose connections are in the same bundle (`lag_id` of the vendor's object, where it has one), fail together and do
// not back each other.
#ifndef RECONCILE_GUARD_GUARD_H_
#define RECONCILE_GUARD_GUARD_H_

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "reconcile/guard/disruption.h"
#include "reconcile/ledger/call.h"
#include "reconcile/object/compare.h"

namespace ic::reconcile {

// Records the disruption in the ledger and refuses it if, with all else this run disrupts, a group would be left
// without a healthy member.
Diagnostics CheckPlannedDisruption(const Call& call, const Disruption& disruption);

// Locks of the groups that one change may disturb; give them up when the change is done.
struct GuardHold {
  std::vector<std::shared_ptr<std::mutex>> mutexes;
  std::vector<std::unique_lock<std::mutex>> locks;  // released before the mutexes
};

// Right before the call that disrupts: waits for whoever disturbs the same groups, then decides by what is live.
GuardHold GuardDisruption(const Call& call, const Disruption& disruption, Diagnostics& diagnostics);

// Of a change in place of `object` (as it is now) that makes `differences`: a warning for each that interrupts, and the
// guard over all of them. `was_read`: by this process. If not, it may be planned once more for the apply.
Diagnostics CheckInterruptions(const Call& call, const Value& object, const std::vector<Difference>& differences,
                               bool was_read = true);
// Likewise of a plan whose values may not be known yet (`planned`): what may come out as it is counts as no
// interruption before it is known; it is warned of, and the apply guards it. What is made in this run comes out as
// another one: the id of a parent of which the run makes any, or, with `only_new_is_unknown`, everything.
Diagnostics CheckInterruptions(const Call& call, const Value& object, const Value& planned,
                               const std::vector<Difference>& differences, bool only_new_is_unknown, bool was_read);
// Right before the call, without the warnings. Holds nothing where nothing is interrupted.
GuardHold GuardInterruptions(const Call& call, const Value& object, const std::vector<Difference>& differences,
                             Diagnostics& diagnostics);

// Of an object that stays and gets another group in this run: what takes it down besides was planned before.
Diagnostics CheckJoining(const Call& call, const Value& object, const Value& planned);

// Of a new object (completed): what it is made with takes along what is on its connection already, as a change to it
// would.
Diagnostics CheckMaking(const Call& call, const Value& wanted);
GuardHold GuardMaking(const Call& call, const Value& wanted, Diagnostics& diagnostics);

}  // namespace ic::reconcile

#endif  // RECONCILE_GUARD_GUARD_H_
