#include "schema/value/conform.h"

#include <cstdint>

#include <fmt/format.h>

namespace ic {
namespace {

// Nearly every value fits, so the path is made only where one does not: `parent` is a chain of frames on the stack.
struct PlaceInValue {
  const PlaceInValue* parent = nullptr;
  enum class Step : std::uint8_t { kAttribute, kKey, kIndex, kSetElement } step = Step::kAttribute;
  std::string_view name;
  std::int64_t index = 0;
};

AttributePath PathOf(const PlaceInValue* place) {
  if (place == nullptr) return {};
  const AttributePath parent = PathOf(place->parent);
  switch (place->step) {
    case PlaceInValue::Step::kAttribute:
      return parent.Attribute(place->name);
    case PlaceInValue::Step::kKey:
      return parent.Element(place->name);
    case PlaceInValue::Step::kIndex:
      return parent.Element(place->index);
    case PlaceInValue::Step::kSetElement:
      break;
  }
  return parent;
}

void FindMismatches(const Type& type, const Value& value, const PlaceInValue* place,
                    std::vector<Mismatch>* mismatches) {
  if (!value.is_known()) return;
  if (value.kind() != KindOf(type.kind())) {
    mismatches->push_back({PathOf(place), fmt::format("{} is required, found {}", KindName(KindOf(type.kind())),
                                                      KindName(value.kind()))});
    return;
  }
  switch (value.kind()) {
    case Value::Kind::kList:
    case Value::Kind::kSet: {
      const auto step =
          value.kind() == Value::Kind::kList ? PlaceInValue::Step::kIndex : PlaceInValue::Step::kSetElement;
      std::int64_t index = 0;
      for (const Value& element : value.elements()) {
        const PlaceInValue here{place, step, {}, index++};
        FindMismatches(type.element(), element, &here, mismatches);
      }
      return;
    }
    case Value::Kind::kMap:
      for (const auto& [key, element] : value.fields()) {
        const PlaceInValue here{place, PlaceInValue::Step::kKey, key};
        FindMismatches(type.element(), element, &here, mismatches);
      }
      return;
    case Value::Kind::kObject:
      for (const auto& [name, field] : value.fields()) {
        const PlaceInValue here{place, PlaceInValue::Step::kAttribute, name};
        if (const Type* attribute = type.Attribute(name)) {
          FindMismatches(*attribute, field, &here, mismatches);
        } else {
          mismatches->push_back({PathOf(&here), "the type has no attribute of this name"});
        }
      }
      return;
    default:
      return;
  }
}

}  // namespace

Value::Kind KindOf(TypeKind type) {
  switch (type) {
    case TypeKind::kBool:
      return Value::Kind::kBool;
    case TypeKind::kNumber:
      return Value::Kind::kNumber;
    case TypeKind::kString:
      return Value::Kind::kString;
    case TypeKind::kList:
      return Value::Kind::kList;
    case TypeKind::kSet:
      return Value::Kind::kSet;
    case TypeKind::kMap:
      return Value::Kind::kMap;
    case TypeKind::kObject:
      break;
  }
  return Value::Kind::kObject;
}

std::string_view KindName(Value::Kind kind) {
  switch (kind) {
    case Value::Kind::kNull:
      return "null";
    case Value::Kind::kUnknown:
      return "an unknown value";
    case Value::Kind::kBool:
      return "a bool";
    case Value::Kind::kNumber:
      return "a number";
    case Value::Kind::kString:
      return "a string";
    case Value::Kind::kList:
      return "a list";
    case Value::Kind::kSet:
      return "a set";
    case Value::Kind::kMap:
      return "a map";
    case Value::Kind::kObject:
      break;
  }
  return "an object";
}

std::vector<Mismatch> FindMismatches(const Type& type, const Value& value) {
  std::vector<Mismatch> mismatches;
  FindMismatches(type, value, nullptr, &mismatches);
  return mismatches;
}

}  // namespace ic
