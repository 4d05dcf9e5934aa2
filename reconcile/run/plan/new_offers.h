// New offers: what one entry of the set makes in a run, and another one takes over in the same run.
#ifndef RECONCILE_RUN_PLAN_NEW_OFFERS_H_
#define RECONCILE_RUN_PLAN_NEW_OFFERS_H_

#include <vector>

#include "reconcile/run/plan/run_plan.h"
#include "reconcile/run/set/desired_set.h"
#include "reconcile/run/set/field_index.h"
#include "schema/value/value.h"

namespace ic::run {

// Values that taking it over cannot change, and that the two entries do not have alike: nothing is there yet to compare
// them with, and the takeover would be refused when the other half is made, or has taken the place of a live one. An
// error at the half that takes it over. `will_be`: the wanted objects as they will be, by index of the set's objects;
// null: not planned.
void RefuseUnlikeOffers(const FieldIndex& field_index, const DesiredSet& desired, const std::vector<Value>& will_be,
                        RunPlan& plan);

}  // namespace ic::run

#endif  // RECONCILE_RUN_PLAN_NEW_OFFERS_H_
