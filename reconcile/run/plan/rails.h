// Safety rails of a whole plan, beside those of each object (reconcile/guard.h, on_destroy).
#ifndef RECONCILE_RUN_PLAN_RAILS_H_
#define RECONCILE_RUN_PLAN_RAILS_H_

#include <cstddef>
#include <vector>

#include "reconcile/engine.h"
#include "reconcile/run/plan/plan_options.h"
#include "reconcile/run/plan/run_plan.h"
#include "reconcile/run/plan/steps.h"
#include "reconcile/run/set/desired_set.h"
#include "reconcile/run/set/field_index.h"
#include "reconcile/run/set/refresh.h"

namespace ic::run {

// Deleting or replacing a circuit or a session, or interrupting one by taking it over, that options.allow does not name
// is a refusal, also where it goes only because it is the other half of what goes (halves.h); so is withdrawing or
// replacing the last prefixes of what advertises them, be they `known` or not.
// So is an entry of options.allow that nothing in the plan needs: a slip in it would go unseen otherwise; that one is a
// warning, and not said of a plan with errors.
void CheckRails(Engine& engine, const FieldIndex& field_index, const DesiredSet& desired, const PlanOptions& options,
                const KnownObjects& known, RunPlan& plan);

// What options and configuration let go down, for people to see: of every step that takes a member away or interrupts
// it.
void NoteAllowedDisruptions(const DesiredSet& desired, const PlanOptions& options, RunPlan& plan);

// An entry of options.allow_disruption that is neither a redundancy group nor an object's id of what is `known` or
// `planned` (null: not planned): a warning.
void WarnOfUnknownGroups(const DesiredSet& desired, const PlanOptions& options, const KnownObjects& known,
                         const std::vector<Value>& planned, std::vector<LocatedDiagnostic>& diagnostics);

// A new interface whose VLAN another one gives up only after it, because what stands on that moves to the new one: an
// error. `plan.steps` are in their order.
void RefuseVlansInUse(const DesiredSet& desired, RunPlan& plan);

// What finds its place taken for good: an error.
void RefuseTakenPlaces(const DesiredSet& desired, const std::vector<TakenPlace>& places, RunPlan& plan);

// Legs of one redundancy group in one location or on one device fail together: a warning. By index of the set's
// objects: `parents` as ParentsOf, `planned` the objects as they will be (null: not planned).
void WarnOfSharedPlaces(const DesiredSet& desired, const std::vector<std::vector<std::size_t>>& parents,
                        const std::vector<Value>& planned, std::vector<LocatedDiagnostic>& diagnostics);

// One cause, one refusal: of those that say the same the first stays, and tells which other objects it is about.
void FoldRefusals(std::vector<Refusal>& refusals);

}  // namespace ic::run

#endif  // RECONCILE_RUN_PLAN_RAILS_H_
