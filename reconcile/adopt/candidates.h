// Candidates: what exists already and might be what a create asks for. Right before each create the cloud is asked for
// them, because an answer that was lost leaves an object that nobody knows of.
#ifndef RECONCILE_ADOPT_CANDIDATES_H_
#define RECONCILE_ADOPT_CANDIDATES_H_

#include <vector>

#include "adapters/contract/adapter.h"
#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

// Of `candidates`, the one that an earlier, interrupted run created for this create: taken over in the ledger, with a
// warning. Null: there is none; then everything that is in the way is an error. `wanted`: the object to be created,
// wholly known but for what the cloud decides. The result is one of `candidates`.
const Candidate* ChooseCandidate(const Call& call, const Value& wanted, const std::vector<Candidate>& candidates,
                                 Diagnostics& diagnostics);

}  // namespace ic::reconcile

#endif  // RECONCILE_ADOPT_CANDIDATES_H_
