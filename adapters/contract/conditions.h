// Conditions of rows: a row of limits or of changes may count only while another field has a certain value.
#ifndef ADAPTERS_CONTRACT_CONDITIONS_H_
#define ADAPTERS_CONTRACT_CONDITIONS_H_

#include <string>
#include <string_view>
#include <vector>

#include "adapters/contract/fields.h"
#include "schema/value/value.h"

namespace ic {

// True if `when_field` is empty or has one of `when_values` in `object`; while it is unknown it has none. `fields` are
// those of the object: a field that is null has its default.
bool ConditionHolds(std::string_view when_field, const std::vector<std::string>& when_values,
                    const std::vector<Field>& fields, const Value& object);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_CONDITIONS_H_
