#include <cstddef>

#include <fmt/format.h>

#include "schema/value/value.h"

namespace ic {
namespace {

void AppendQuoted(std::string_view text, std::string* out) {
  *out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out->append(1, '\\').append(1, c);
    } else if (c == '\n') {
      *out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      *out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      *out += c;
    }
  }
  *out += '"';
}

void AppendPrinted(const Value& value, std::string* out);

void AppendPrintedElements(const Value::Elements& elements, std::string* out) {
  *out += '[';
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (i > 0) *out += ", ";
    AppendPrinted(elements[i], out);
  }
  *out += ']';
}

void AppendFields(const Value::Fields& fields, bool quote, std::string* out) {
  *out += '{';
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) *out += ", ";
    if (quote) {
      AppendQuoted(fields[i].first, out);
    } else {
      *out += fields[i].first;
    }
    *out += " = ";
    AppendPrinted(fields[i].second, out);
  }
  *out += '}';
}

void AppendPrinted(const Value& value, std::string* out) {
  switch (value.kind()) {
    case Value::Kind::kNull:
      *out += "null";
      return;
    case Value::Kind::kUnknown:
      *out += "(unknown)";
      return;
    case Value::Kind::kBool:
      *out += value.AsBool() ? "true" : "false";
      return;
    case Value::Kind::kNumber:
      *out += value.AsNumber().ToString();
      return;
    case Value::Kind::kString:
      AppendQuoted(value.AsString(), out);
      return;
    case Value::Kind::kList:
      AppendPrintedElements(value.elements(), out);
      return;
    case Value::Kind::kSet:
      *out += "toset(";
      AppendPrintedElements(value.elements(), out);
      *out += ')';
      return;
    case Value::Kind::kMap:
    case Value::Kind::kObject:
      AppendFields(value.fields(), value.kind() == Value::Kind::kMap, out);
      return;
  }
}

}  // namespace

std::string Value::ToString() const {
  std::string text;
  AppendPrinted(*this, &text);
  return text;
}

}  // namespace ic
