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

struct Adoption {
  const Value& wanted;          // as planned
  const Value& said;            // as configured
  const std::string& replaced;  // id of the object that is given up for it
};

// Checks that the object `wanted` names in `adopt` exists, is nobody else's in this run, and is what `wanted` asks for
// in everything that cannot change in place; and that an offer is named by the configuration, so that a mistyped id
// accepts nobody's. Returns it as the cloud has it; with errors, nothing.
std::optional<Observed> CheckAdoption(const Call& call, const Adoption& adoption, Freshness freshness,
                                      Diagnostics& diagnostics);

// What `object` has at `leaf`, where that is worth showing to who takes it over and says nothing there; else null.
const Value& WorthShowing(const Value& object, const Leaf& leaf);

}  // namespace ic::reconcile

#endif  // RECONCILE_ADOPT_ADOPTION_H_
