// Proof: the random part of a create's mark, by which what it made is told from what somebody else marked alike.
#ifndef RECONCILE_ADOPT_PROOF_H_
#define RECONCILE_ADOPT_PROOF_H_

#include <string>
#include <vector>

#include "adapters/contract/adapter.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

// CreateRequest::nonce of a create with `mark`: 32 hexadecimal digits. Random, where the state keeps a note of the
// create (EngineConfig::state_is_held). Where nothing is kept of it (Terraform) and there is a key (Run::mark_key), it
// is made of that and the mark, so that a later process, which knows both, can tell. Random without a key; empty where
// there is no source of that.
std::string NonceFor(const Call& call, const std::string& mark);

// Of a create that nothing was noted of, where there is a key: what carries `mark` without the part that the key makes
// is foreign from here on. Without a key, or where the state is held, nothing is judged.
void JudgeProofs(const Call& call, const std::string& mark, std::vector<Candidate>& candidates);

}  // namespace ic::reconcile

#endif  // RECONCILE_ADOPT_PROOF_H_
