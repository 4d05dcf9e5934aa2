// Number: an exact decimal, as Terraform's numbers are. Never passes through a double on its way in or out.
#ifndef SCHEMA_VALUE_NUMBER_H_
#define SCHEMA_VALUE_NUMBER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/status.h"

namespace ic {

// Finite decimal of any size (bounded by kMaxDigits). Equality is by value: "1.50" equals "1.5", "1e3" equals 1000.
class Number {
 public:
  // Most digits a number may have when written out without an exponent. Every double fits (the smallest has 1074
  // decimal places); Terraform itself computes with 512 bits (155 significant digits).
  static constexpr std::size_t kMaxDigits = 1100;

  Number() = default;  // 0
  explicit Number(std::int64_t value) : rep_(value) {}

  // Reads base-10 text with optional sign, fraction and exponent ("-12.5e-3"). Anything else, NaN and infinities, and
  // text beyond kMaxDigits is kInvalidArgument.
  static StatusOr<Number> Parse(std::string_view text);

  // Exactly the value of `value` (all its binary digits); NaN and infinities are kInvalidArgument.
  static StatusOr<Number> FromDouble(double value);

  // The value if it is an integer that fits.
  std::optional<std::int64_t> ToInt64() const;
  // Canonical decimal text without exponent: "1000", "-0.5".
  std::string ToString() const;

  bool operator==(const Number& other) const = default;

 private:
  // Integers that fit are always held as int64; everything else as canonical text. So equality is by representation.
  std::variant<std::int64_t, std::string> rep_ = std::int64_t{0};
};

}  // namespace ic

#endif  // SCHEMA_VALUE_NUMBER_H_
