#include "schema/terraform/walk.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace ic::terraform {
namespace {

void Visit(const std::vector<Attribute>& attributes, const Value& object, const AttributePath& path,
           const AttributeVisitor& visit);

void VisitNested(const NestedType& nested, const Value& value, const AttributePath& path,
                 const AttributeVisitor& visit) {
  switch (value.kind()) {
    case Value::Kind::kObject:
      return Visit(nested.attributes, value, path, visit);
    case Value::Kind::kMap:
      for (const auto& [key, element] : value.fields()) Visit(nested.attributes, element, path.Element(key), visit);
      return;
    case Value::Kind::kList: {
      std::int64_t index = 0;
      for (const Value& element : value.elements()) Visit(nested.attributes, element, path.Element(index++), visit);
      return;
    }
    case Value::Kind::kSet:
      for (const Value& element : value.elements()) Visit(nested.attributes, element, path, visit);
      return;
    default:
      return;
  }
}

void Visit(const std::vector<Attribute>& attributes, const Value& object, const AttributePath& path,
           const AttributeVisitor& visit) {
  if (object.kind() != Value::Kind::kObject) return;
  for (const Attribute& attribute : attributes) {
    const Value& value = object.Get(attribute.name);
    const AttributePath here = path.Attribute(attribute.name);
    visit(attribute, value, here);
    if (attribute.nested) VisitNested(*attribute.nested, value, here, visit);
  }
}

// Each returns whether `*value` was changed.
bool Edit(const std::vector<Attribute>& attributes, Value* object, const AttributeEditor& edit);

bool EditElements(const NestedType& nested, Value* value, const AttributeEditor& edit) {
  bool changed = false;
  Value::Elements elements = value->elements();
  for (Value& element : elements) changed = Edit(nested.attributes, &element, edit) || changed;
  if (!changed) return false;
  *value = value->kind() == Value::Kind::kList ? Value::List(std::move(elements)) : Value::Set(std::move(elements));
  return true;
}

bool EditMap(const NestedType& nested, Value* value, const AttributeEditor& edit) {
  bool changed = false;
  Value::Fields fields = value->fields();
  for (auto& [key, element] : fields) changed = Edit(nested.attributes, &element, edit) || changed;
  if (changed) *value = Value::Map(std::move(fields));
  return changed;
}

bool EditNested(const NestedType& nested, Value* value, const AttributeEditor& edit) {
  switch (value->kind()) {
    case Value::Kind::kObject:
      return Edit(nested.attributes, value, edit);
    case Value::Kind::kMap:
      return EditMap(nested, value, edit);
    case Value::Kind::kList:
    case Value::Kind::kSet:
      return EditElements(nested, value, edit);
    default:
      return false;
  }
}

bool Edit(const std::vector<Attribute>& attributes, Value* object, const AttributeEditor& edit) {
  if (object->kind() != Value::Kind::kObject) return false;
  bool changed = false;
  for (const Attribute& attribute : attributes) {
    const Value& value = object->Get(attribute.name);
    if (std::optional<Value> other = edit(attribute, value)) {
      object->Put(attribute.name, *std::move(other));
      changed = true;
    } else if (attribute.nested) {
      Value nested = value;
      if (!EditNested(*attribute.nested, &nested, edit)) continue;
      object->Put(attribute.name, std::move(nested));
      changed = true;
    }
  }
  return changed;
}

}  // namespace

void VisitAttributes(const Schema& schema, const Value& object, const AttributeVisitor& visit) {
  Visit(schema.attributes, object, {}, visit);
}

Value EditAttributes(const Schema& schema, const Value& object, const AttributeEditor& edit) {
  Value edited = object;
  Edit(schema.attributes, &edited, edit);
  return edited;
}

}  // namespace ic::terraform
