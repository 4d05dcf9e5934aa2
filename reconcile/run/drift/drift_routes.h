// Routes: of the prefixes that are configured, which no session carries. Only of interfaces whose sessions are up, and
// that somebody has prefixes for: it is a call and more for each of them, and it is asked only when somebody wants to
// know how the links are.
#ifndef RECONCILE_RUN_DRIFT_DRIFT_ROUTES_H_
#define RECONCILE_RUN_DRIFT_DRIFT_ROUTES_H_

#include <cstddef>
#include <vector>

#include "reconcile/engine.h"
#include "reconcile/run/drift/drift_health.h"
#include "reconcile/run/set/desired_set.h"
#include "reconcile/run/set/inventory.h"

namespace ic::run {

// Warnings for the `customer_prefixes` of interfaces and peers of which the cloud accepts nothing, and for bgp_cidrs
// that are not advertised over an interface of their gateway. `now`: the state, as read; `health`: of it. A part of a
// prefix will do. Where a cloud does not tell its routes nothing is said; where it cannot be asked, that is.
std::vector<LocatedDiagnostic> CheckRoutes(Engine& engine, const DesiredSet& desired, const KnownObjects& now,
                                           const HealthView& health, std::size_t workers);

}  // namespace ic::run

#endif  // RECONCILE_RUN_DRIFT_DRIFT_ROUTES_H_
