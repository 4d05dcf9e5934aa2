// Entries of `clouds` by another name: whose an object is, is in its facts (ADR 0026), and an entry of the same owner
// is as good as the one that the state names.
#ifndef RECONCILE_RUN_SET_ENTRIES_H_
#define RECONCILE_RUN_SET_ENTRIES_H_

#include "reconcile/engine.h"
#include "reconcile/run/set/desired_set.h"
#include "reconcile/run/set/refresh.h"

namespace ic::run {

// Gives what stands in the state under another entry than the set names, or under one that the set has not, the set's
// entry of the same cloud, if whoever calls by that is the owner. Anything else stays as it is. A cloud is asked only
// where the names differ.
void FollowEntries(Engine& engine, const DesiredSet& desired, KnownObjects& known);

}  // namespace ic::run

#endif  // RECONCILE_RUN_SET_ENTRIES_H_
