// Looking up what others manage: all of a listing that is asked for, or the one.
#ifndef RECONCILE_READ_LOOKUP_H_
#define RECONCILE_READ_LOOKUP_H_

#include <functional>
#include <vector>

#include "adapters/contract/adapter.h"
#include "reconcile/object/lookup_request.h"
#include "reconcile/read/lookup_words.h"

namespace ic::reconcile {

// Everything of what is sought that there is in the place.
using ListSought = std::function<StatusOr<std::vector<Observed>>(Freshness freshness)>;

// `fields`: FoundFields. A shared listing will do; where it does not have the one that is wanted, it is asked for anew
// before that is an error.
LookupOutput LookUp(const std::vector<Field>& fields, const LookupPlace& place, const LookupRequest& request,
                    const ListSought& list);

}  // namespace ic::reconcile

#endif  // RECONCILE_READ_LOOKUP_H_
