#include "adapters/contract/limits/limit_checks.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "adapters/contract/asn.h"
#include "adapters/contract/conditions.h"
#include "adapters/contract/limits/pattern_match.h"
#include "adapters/contract/limits/refuse_if.h"
#include "adapters/contract/path.h"
#include "base/text.h"

namespace ic {
namespace {

template <typename... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <typename... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

constexpr std::string_view kKeys = "[keys]";

std::string RangeWords(std::int64_t min, std::int64_t max) {
  if (min == max) return fmt::format("{}", min);
  return min == 0 ? fmt::format("at most {}", max) : fmt::format("{} to {}", min, max);
}

// UTF-8 code points.
std::int64_t Characters(const std::string& text) {
  return std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
}

bool Within(std::int64_t value, std::int64_t min, std::int64_t max) { return value >= min && value <= max; }

// Of numbers and sizes: too little, where others would be too much.
bool IsBelow(const Allowed& allowed, std::int64_t size) {
  return std::visit(Overloaded{
                        [size](const Range& range) { return size < range.min; },
                        [size](const AsnRange& range) { return size < range.min; },
                        [size](const Length& length) { return size < length.min; },
                        [size](const Count& count) { return size < count.min; },
                        [](const auto&) { return false; },
                    },
                    allowed);
}

// What IsBelow compares: a number, an ASN, the characters of a text.
std::int64_t SizeOf(const Allowed& allowed, const Value& value) {
  constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::max();
  if (value.kind() == Value::Kind::kNumber) return value.AsNumber().ToInt64().value_or(kNone);
  if (value.kind() != Value::Kind::kString) return kNone;
  if (std::holds_alternative<Length>(allowed)) return Characters(value.AsString());
  const StatusOr<std::uint32_t> asn = ParseAsn(value.AsString());
  return asn.ok() ? std::int64_t{*asn} : kNone;
}

// One row against one scalar. `field` says what the text means.
class ScalarCheck {
 public:
  ScalarCheck(const Field& field, const Value& value) : field_(field), value_(value) {}

  // True also for what the row cannot judge: text that is not well-formed has an error of its own.
  bool Passes(const Allowed& allowed) const {
    return std::visit(Overloaded{
                          [&](const Range& range) { return !number() || Within(*number(), range.min, range.max); },
                          [&](const AsnRange& range) {
                            const StatusOr<std::uint32_t> asn = ParseAsn(text());
                            return !asn.ok() || Within(*asn, range.min, range.max);
                          },
                          [&](const OneOf& one_of) {
                            return std::ranges::any_of(one_of.values,
                                                       [&](const std::string& word) { return Is(word); });
                          },
                          [&](const Length& length) { return Within(Characters(text()), length.min, length.max); },
                          [&](const Count&) { return true; },
                          [&](const Pattern& pattern) { return Matches(pattern, text()); },
                          [&](const Unsupported&) { return false; },
                      },
                      allowed);
  }

 private:
  std::optional<std::int64_t> number() const {
    if (value_.kind() != Value::Kind::kNumber) return std::nullopt;
    return value_.AsNumber().ToInt64();
  }
  const std::string& text() const {
    static const std::string kNone;
    return value_.kind() == Value::Kind::kString ? value_.AsString() : kNone;
  }
  bool Is(const std::string& word) const {
    switch (value_.kind()) {
      case Value::Kind::kNumber:
        return value_.AsNumber().ToString() == word;
      case Value::Kind::kBool:
        return word == (value_.AsBool() ? "true" : "false");
      case Value::Kind::kString:
        return value_.AsString() == word || (field_.meaning != Meaning::kPlain &&
                                             Canonical(field_, value_) == Canonical(field_, Value::String(word)));
      default:
        return false;
    }
  }

  const Field& field_;
  const Value& value_;
};

std::string AdjustableWords(const VendorTraits& traits, const Limit& limit) {
  if (!limit.adjustable) return "";
  return fmt::format(
      "{} raises this limit on request; if it did for you, put \"{}\" = <number> into limits of the provider "
      "configuration. ",
      traits.title, limit.id);
}

std::string ValueWords(const Field& field, const Value& value) {
  if (field.sensitive || field.write_only) return "not of that form (the value is not shown)";
  switch (value.kind()) {
    case Value::Kind::kString:
      return fmt::format("\"{}\"", value.AsString());
    case Value::Kind::kObject:
    case Value::Kind::kMap:
    case Value::Kind::kSet:
    case Value::Kind::kList:
      return "set";
    default:
      return value.ToString();
  }
}

// The word that is meant by one that is not taken. Numbers are no words: one near another says nothing.
std::string NearestWords(const Limit& limit, const Field& field, const Value& value) {
  const auto* words = std::get_if<OneOf>(&limit.allowed);
  const bool word = value.kind() == Value::Kind::kString && field.meaning == Meaning::kPlain && !field.sensitive;
  if (words == nullptr || !word) return "";
  const std::optional<std::string> nearest = NearestName(value.AsString(), words->values);
  return nearest ? fmt::format("Did you mean \"{}\"? ", *nearest) : "";
}

// `hint`: empty, or a sentence with a space behind it. `size`: as for IsBelow; nobody asks for a limit to be raised
// from below.
void Report(const VendorTraits& traits, const Limit& limit, const AttributePath& path, const std::string& is,
            std::int64_t size, const std::string& hint, Diagnostics& diagnostics) {
  std::string allowed;
  if (const auto* unsupported = std::get_if<Unsupported>(&limit.allowed)) {
    allowed = fmt::format("{} does not support it{}: {}", traits.title,
                          limit.when_field.empty()
                              ? ""
                              : fmt::format(" when {} is {}", limit.when_field, JoinWords(limit.when_values, "or")),
                          unsupported->reason);
  } else {
    allowed = fmt::format("{} takes {}{}.", traits.title, AllowedWords(limit.allowed),
                          limit.when_field.empty()
                              ? ""
                              : fmt::format(" when {} is {}", limit.when_field, JoinWords(limit.when_values, "or")));
  }
  diagnostics.AddError(
      path, limit.summary,
      fmt::format("{} is {}. {} {}{} {}{}", path.ToString(), is, allowed, hint, limit.remedy,
                  IsBelow(limit.allowed, size) ? "" : AdjustableWords(traits, limit), SourceWords(limit.source)));
}

// `key`: of a map's element, null if it is none.
void CheckScalar(const VendorTraits& traits, const Limit& limit, const Field& field, const std::string* key,
                 const Value& value, Diagnostics& diagnostics) {
  if (!value.is_known() || ScalarCheck(field, value).Passes(limit.allowed)) return;
  const AttributePath whole = PathOf(FieldOf(limit).path);
  const AttributePath path = key == nullptr ? whole : whole.Element(*key);
  std::string is = ValueWords(field, value);
  if (std::holds_alternative<Length>(limit.allowed) && value.kind() == Value::Kind::kString) {
    is = fmt::format("{} characters long", Characters(value.AsString()));
  }
  Report(traits, limit, path, is, SizeOf(limit.allowed, value), NearestWords(limit, field, value), diagnostics);
}

void CheckCount(const VendorTraits& traits, const Limit& limit, const Count& count, const Value& value,
                Diagnostics& diagnostics) {
  std::int64_t known = 0;
  std::int64_t unknown = 0;
  if (value.kind() == Value::Kind::kMap) {
    known = static_cast<std::int64_t>(value.fields().size());
  } else {
    for (const Value& element : value.elements()) ++(element.is_unknown() ? unknown : known);
  }
  if (known <= count.max && known + unknown >= count.min) return;
  Report(traits, limit, PathOf(FieldOf(limit).path), fmt::format("a collection of {}", known), known, /*hint=*/"",
         diagnostics);
}

void CheckValue(const VendorTraits& traits, const Limit& limit, const Field& field, const Value& value,
                Diagnostics& diagnostics) {
  const Value::Kind kind = value.kind();
  const bool is_map = kind == Value::Kind::kMap;
  const bool is_collection = is_map || kind == Value::Kind::kSet || kind == Value::Kind::kList;
  if (!is_collection || std::holds_alternative<Unsupported>(limit.allowed)) {
    CheckScalar(traits, limit, field, nullptr, value, diagnostics);
  } else if (const auto* count = std::get_if<Count>(&limit.allowed)) {
    CheckCount(traits, limit, *count, value, diagnostics);
  } else if (is_map) {
    const bool keys = FieldOf(limit).keys;
    for (const auto& [key, element] : value.fields()) {
      CheckScalar(traits, limit, field, &key, keys ? Value::String(key) : element, diagnostics);
    }
  } else {
    for (const Value& element : value.elements()) CheckScalar(traits, limit, field, nullptr, element, diagnostics);
  }
}

}  // namespace

std::string AllowedWords(const Allowed& allowed) {
  return std::visit(
      Overloaded{
          [](const Range& range) { return RangeWords(range.min, range.max); },
          [](const AsnRange& range) { return fmt::format("{} to {}", range.min, range.max); },
          [](const OneOf& one_of) { return JoinWords(one_of.values, "or"); },
          [](const Length& length) { return RangeWords(length.min, length.max) + " characters"; },
          [](const Count& count) { return RangeWords(count.min, count.max) + " elements"; },
          [](const Pattern& pattern) { return fmt::format("{}, such as \"{}\"", pattern.words, pattern.example); },
          [](const Unsupported& unsupported) {
            std::string_view reason = unsupported.reason;
            if (reason.ends_with('.')) reason.remove_suffix(1);
            return fmt::format("nothing: {}", reason);
          },
      },
      allowed);
}

LimitField FieldOf(const Limit& limit) {
  if (!limit.field.ends_with(kKeys)) return {limit.field, false};
  return {limit.field.substr(0, limit.field.size() - kKeys.size()), true};
}

Limit WithOverride(const Limit& limit, const LimitOverrides& overrides) {
  const auto found = overrides.find(limit.id);
  if (!limit.adjustable || found == overrides.end()) return limit;
  Limit result = limit;
  std::visit(Overloaded{
                 [&](Range& range) { range.max = found->second; },
                 [&](AsnRange& range) { range.max = found->second; },
                 [&](Length& length) { length.max = found->second; },
                 [&](Count& count) { count.max = found->second; },
                 [](auto&) {},
             },
             result.allowed);
  return result;
}

void CheckLimit(const VendorTraits& traits, const Limit& limit, const Field& field, const std::vector<Field>& fields,
                const Value& value, const Value& object, Diagnostics& diagnostics) {
  if (!ConditionHolds(limit.when_field, limit.when_values, fields, object)) return;
  CheckValue(traits, limit, field, value, diagnostics);
}

}  // namespace ic
