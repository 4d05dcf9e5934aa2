// What can be said of the wanted objects one by one, before the run is planned in order. Found by all
// processors at once; most objects of most runs need nothing more.
#ifndef RECONCILE_RUN_PLAN_LOOK_AHEAD_H_
#define RECONCILE_RUN_PLAN_LOOK_AHEAD_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "base/diagnostics.h"
#include "reconcile/engine.h"
#include "reconcile/run/set/desired_set.h"
#include "reconcile/run/set/refresh.h"

namespace ic::run {

// What validating each object says, by index of DesiredSet::objects. What it refers to has no id yet.
std::vector<Diagnostics> ValidateAll(Engine& engine, const DesiredSet& desired);

// The plan of an object that stays as it is, as far as it can be told; nullopt: it changes, or is made.
using Outlook = std::optional<Diagnostics>;

// The objects that exist for the wanted ones, and what these stand on. By indexes of DesiredSet::objects.
struct Standing {
  // Null: there is none, in that account.
  std::vector<const Known*> known;
  // As ParentsOf.
  std::vector<std::vector<std::size_t>> parents;

  // As long as nothing of the run changes it; unknown: it is made in the run.
  Value IdOf(std::size_t object) const;
};

// `known` must outlive the result.
Standing StandingOf(const DesiredSet& desired, const KnownObjects& known);

// What stands on something comes after it; else what exists comes first, so that what is too much is said of what is
// new, and then the order of the set.
std::vector<std::size_t> PlanningOrder(const Standing& standing);

// Each holds as long as the parents of its object keep the ids they stand with.
std::vector<Outlook> LookAhead(Engine& engine, const DesiredSet& desired, const Standing& standing);

}  // namespace ic::run

#endif  // RECONCILE_RUN_PLAN_LOOK_AHEAD_H_
