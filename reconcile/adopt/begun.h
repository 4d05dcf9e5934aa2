// What a run that was killed, or not answered, had begun of an object that is there (Facts::begun): the rest of its
// create, or a change in place. Such an object is made by several calls, and the last of them may still be carried out.
#ifndef RECONCILE_ADOPT_BEGUN_H_
#define RECONCILE_ADOPT_BEGUN_H_

#include <optional>

#include "adapters/contract/adapter.h"
#include "base/diagnostics.h"
#include "base/status.h"
#include "reconcile/ledger/call.h"
#include "reconcile/object/facts.h"

namespace ic::reconcile {

// It was sent so lately that something may still come of it: until WaitedForUntil.
bool MayStillCome(const Run& run, const BegunChange& begun);

// What a plan has to say of it. `prior` and `config` as in PlanInput.
void WarnOfBegun(const Call& call, const Value& prior, const Value& config, const BegunChange& begun,
                 Diagnostics& diagnostics);

// Looks at `prior` until it is another than at the first look, or nothing more can come. A run sends the calls of one
// object one by one, so what comes is all that comes. Returns the object as it is then, in the shape of `prior`;
// nullopt: nothing has come. kCancelled: stopped.
StatusOr<std::optional<Value>> AwaitBegun(const Call& call, const BegunChange& begun, const Value& prior);

// Before the rest is done of what an interrupted create left, `there`: who sent that create is dead, and what it sent
// of the rest comes now or not at all. Looks until `wanted` is all there, or all that was `noted` to be made (null:
// nothing was), or something has come. Brings `there` up to date.
Status AwaitParts(const Call& call, const Value& wanted, const Value& noted, Observed& there);

}  // namespace ic::reconcile

#endif  // RECONCILE_ADOPT_BEGUN_H_
