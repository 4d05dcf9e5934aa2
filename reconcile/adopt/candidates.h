// Candidates: what exists already and might be what a create asks for. Right before each create the cloud is asked for
// them, because an answer that was lost leaves an object that nobody knows of.
#ifndef RECONCILE_ADOPT_CANDIDATES_H_
#define RECONCILE_ADOPT_CANDIDATES_H_

#include <string>
#include <string_view>
#include <vector>

#include "adapters/contract/adapter.h"
#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

// `begun`: this very create was sent, by this run or, as was noted, by an earlier one, and nobody learned what came of
// it. Without that only a mark that names an owner shows whose an object is (MarkProves), and where the whole state is
// held (EngineConfig::state_is_held), nothing does. Of kinds without marks a key shows it (Candidate::same_key) on an
// interface of this owner, with Terraform. What another account or owner made (Candidate::foreign) never is.

// A mark is made of what can be guessed. Of what carries it, only what carries one of `nonces` as well was made by a
// create that was sent with that: all else is foreign from here on. None (empty ones are none): nothing is known.
void JudgeNonces(const std::vector<std::string>& nonces, std::vector<Candidate>& candidates);
// The same, with another reason for what does not carry it: a clause.
void JudgeNonces(const std::vector<std::string>& nonces, std::string_view why, std::vector<Candidate>& candidates);

// Of `candidates`, the one that an interrupted create of `wanted` made: taken over in the ledger, with a warning. Null:
// there is none; then everything that is in the way is an error. `wanted`: the object to be created, wholly known but
// for what the cloud decides. The result is one of `candidates`.
// What carries the mark of `wanted` and has another name or place since is a managed object that was renamed, or, if
// whatever the state holds is known (`all_is_read`), one that is in no state: then that is an error too.
const Candidate* ChooseCandidate(const Call& call, const Value& wanted, bool begun, bool all_is_read,
                                 const std::vector<Candidate>& candidates, Diagnostics& diagnostics);

struct Foresight {
  bool begun = false;
  std::string replaced;      // id of the object whose place it takes
  bool all_is_read = false;  // whatever the state holds is known to the ledger
};

// The same while planning, when nothing is taken over yet. What this configuration manages, and what only shares
// something with `wanted`, may be gone by the time: that is in nobody's way here. What carries the mark of `wanted` and
// has another name or place since is: unless `all_is_read` it may be managed, and is a warning.
const Candidate* ForeseeCandidate(const Call& call, const Value& wanted, const Foresight& foresight,
                                  const std::vector<Candidate>& candidates, Diagnostics& diagnostics);

// What is left of a create of `wanted` that was noted, where nothing asks for it any more.
struct Remains {
  const Candidate* ours = nullptr;  // one of the candidates
  bool managed = false;             // it is this configuration's already, by whatever way
  bool doubtful = false;            // what is there may be it, and is not shown to be: a warning
};
// `nonce`: the one that the create was noted with; what carries it is what that made, whatever else is alike (another
// configuration of the same owner may ask for the same). Empty: none was.
Remains FindRemains(const Call& call, const Value& wanted, const std::string& nonce,
                    const std::vector<Candidate>& candidates, Diagnostics& diagnostics);

}  // namespace ic::reconcile

#endif  // RECONCILE_ADOPT_CANDIDATES_H_
