// Headroom: how much of the limits on prefixes and routes is used.
#ifndef RECONCILE_RUN_DRIFT_HEADROOM_H_
#define RECONCILE_RUN_DRIFT_HEADROOM_H_

#include <vector>

#include "reconcile/run/drift/report.h"
#include "reconcile/run/set/field_index.h"
#include "reconcile/run/set/inventory.h"
#include "reconcile/run/set/refresh.h"

namespace ic::run {

// Of limits on how many prefixes one thing advertises (over what is live and what is managed), and on how many one
// session may be told. Only where something managed counts.
std::vector<Headroom> FindHeadroom(const FieldIndex& field_index, const LimitOverrides& overrides,
                                   const KnownObjects& now, const std::vector<Live>& live);

}  // namespace ic::run

#endif  // RECONCILE_RUN_DRIFT_HEADROOM_H_
