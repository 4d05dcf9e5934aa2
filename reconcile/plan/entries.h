// What a plan enters into the ledger. Two objects of one run that could not be told apart after a crash are refused:
// the one that exists would be taken for what the create of the other left behind.
#ifndef RECONCILE_PLAN_ENTRIES_H_
#define RECONCILE_PLAN_ENTRIES_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"
#include "reconcile/object/planner.h"
#include "reconcile/object/requests.h"

namespace ic::reconcile {

// Whether an object that is new, or comes to a place, says itself that it has no room there, once it knows who stays:
// whoever is planned meanwhile, and stays, does not say so (LedgerContents::self_judged).
inline bool JudgesItself(const PlanInput& input) { return input.others_are_under_way && !input.applied_at_once; }

// Enters an object that exists: `fate` is what the run means to do with `input.prior`, `planned` what it is to be, null
// if it goes. Creates that were planned before and would be mistaken for it are errors.
Diagnostics EnterExisting(const Call& call, const PlanInput& input, Fate fate, const Value& planned);

// The replacement of `object`, which was entered, is refused.
void EnterRefused(const Call& call, const Value& object);

struct EnteredCreate {
  std::uint64_t ticket;  // see LedgerContents::Add
  Diagnostics diagnostics;
  Diagnostics alike;  // another one is to be made of the same: to be said where no limit says more
};
// Enters a create. `replaced`: id of what it replaces, or empty; `mark`: of its values, empty if not known yet;
// `digest`: as PlannedCreate has it.
EnteredCreate EnterCreate(const Call& call, const PlannedObject& plan, const std::string& replaced,
                          const std::string& mark, const std::string& digest, bool judges_itself = false);

// True if `stand_ins` (PlanInput) tell what an object stands on: each names one object, as far as is planned.
bool AreExact(const Call& call, const std::vector<std::pair<std::string, std::string>>& stand_ins);

// A tainted object is planned as if there were none, and without its facts. Only its being in the state tells; if it
// turns out to stay, the two are twins. The id of the one that `plan` replaces so; empty: none.
std::string TaintedBy(const Call& call, const PlannedObject& plan);

}  // namespace ic::reconcile

#endif  // RECONCILE_PLAN_ENTRIES_H_
