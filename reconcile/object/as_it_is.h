// AsItIs: an object that exists may break a rule of ours: somebody else made it so, or the cloud takes more than its
// documents say. What is as it is there already is warned of, and no reason to refuse a plan.
#ifndef RECONCILE_OBJECT_AS_IT_IS_H_
#define RECONCILE_OBJECT_AS_IT_IS_H_

#include "base/diagnostics.h"
#include "reconcile/object/subject.h"
#include "schema/value/value.h"

namespace ic::reconcile {

// What `config` sets, with the values of `prior`.
Value ConfiguredPart(const Subject& subject, const Value& prior, const Value& config);

// The completed configuration as the rules are to see it: where a default stands for a value that stays as it is, the
// value that stays.
Value AsItWillBe(const Value& config, Value completed, const Value& planned);

// `found` was said of `config` for the object that is `prior`: of its errors, those about what is there already are
// warnings.
Diagnostics WithoutWhatIs(const Subject& subject, const Value& prior, const Value& config, Diagnostics found);

// What was said of a configuration by itself, of which the plan of an object that exists decides: errors are warnings.
Diagnostics LeftToThePlan(const Diagnostics& found);
// Without the warnings that are errors too.
Diagnostics WithoutRepeated(const Diagnostics& found);

}  // namespace ic::reconcile

#endif  // RECONCILE_OBJECT_AS_IT_IS_H_
