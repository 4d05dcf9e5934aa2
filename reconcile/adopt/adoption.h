// Adoption: taking over an object that exists, because the configuration names it or because it is what a create whose
// answer was lost has left behind.
#ifndef RECONCILE_ADOPT_ADOPTION_H_
#define RECONCILE_ADOPT_ADOPTION_H_

#include <optional>
#include <string>
#include <vector>

#include "adapters/contract/adapter.h"
#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

struct Adoption {
  const Value& wanted;          // as planned
  const Value& said;            // as configured, nothing in its spelling (AsSaid)
  const std::string& replaced;  // id of the object that is given up for it
};

// Checks that the object `wanted` names in `adopt` exists, is nobody else's in this run, and is what `wanted` asks for
// in everything that cannot change in place, its key too; that an offer is named by the configuration (where it has no
// name, by what it stands on), so that a mistyped id accepts nobody's; and that nothing goes of which the configuration
// has no word: where a field that is left out means none, none has to be written. What is for people only (tags) goes
// with a warning. Returns it as the cloud has it; with errors, nothing.
std::optional<Observed> CheckAdoption(const Call& call, const Adoption& adoption, Freshness freshness,
                                      Diagnostics& diagnostics);

// `config` with nothing written again at `none` (PlanInput::none), where it has null, if it takes an object over.
Value AsSaid(const Subject& subject, Value config, const std::vector<std::string>& none);

}  // namespace ic::reconcile

#endif  // RECONCILE_ADOPT_ADOPTION_H_
