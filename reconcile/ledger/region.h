// Where a new object goes. An object lives where what it stands on does: one that names no region takes its parent's,
// as far as that can be known, and otherwise the provider's.
#ifndef RECONCILE_LEDGER_REGION_H_
#define RECONCILE_LEDGER_REGION_H_

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

// For the plan of a new object. Unknown: it follows from an id that is known when applying only. With Terraform the
// parent is one that this run makes, because nobody tells the apply where another one is: that is an error on `region`.
// So is a region that is written and not the parent's.
Value RegionForNew(const Call& call, const PlanInput& input, Diagnostics& diagnostics);

// For its creation, where the plan left it open: ids are known.
Value RegionWhenApplied(const Call& call, const Value& planned, Diagnostics& diagnostics);

// Of an object that exists and is put on something else: an error on `region` if that is in another region.
Diagnostics CheckNewParents(const Call& call, const Value& prior, const Value& planned);

}  // namespace ic::reconcile

#endif  // RECONCILE_LEDGER_REGION_H_
