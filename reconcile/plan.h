// The plan of one object: values and costs (planner.h), then what only the whole run and the clouds can tell: limits
// over several objects, claims, the redundancy guard.
#ifndef RECONCILE_PLAN_H_
#define RECONCILE_PLAN_H_

#include <optional>
#include <string>
#include <vector>

#include "reconcile/compare.h"
#include "reconcile/core.h"
#include "reconcile/object/requests.h"

namespace ic::reconcile {

PlanOutput PlanObject(Core& core, const PlanInput& input);

// Engine::PlansNothing and Engine::PlanStaying.
std::optional<Diagnostics> PlansNothing(Core& core, const PlanInput& input);
Diagnostics PlanStaying(Core& core, Kind kind, const Value& prior, const std::string& account);

// The change of a session (or of a whole object) that `plan` makes in place, for the guard: the family whose session
// alone goes down, empty for all.
std::string SessionAtStake(const Call& call, const Value& prior, const std::vector<Difference>& differences);

}  // namespace ic::reconcile

#endif  // RECONCILE_PLAN_H_
