#include "schema/value/number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace ic {
namespace {

// Beyond this an exponent cannot matter: the expanded text is too long anyway.
constexpr std::int64_t kExponentCap = 1'000'000'000;

Status NotANumber(std::string_view text) {
  constexpr std::size_t kShown = 40;
  const bool cut = text.size() > kShown;
  return InvalidArgumentError(
      fmt::format("\"{}{}\" is not a decimal number: write an optional sign, digits, and optionally a fraction and an "
                  "exponent, as in -12.5e3",
                  text.substr(0, kShown), cut ? "..." : ""));
}

// A decimal taken apart: 0.DIGITS times ten to the power `point`.
struct Decimal {
  bool negative = false;
  std::string digits;
  std::int64_t point = 0;
};

// Reads an exponent after its letter. False if it is malformed.
bool ReadExponent(std::string_view text, std::int64_t* exponent) {
  bool negative = false;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  if (text.empty()) return false;
  std::int64_t value = 0;
  for (const char c : text) {
    if (!IsDigit(c)) return false;
    value = std::min(value * 10 + (c - '0'), kExponentCap);
  }
  *exponent = negative ? -value : value;
  return true;
}

// Reads `text` without judging its length. False if it is no decimal number.
bool ReadDecimal(std::string_view text, Decimal* decimal) {
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    decimal->negative = text[0] == '-';
    text.remove_prefix(1);
  }
  bool any_digit = false;
  bool after_point = false;
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '.' && !after_point) {
      after_point = true;
      continue;
    }
    if (!IsDigit(c)) break;
    any_digit = true;
    const bool leading_zero = c == '0' && decimal->digits.empty();
    if (!leading_zero) decimal->digits.push_back(c);
    if (!after_point && !leading_zero) ++decimal->point;
    if (after_point && leading_zero) --decimal->point;
  }
  if (!any_digit) return false;
  if (i < text.size()) {
    std::int64_t exponent = 0;
    if ((text[i] != 'e' && text[i] != 'E') || !ReadExponent(text.substr(i + 1), &exponent)) return false;
    decimal->point += exponent;
  }
  while (!decimal->digits.empty() && decimal->digits.back() == '0') decimal->digits.pop_back();
  return true;
}

// Canonical text. `decimal` is not zero and fits kMaxDigits.
std::string Expand(const Decimal& decimal) {
  std::string text = decimal.negative ? "-" : "";
  const auto count = static_cast<std::int64_t>(decimal.digits.size());
  if (decimal.point <= 0) {
    text += "0.";
    text.append(static_cast<std::size_t>(-decimal.point), '0');
    text += decimal.digits;
  } else if (decimal.point >= count) {
    text += decimal.digits;
    text.append(static_cast<std::size_t>(decimal.point - count), '0');
  } else {
    const auto whole = static_cast<std::size_t>(decimal.point);
    text.append(decimal.digits, 0, whole).append(".").append(decimal.digits, whole);
  }
  return text;
}

// Digits of the canonical text, sign and point not counted.
std::int64_t ExpandedDigits(const Decimal& decimal) {
  const auto count = static_cast<std::int64_t>(decimal.digits.size());
  if (decimal.point <= 0) return count - decimal.point + 1;
  return std::max(count, decimal.point);
}

std::optional<std::int64_t> ReadInt64(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

StatusOr<Number> Number::Parse(std::string_view text) {
  // Most numbers are small integers in canonical form.
  if (!text.empty() && text.size() <= 18 && (IsDigit(text[0]) || text[0] == '-')) {
    if (const auto value = ReadInt64(text)) return Number(*value);
  }
  Decimal decimal;
  if (!ReadDecimal(text, &decimal)) return NotANumber(text);
  if (decimal.digits.empty()) return Number();
  if (ExpandedDigits(decimal) > static_cast<std::int64_t>(kMaxDigits)) {
    return InvalidArgumentError(
        fmt::format("a number written out has more than {} digits, which is beyond what is supported", kMaxDigits));
  }
  std::string canonical = Expand(decimal);
  Number number;
  if (const auto value = ReadInt64(canonical)) {
    number.rep_ = *value;
  } else {
    number.rep_ = std::move(canonical);
  }
  return number;
}

StatusOr<Number> Number::FromDouble(double value) {
  if (!std::isfinite(value)) return InvalidArgumentError("a number must be finite: NaN and infinities are not numbers");
  // 2^63 itself does not fit; every double below it that is an integer does.
  if (value == std::trunc(value) && value >= -0x1p63 && value < 0x1p63) return Number(static_cast<std::int64_t>(value));
  // A double is m * 2^e; with m odd its decimal fraction has exactly -e digits.
  int exponent = 0;
  double mantissa = std::frexp(value, &exponent);
  int bits = 0;
  while (mantissa != std::trunc(mantissa)) {
    mantissa *= 2;
    ++bits;
  }
  const int places = std::max(0, bits - exponent);
  std::array<char, std::numeric_limits<double>::max_exponent10 + 1100> buffer{};
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, places);
  if (error != std::errc()) return InternalError("a double could not be written in decimal");
  return Parse(std::string_view(buffer.data(), static_cast<std::size_t>(end - buffer.data())));
}

std::optional<std::int64_t> Number::ToInt64() const {
  if (const auto* value = std::get_if<std::int64_t>(&rep_)) return *value;
  return std::nullopt;
}

std::string Number::ToString() const {
  if (const auto* value = std::get_if<std::int64_t>(&rep_)) return std::to_string(*value);
  return std::get<std::string>(rep_);
}

}  // namespace ic
