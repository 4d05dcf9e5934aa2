// What another account offers, and the configuration takes over with `adopt`: is it the one that is meant?
#ifndef RECONCILE_ADOPT_OFFERS_H_
#define RECONCILE_ADOPT_OFFERS_H_

#include <string_view>

#include "adapters/contract/adapter.h"
#include "base/diagnostics.h"
#include "reconcile/adopt/adoption.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

inline constexpr std::string_view kNotTakenOver = "Object cannot be taken over";

// A mistyped id would accept somebody else's: so the configuration says the name of an offer, or, where it has none,
// what it stands on (ADR 0060); and where it says where the offer stands, that is where. Nothing if `found` is no
// offer.
void CheckOffer(const Call& call, Adapter& adapter, const Adoption& adoption, const Observed& found,
                Diagnostics& diagnostics);

}  // namespace ic::reconcile

#endif  // RECONCILE_ADOPT_OFFERS_H_
