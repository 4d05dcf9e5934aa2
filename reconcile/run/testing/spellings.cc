#include "reconcile/run/testing/spellings.h"

#include <utility>

#include "reconcile/object/object.h"

namespace ic {
namespace {

// Nothing, where leaving the field out clears it; null if there is no other way to write it.
Value NothingOf(const Field& field, Random& random) {
  const bool bare = random.Below(2) == 0;
  const bool cleared = field.presence == Presence::kOptional;
  switch (field.type) {
    case FieldType::kString:
      return cleared && !field.empty_is_value && !field.sensitive ? Value::String("") : Value::Null();
    case FieldType::kBool:
      return cleared ? Value::Bool(false) : Value::Null();
    case FieldType::kStringSet:
      return bare ? Value::Set({}) : Value::Set({Value::Null()});
    case FieldType::kStringMap:
      return bare ? Value::Map({}) : Value::Map({{"gone", Value::Null()}});
    case FieldType::kObject:
      return Value::Object({});
    case FieldType::kInteger:
    case FieldType::kStringList:
      break;
  }
  return Value::Null();
}

}  // namespace

void SpellNothing(const std::vector<Field>& fields, std::uint64_t percent, Random& random, Value& object) {
  for (const Field& field : fields) {
    const bool optional = field.presence == Presence::kOptional || field.presence == Presence::kOptionalComputed;
    if (!optional || field.write_only) continue;
    Value value = object.Get(field.name);
    const bool strike = random.Below(100) < percent;
    if (value.is_null() && strike) value = NothingOf(field, random);
    if (value.kind() == Value::Kind::kObject) SpellNothing(field.fields, percent, random, value);
    if (!value.is_null()) object.Put(field.name, std::move(value));
  }
}

bool SaysText(const Value& object, std::string_view name) { return !reconcile::Text(object, name).empty(); }

}  // namespace ic
