// Looking up what others manage: all of a listing that is asked for, or the one.
#ifndef RECONCILE_READ_LOOKUP_H_
#define RECONCILE_READ_LOOKUP_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "adapters/contract/adapter.h"
#include "reconcile/object/lookup_request.h"
#include "reconcile/read/lookup_words.h"

namespace ic::reconcile {

// Everything of what is sought that there is in the place.
using ListSought = std::function<StatusOr<std::vector<Observed>>(Freshness freshness)>;

// An object's part in the run: of nobody's making that is known here; this configuration's, by its mark; made by this
// run.
enum class RunPart : std::uint8_t { kOther, kOurs, kMade };
using PartOf = std::function<RunPart(const Observed& object)>;

// `fields`: FoundFields. A shared listing will do; where it does not have the one that is wanted, it is asked for anew
// before that is an error. Of several one is meant that the run made if all others are this configuration's: it makes
// it in the place of another one, which goes when all that stands on that has moved (Terraform's
// create_before_destroy). `part_of` empty: nothing is known of that.
LookupOutput LookUp(const std::vector<Field>& fields, const LookupPlace& place, const LookupRequest& request,
                    const ListSought& list, const PartOf& part_of = {});

}  // namespace ic::reconcile

#endif  // RECONCILE_READ_LOOKUP_H_
