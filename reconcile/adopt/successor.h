// Successor: what is to take the place of an object, judged before that is deleted.
//
// Terraform deletes and creates in two calls, and tells the deletion only what the object was, and the facts of its
// plan: so the plan leaves word there of what comes after.
#ifndef RECONCILE_ADOPT_SUCCESSOR_H_
#define RECONCILE_ADOPT_SUCCESSOR_H_

#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"
#include "reconcile/object/facts.h"

namespace ic::reconcile {

// The facts of the plan that puts `planned` in the place of the object `replaced`, and others in the places of what
// that stands on: children go first. `counted`: as limits count it.
std::string FactsOfReplacement(const Call& call, const Value& planned, const Value& counted,
                               const std::string& replaced);

// What is to be made in the place of `old` itself, as it was planned. Null: nothing, or `facts` do not tell.
Value SuccessorOf(const Call& call, const Value& old, const Facts& facts);

// What would be refused of the successor that `facts` tell of, as far as it was known when it was planned, now, with
// `old` there. Empty if they tell of none. Reads only; waits for what the successor stands on, as its create would.
Diagnostics CheckSuccessor(const Call& call, const Value& old, const Facts& facts);

// Ids of the virtual interfaces under `old` that are replaced after it, in the same place of the account: what `facts`
// tell of, and what is not made yet.
std::vector<std::string> InterfacesReplacedUnder(const Call& call, const Value& old, const Facts& facts);

}  // namespace ic::reconcile

#endif  // RECONCILE_ADOPT_SUCCESSOR_H_
