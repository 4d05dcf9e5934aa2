#include "schema/value/type.h"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

namespace ic {
namespace {

bool ByName(const std::pair<std::string, Type>& a, const std::pair<std::string, Type>& b) { return a.first < b.first; }

// A JSON string. Names are identifiers in practice, but whatever is in them must not break the text.
std::string Quote(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted.append(1, '\\').append(1, c);
    } else if (static_cast<unsigned char>(c) < 0x20) {
      quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

}  // namespace

// Primitive types are one shared object each: a schema holds hundreds of them.
Type Type::Bool() {
  static const Type type(std::make_shared<const Rep>(Rep{TypeKind::kBool, {}, {}}));
  return type;
}

Type Type::Number() {
  static const Type type(std::make_shared<const Rep>(Rep{TypeKind::kNumber, {}, {}}));
  return type;
}

Type Type::String() {
  static const Type type(std::make_shared<const Rep>(Rep{TypeKind::kString, {}, {}}));
  return type;
}

Type Type::List(Type element) {
  return Type(std::make_shared<const Rep>(Rep{TypeKind::kList, {std::move(element)}, {}}));
}

Type Type::Set(Type element) {
  return Type(std::make_shared<const Rep>(Rep{TypeKind::kSet, {std::move(element)}, {}}));
}

Type Type::Map(Type element) {
  return Type(std::make_shared<const Rep>(Rep{TypeKind::kMap, {std::move(element)}, {}}));
}

Type Type::Object(Attributes attributes) {
  std::sort(attributes.begin(), attributes.end(), ByName);
  assert(std::adjacent_find(attributes.begin(), attributes.end(),
                            [](const auto& a, const auto& b) { return a.first == b.first; }) == attributes.end());
  return Type(std::make_shared<const Rep>(Rep{TypeKind::kObject, {}, std::move(attributes)}));
}

const Type* Type::Attribute(std::string_view name) const {
  const Attributes& all = attributes();
  const auto found = std::lower_bound(all.begin(), all.end(), name,
                                      [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
  return found != all.end() && found->first == name ? &found->second : nullptr;
}

std::string Type::ToJson() const {
  switch (kind()) {
    case TypeKind::kBool:
      return "\"bool\"";
    case TypeKind::kNumber:
      return "\"number\"";
    case TypeKind::kString:
      return "\"string\"";
    case TypeKind::kList:
      return fmt::format("[\"list\",{}]", element().ToJson());
    case TypeKind::kSet:
      return fmt::format("[\"set\",{}]", element().ToJson());
    case TypeKind::kMap:
      return fmt::format("[\"map\",{}]", element().ToJson());
    case TypeKind::kObject:
      break;
  }
  std::string fields;
  for (const auto& [name, type] : attributes()) {
    if (!fields.empty()) fields += ",";
    fields += fmt::format("{}:{}", Quote(name), type.ToJson());
  }
  return fmt::format("[\"object\",{{{}}}]", fields);
}

bool Type::operator==(const Type& other) const {
  if (rep_ == other.rep_) return true;
  return rep_->kind == other.rep_->kind && rep_->element == other.rep_->element &&
         rep_->attributes == other.rep_->attributes;
}

}  // namespace ic
