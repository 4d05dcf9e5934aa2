#include "adapters/contract/fields.h"

#include <utility>

namespace ic {

const Field* FindField(const std::vector<Field>& fields, std::string_view name) {
  for (const Field& field : fields) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

Type FieldValueType(const Field& field) {
  switch (field.type) {
    case FieldType::kString:
      return Type::String();
    case FieldType::kBool:
      return Type::Bool();
    case FieldType::kInteger:
      return Type::Number();
    case FieldType::kStringList:
      return Type::List(Type::String());
    case FieldType::kStringSet:
      return Type::Set(Type::String());
    case FieldType::kStringMap:
      return Type::Map(Type::String());
    case FieldType::kObject:
      break;
  }
  Type::Attributes attributes;
  attributes.reserve(field.fields.size());
  for (const Field& inner : field.fields) attributes.emplace_back(inner.name, FieldValueType(inner));
  return Type::Object(std::move(attributes));
}

}  // namespace ic
