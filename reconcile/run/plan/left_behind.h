// What creates left behind that were begun and whose end no run has learned, where the configuration does not ask for
// it any more as it was: the block was removed, renamed or changed before the next run.
#ifndef RECONCILE_RUN_PLAN_LEFT_BEHIND_H_
#define RECONCILE_RUN_PLAN_LEFT_BEHIND_H_

#include <map>
#include <string>
#include <vector>

#include "reconcile/engine.h"
#include "reconcile/run/set/desired_set.h"
#include "reconcile/run/set/refresh.h"

namespace ic::run {

// StateStore::Begun: what was noted of creates, by address.
using Notes = std::map<Address, std::string>;

// The notes under the names that the set's `moved` gives them.
Notes FollowMoved(const DesiredSet& desired, Notes notes);

// Looks for what they left. A note of a create that the set still asks for stays with its plan. Of another the object,
// if it is there and no block adopts it, is put among `known`, as the clouds have it and as if the state had it: at its
// own address, or beside the object that is known there. Returns the addresses of notes that are of no use any more, as
// the state has them. `destroy`: the set asks for nothing.
std::vector<Address> LookForLeftBehind(Engine& engine, const DesiredSet& desired, bool destroy, const Notes& notes,
                                       KnownObjects& known, std::vector<LocatedDiagnostic>& diagnostics);

// The same for one note that stayed with the plan of its object, when it turns out that this will stand on something
// else: then it is another create.
void KeepLeftBehind(Engine& engine, const DesiredSet& desired, const Address& address, const std::string& note,
                    KnownObjects& known, std::vector<LocatedDiagnostic>& diagnostics);

}  // namespace ic::run

#endif  // RECONCILE_RUN_PLAN_LEFT_BEHIND_H_
