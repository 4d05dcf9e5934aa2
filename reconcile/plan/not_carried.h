// What a replacement does not carry over: values that the configuration leaves as they are, and that a new object gets
// anew.
#ifndef RECONCILE_PLAN_NOT_CARRIED_H_
#define RECONCILE_PLAN_NOT_CARRIED_H_

#include <string>
#include <vector>

#include "reconcile/ledger/call.h"
#include "reconcile/object/planner.h"

namespace ic::reconcile {

// In the order of the fields, for people: `mtu (8500, and then 1500)`; then what the cloud tells beyond them. `prior`:
// what is replaced, as it was read.
std::vector<std::string> NotCarriedOver(const Call& call, const Value& prior, const Value& config,
                                        const PlannedObject& plan);
// Likewise, as a sentence that begins with a space. Empty: nothing is lost.
std::string LostWords(const Call& call, const Value& prior, const Value& config, const PlannedObject& plan);

}  // namespace ic::reconcile

#endif  // RECONCILE_PLAN_NOT_CARRIED_H_
