// Adoption: taking over an object that exists, because the configuration names it or because it is what a create whose
// answer was lost has left behind.
#ifndef RECONCILE_ADOPT_ADOPTION_H_
#define RECONCILE_ADOPT_ADOPTION_H_

#include <optional>
#include <string>

#include "adapters/contract/adapter.h"
#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

// Checks that the object `wanted` names in `adopt` exists, is nobody else's in this run, and is what `wanted` asks for
// in everything that cannot change in place. `replaced`: id of the object that is given up for it. Returns it as the
// cloud has it; with errors, nothing.
std::optional<Observed> CheckAdoption(const Call& call, const Value& wanted, const std::string& replaced,
                                      Freshness freshness, Diagnostics& diagnostics);

}  // namespace ic::reconcile

#endif  // RECONCILE_ADOPT_ADOPTION_H_
