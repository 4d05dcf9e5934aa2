// What of an imported object's state only its configuration knows.
#ifndef RECONCILE_RUN_IMPORT_WRITTEN_VALUES_H_
#define RECONCILE_RUN_IMPORT_WRITTEN_VALUES_H_

#include "reconcile/run/import/matching.h"
#include "reconcile/run/set/field_index.h"

namespace ic::run {

// `state`, as imported, becomes what it was before it was lost: with what the configuration says and no cloud tells,
// and, where it is ours, as one that was created and not taken over.
void TakeWritten(const FieldIndex& field_index, const Wanted& wanted, Value& state);

}  // namespace ic::run

#endif  // RECONCILE_RUN_IMPORT_WRITTEN_VALUES_H_
