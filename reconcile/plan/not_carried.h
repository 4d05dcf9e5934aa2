// What a replacement does not carry over: values that the configuration leaves as they are, and that a new object gets
// anew.
#ifndef RECONCILE_PLAN_NOT_CARRIED_H_
#define RECONCILE_PLAN_NOT_CARRIED_H_

#include <string>
#include <vector>

#include "reconcile/object/planner.h"
#include "reconcile/object/subject.h"

namespace ic::reconcile {

// In the order of the fields, for people: `mtu (8500, and then 1500)`. `prior`: what is replaced, as it was read.
std::vector<std::string> NotCarriedOver(const Subject& subject, const Value& prior, const Value& config,
                                        const PlannedObject& plan);

}  // namespace ic::reconcile

#endif  // RECONCILE_PLAN_NOT_CARRIED_H_
