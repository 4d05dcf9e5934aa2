#include "adapters/contract/duration.h"

#include <array>
#include <cstdint>

#include <fmt/format.h>

namespace ic {
namespace {

struct TimeUnit {
  std::string_view word;
  std::int64_t milliseconds;
};

constexpr std::array<TimeUnit, 4> kTimeUnits = {{{"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}}};
constexpr std::int64_t kMax = 8760 * kTimeUnits[0].milliseconds;

Status WrongDuration(std::string_view text) {
  return InvalidArgumentError(
      fmt::format("\"{}\" is not a duration: write numbers with the units h, m, s and ms, above 0 and up to 8760h (a "
                  "year), as \"30m\" or \"1h30m\".",
                  text));
}

}  // namespace

StatusOr<Duration> ParseDuration(std::string_view text) {
  std::string_view rest = text;
  std::size_t next_unit = 0;
  std::int64_t total = 0;
  while (!rest.empty()) {
    std::int64_t number = 0;
    const std::size_t digits = rest.find_first_not_of("0123456789");
    if (digits == 0 || digits == std::string_view::npos || digits > 11) return WrongDuration(text);
    for (const char c : rest.substr(0, digits)) number = number * 10 + (c - '0');
    rest.remove_prefix(digits);
    const std::string_view word = rest.substr(0, rest.find_first_of("0123456789"));
    while (next_unit < kTimeUnits.size() && kTimeUnits.at(next_unit).word != word) ++next_unit;
    if (next_unit == kTimeUnits.size()) return WrongDuration(text);
    total += number * kTimeUnits.at(next_unit).milliseconds;
    if (total > kMax) return WrongDuration(text);
    ++next_unit;
    rest.remove_prefix(word.size());
  }
  if (total == 0) return WrongDuration(text);
  return Duration(std::chrono::milliseconds(total));
}

std::string FormatDuration(Duration duration) {
  std::int64_t left = std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
  std::string text;
  for (const TimeUnit& unit : kTimeUnits) {
    if (left >= unit.milliseconds) text += fmt::format("{}{}", left / unit.milliseconds, unit.word);
    left %= unit.milliseconds;
  }
  return text.empty() ? "0s" : text;
}

}  // namespace ic
