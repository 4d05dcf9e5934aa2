#include "adapters/contract/field_values.h"

namespace ic {

std::string TextField(const Value& object, std::string_view name) {
  const Value& value = object.Get(name);
  return value.kind() == Value::Kind::kString ? value.AsString() : std::string();
}

std::string TextField(const Value& object, std::string_view vendor, std::string_view name) {
  return TextField(object.Get(vendor), name);
}

Value TextOrNull(std::string_view text) { return text.empty() ? Value::Null() : Value::String(text); }

}  // namespace ic
