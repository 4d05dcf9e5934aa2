#include <algorithm>

#include <nlohmann/json.hpp>

#include "schema/value/conform.h"
#include "schema/value/json.h"

namespace ic {
namespace {

// Stands for itself in a JSON string.
bool IsPlain(char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; }

void AppendString(std::string_view text, std::string* out) {
  if (!std::all_of(text.begin(), text.end(), IsPlain)) {
    *out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return;
  }
  *out += '"';
  *out += text;
  *out += '"';
}

class JsonEncoder {
 public:
  JsonEncoder(Nulls nulls, std::string* out) : nulls_(nulls), out_(out) {}

  void Append(const Type& type, const Value& value);

 private:
  void AppendElements(const Type& type, const Value& value);
  void AppendMap(const Type& type, const Value& value);
  void AppendObject(const Type& type, const Value& value);

  const Nulls nulls_;
  std::string* const out_;
};

void JsonEncoder::AppendElements(const Type& type, const Value& value) {
  *out_ += '[';
  bool first = true;
  for (const Value& element : value.elements()) {
    if (!first) *out_ += ',';
    first = false;
    Append(type.element(), element);
  }
  *out_ += ']';
}

void JsonEncoder::AppendMap(const Type& type, const Value& value) {
  *out_ += '{';
  bool first = true;
  for (const auto& [key, element] : value.fields()) {
    if (!first) *out_ += ',';
    first = false;
    AppendString(key, out_);
    *out_ += ':';
    Append(type.element(), element);
  }
  *out_ += '}';
}

void JsonEncoder::AppendObject(const Type& type, const Value& value) {
  *out_ += '{';
  bool first = true;
  // Both are sorted by name, so one walk over each finds every field.
  auto field = value.fields().begin();
  const auto end = value.fields().end();
  for (const auto& [name, attribute] : type.attributes()) {
    while (field != end && field->first < name) ++field;
    const bool is_there = field != end && field->first == name && field->second.kind() == KindOf(attribute.kind());
    if (!is_there && nulls_ == Nulls::kLeftOut) continue;
    if (!first) *out_ += ',';
    first = false;
    AppendString(name, out_);
    *out_ += ':';
    Append(attribute, is_there ? field->second : Value());
  }
  *out_ += '}';
}

void JsonEncoder::Append(const Type& type, const Value& value) {
  if (value.kind() != KindOf(type.kind())) {
    *out_ += "null";
    return;
  }
  switch (type.kind()) {
    case TypeKind::kBool:
      *out_ += value.AsBool() ? "true" : "false";
      return;
    case TypeKind::kNumber:
      *out_ += value.AsNumber().ToString();
      return;
    case TypeKind::kString:
      AppendString(value.AsString(), out_);
      return;
    case TypeKind::kList:
    case TypeKind::kSet:
      AppendElements(type, value);
      return;
    case TypeKind::kMap:
      AppendMap(type, value);
      return;
    case TypeKind::kObject:
      AppendObject(type, value);
      return;
  }
}

}  // namespace

std::string EncodeJson(const Type& type, const Value& value, Nulls nulls) {
  std::string text;
  JsonEncoder(nulls, &text).Append(type, value);
  return text;
}

}  // namespace ic
