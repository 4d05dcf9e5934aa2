// What of an imported object's state only its configuration knows.
#ifndef RECONCILE_RUN_IMPORT_WRITTEN_VALUES_H_
#define RECONCILE_RUN_IMPORT_WRITTEN_VALUES_H_

#include <string>
#include <vector>

#include "reconcile/run/import/matching.h"
#include "reconcile/run/set/field_index.h"

namespace ic::run {

// `state`, as imported, becomes what it was before it was lost: with what the configuration says and no cloud tells,
// and, where it is ours, as one that was created and not taken over. Returns the paths at which nothing shows that it
// is so: the account that it was made for, where no cloud tells that. What that account decides is as it is written.
std::vector<std::string> TakeWritten(const FieldIndex& field_index, const Wanted& wanted, Value& state);

}  // namespace ic::run

#endif  // RECONCILE_RUN_IMPORT_WRITTEN_VALUES_H_
