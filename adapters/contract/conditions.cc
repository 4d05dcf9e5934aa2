#include "adapters/contract/conditions.h"

#include <algorithm>

#include "adapters/contract/path.h"

namespace ic {

bool ConditionHolds(std::string_view when_field, const std::vector<std::string>& when_values,
                    const std::vector<Field>& fields, const Value& object) {
  if (when_field.empty()) return true;
  const Value& value = ValueAt(object, when_field);
  static const std::string kTrue = "true";
  static const std::string kFalse = "false";
  const std::string* word = nullptr;
  if (value.kind() == Value::Kind::kString) word = &value.AsString();
  if (value.kind() == Value::Kind::kBool) word = value.AsBool() ? &kTrue : &kFalse;
  if (value.is_null()) {
    if (const Field* field = FindFieldAt(fields, when_field)) word = &field->default_value;
  }
  return word != nullptr && std::ranges::find(when_values, *word) != when_values.end();
}

}  // namespace ic
