// The plan of one object: values and costs (planner.h), then what only the whole run and the clouds can tell: limits
// over several objects, claims, the redundancy guard.
#ifndef RECONCILE_PLAN_PLAN_H_
#define RECONCILE_PLAN_PLAN_H_

#include <optional>
#include <string>

#include "reconcile/ledger/call.h"
#include "reconcile/object/requests.h"

namespace ic::reconcile {

PlanOutput PlanObject(Run& run, const PlanInput& asked);

// Engine::PlansNothing and Engine::PlanStaying.
std::optional<Diagnostics> PlansNothing(Run& run, const PlanInput& input);
Diagnostics PlanStaying(Run& run, Kind kind, const Value& prior, const std::string& account);

// Engine::WouldBeBegun.
bool WouldBeBegun(Run& run, const PlanInput& input);

}  // namespace ic::reconcile

#endif  // RECONCILE_PLAN_PLAN_H_
