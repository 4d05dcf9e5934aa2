// Rules over several fields, held against what stays although the configuration does not have it.
#ifndef RECONCILE_OBJECT_STAYING_H_
#define RECONCILE_OBJECT_STAYING_H_

#include "base/diagnostics.h"
#include "reconcile/object/subject.h"

namespace ic::reconcile {

// What is left out stays as it is, and the cloud holds its rules against that: what is written and what stays may go
// together no more. Errors that neither `wanted` (the configuration, completed) nor `prior` has by itself. Only
// switches that are on and addresses count: other values that stay may lie idle.
Diagnostics CheckStaying(const Subject& subject, const Value& prior, const Value& config, const Value& wanted,
                         const Value& planned);

}  // namespace ic::reconcile

#endif  // RECONCILE_OBJECT_STAYING_H_
