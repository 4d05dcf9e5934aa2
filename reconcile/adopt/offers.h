// What another account offers, and the configuration takes over with `adopt`: is it the one that is meant?
#ifndef RECONCILE_ADOPT_OFFERS_H_
#define RECONCILE_ADOPT_OFFERS_H_

#include <string_view>

#include "adapters/contract/adapter.h"
#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

inline constexpr std::string_view kNotTakenOver = "Object cannot be taken over";

// A mistyped id would accept somebody else's: so the configuration says the name of an offer, or, where it has none,
// what it stands on (ADR 0060); and where it says where the offer stands, that is where. `asked`: Adoption::said.
// Nothing if `found` is no offer.
void CheckOffer(const Call& call, Adapter& adapter, const Value& asked, const Observed& found,
                Diagnostics& diagnostics);

// What `object` has at `leaf`, where that is worth showing to who takes it over and says nothing there; else null.
const Value& WorthShowing(const Value& object, const Leaf& leaf);

}  // namespace ic::reconcile

#endif  // RECONCILE_ADOPT_OFFERS_H_
