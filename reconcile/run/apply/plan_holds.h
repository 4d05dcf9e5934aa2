// Whether a plan still holds.
#ifndef RECONCILE_RUN_APPLY_PLAN_HOLDS_H_
#define RECONCILE_RUN_APPLY_PLAN_HOLDS_H_

#include <string>
#include <vector>

#include "reconcile/run/set/field_index.h"

namespace ic::run {

// Paths where `now` has another value than `planned` had; what was unknown may be anything.
std::vector<std::string> DifferencesFromPlan(const FieldIndex& field_index, Kind kind, const Value& planned,
                                             const Value& now);

}  // namespace ic::run

#endif  // RECONCILE_RUN_APPLY_PLAN_HOLDS_H_
