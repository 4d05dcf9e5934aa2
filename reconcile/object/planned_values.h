// The values an object is to have, one by one: of a new object, and of one that exists. Asks nobody.
#ifndef RECONCILE_OBJECT_PLANNED_VALUES_H_
#define RECONCILE_OBJECT_PLANNED_VALUES_H_

#include "adapters/contract/fields.h"
#include "reconcile/object/subject.h"
#include "schema/value/value.h"

namespace ic::reconcile {

// True if it may be known only after the apply.
bool IsDecidedLate(const Field& field);

void AddUnlessNull(const Field& field, Value value, Value::Fields& fields);

// A value of a new object. `completed`: of the completed configuration.
Value NewValue(const Subject& subject, const Field& field, const Value& config, const Value& completed);
// The same of a field of type kObject.
Value NewObjectValue(const Subject& subject, const Field& field, const Value& config, const Value& completed);

// on_destroy where the configuration does not say. What existed before is not ours to delete.
Value UsualOnDestroy(Kind kind, const Value& adopt);

// An object that exists, as it is to be. `asked`: the configuration with what is wanted as if it were written in it.
Value NextState(const Subject& subject, const Value& prior, const Value& config, const Value& asked,
                const Value& completed);

// True if the plan of an update is `prior`. Defaults and what is derived cannot say otherwise: they would come from the
// same values as those of `prior`. False only means that it takes a closer look.
bool IsUnchanged(const Subject& subject, const Value& prior, const Value& config);

}  // namespace ic::reconcile

#endif  // RECONCILE_OBJECT_PLANNED_VALUES_H_
