#include "adapters/contract/conditions.h"

#include <algorithm>

#include "adapters/contract/path.h"

namespace ic {

bool ConditionHolds(std::string_view when_field, const std::vector<std::string>& when_values,
                    const std::vector<Field>& fields, const Value& object) {
  if (when_field.empty()) return true;
  const Value& value = ValueAt(object, when_field);
  const std::string* word = value.kind() == Value::Kind::kString ? &value.AsString() : nullptr;
  if (value.is_null()) {
    if (const Field* field = FindFieldAt(fields, when_field)) word = &field->default_value;
  }
  return word != nullptr && std::ranges::find(when_values, *word) != when_values.end();
}

}  // namespace ic
