#include "foreign/forms.h"

#include <bit>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/contract/bandwidth.h"
#include "base/ip.h"
#include "base/text.h"
#include "schema/value/number.h"

namespace ic::foreign {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kMega = 1'000'000;

Status NotOfForm(std::string_view name) {
  return InvalidArgumentError(fmt::format("`{}` is not of the form that its provider gives it", name));
}

const Json& MemberOf(const Json& attributes, std::string_view name) {
  static const Json kNone;
  const auto found = attributes.find(name);
  return found == attributes.end() ? kNone : *found;
}

// A number that is an integer, or the text of one. Nullopt: it is neither.
std::optional<std::int64_t> IntegerOf(const Json& value) {
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (!value.is_string()) return std::nullopt;
  const auto number = Number::Parse(value.get<std::string>());
  return number.ok() ? number->ToInt64() : std::nullopt;
}

StatusOr<Value> Integer(const Row& row, const Json& value) {
  const auto number = IntegerOf(value);
  if (!number) return NotOfForm(row.from);
  switch (row.form) {
    case Form::kPositive:
      return *number > 0 ? Value::Int(*number) : Value::Null();
    case Form::kTuned:
      return *number == 0 || std::to_string(*number) == row.usual ? Value::Null() : Value::Int(*number);
    case Form::kDigits:
      return *number > 0 ? Value::String(std::to_string(*number)) : Value::Null();
    case Form::kMegabits:
      if (*number > INT64_MAX / kMega) return NotOfForm(row.from);
      return *number > 0 ? Value::String(FormatBandwidth(*number * kMega)) : Value::Null();
    default:
      return Value::Int(*number);
  }
}

// Elements that are no text have no place in a value of ours.
StatusOr<Value> Texts(const Row& row, const Json& value) {
  std::vector<std::string> texts;
  if (!value.is_array()) return NotOfForm(row.from);
  for (const Json& text : value) {
    if (!text.is_string()) return NotOfForm(row.from);
    texts.push_back(text.get<std::string>());
  }
  return texts.empty() ? Value::Null() : Value::StringSet(texts);
}

StatusOr<Value> TextMap(const Row& row, const Json& value) {
  Value::Fields fields;
  if (!value.is_object()) return NotOfForm(row.from);
  for (const auto& [name, text] : value.items()) {
    if (text.is_null()) continue;
    if (!text.is_string()) return NotOfForm(row.from);
    fields.emplace_back(name, Value::String(text.get<std::string>()));
  }
  if (fields.empty()) return Value::Null();
  return row.form == Form::kTimeouts ? Value::Object(std::move(fields)) : Value::Map(std::move(fields));
}

// The length of the prefix that a mask such as 255.255.255.252 leaves; 0: it is no mask.
int LengthOfMask(const std::string& mask) {
  std::uint32_t bits = 0;
  const std::vector<std::string> parts = Split(mask, '.');
  if (parts.size() != 4) return 0;
  for (const std::string& part : parts) {
    const auto number = Number::Parse(part);
    const auto value = number.ok() ? number->ToInt64() : std::nullopt;
    if (!value || *value < 0 || *value > 255) return 0;
    bits = bits << 8 | static_cast<std::uint32_t>(*value);
  }
  const int length = std::countl_one(bits);
  return length < 32 && bits << length != 0 ? 0 : length;
}

// An address and what its link has beside it; the address alone where that says nothing.
Value EndOfLink(const Row& row, const std::string& address, const std::string& beside) {
  int length = 0;
  if (row.form == Form::kWithMask) {
    length = LengthOfMask(beside);
  } else if (const auto link = Cidr::Parse(beside); link.ok()) {
    length = link->length();
  }
  return Value::String(length > 0 ? fmt::format("{}/{}", address, length) : address);
}

StatusOr<Value> Entry(const Row& row, const std::string& parent, const std::string& prefix) {
  const auto cidr = Cidr::Parse(prefix);
  if (!cidr.ok()) return NotOfForm(row.beside);
  return Value::String(fmt::format("{}/{}", parent, cidr->Prefix().ToString()));
}

StatusOr<Value> Text(const Row& row, const Json& value, const Json& attributes) {
  if (!value.is_string()) return NotOfForm(row.from);
  const std::string text = value.get<std::string>();
  if (text.empty()) return Value::Null();
  switch (row.form) {
    case Form::kWord:
      return Value::String(ToLowerAscii(text));
    case Form::kIs:
      return text == row.usual ? Value::Bool(true) : Value::Null();
    case Form::kWithMask:
    case Form::kWithLink:
      return EndOfLink(row, text, TextOf(attributes, row.beside));
    case Form::kEntry:
      return Entry(row, text, TextOf(attributes, row.beside));
    case Form::kArnRegion: {
      const std::vector<std::string> parts = Split(text, ':');
      return parts.size() > 3 && !parts[3].empty() ? Value::String(parts[3]) : Value::Null();
    }
    default:
      return row.usual.empty() || text != row.usual ? Value::String(text) : Value::Null();
  }
}

}  // namespace

std::string TextOf(const Json& attributes, std::string_view name) {
  const Json& value = MemberOf(attributes, name);
  if (value.is_string()) return value.get<std::string>();
  return value.is_primitive() && !value.is_null() ? value.dump() : std::string();
}

StatusOr<Value> ValueOf(const Row& row, const Json& attributes) {
  const Json& value = MemberOf(attributes, row.from);
  const bool empty_text = value.is_string() && value.get_ref<const std::string&>().empty();
  if (value.is_null() || empty_text) return Value::Null();
  switch (row.form) {
    case Form::kFlag:
    case Form::kSet:
      if (!value.is_boolean()) return NotOfForm(row.from);
      return row.form == Form::kFlag || value.get<bool>() ? Value::Bool(value.get<bool>()) : Value::Null();
    case Form::kNumber:
    case Form::kPositive:
    case Form::kTuned:
    case Form::kDigits:
    case Form::kMegabits:
      return Integer(row, value);
    case Form::kTags:
    case Form::kTimeouts:
      return TextMap(row, value);
    case Form::kPrefixes:
      return Texts(row, value);
    default:
      return Text(row, value, attributes);
  }
}

bool IsSaid(const Row& row, const Json& attributes) {
  const Json& value = MemberOf(attributes, row.from);
  if (value.is_null()) return false;
  if (value.is_structured()) return !value.empty();
  const std::string text = TextOf(attributes, row.from);
  return !text.empty() && text != row.usual;
}

}  // namespace ic::foreign
