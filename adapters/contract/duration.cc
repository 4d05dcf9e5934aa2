#include "adapters/contract/duration.h"

#include <array>
#include <cstdint>
#include <optional>

#include <fmt/format.h>

namespace ic {
namespace {

struct TimeUnit {
  std::string_view word;
  std::int64_t milliseconds;
};

constexpr std::array<TimeUnit, 4> kTimeUnits = {{{"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}}};
constexpr std::int64_t kMax = 8760 * kTimeUnits[0].milliseconds;

// `from`: "above 0 and up".
Status WrongDuration(std::string_view text, std::string_view from) {
  return InvalidArgumentError(
      fmt::format("\"{}\" is not a duration: write numbers with the units h, m, s and ms, {} to 8760h (a year), as "
                  "\"30m\" or \"1h30m\".",
                  text, from));
}

// In milliseconds; nothing: it is none, or longer than a year.
std::optional<std::int64_t> Milliseconds(std::string_view text) {
  std::string_view rest = text;
  std::size_t next_unit = 0;
  std::int64_t total = 0;
  while (!rest.empty()) {
    std::int64_t number = 0;
    const std::size_t digits = rest.find_first_not_of("0123456789");
    if (digits == 0 || digits == std::string_view::npos || digits > 11) return std::nullopt;
    for (const char c : rest.substr(0, digits)) number = number * 10 + (c - '0');
    rest.remove_prefix(digits);
    const std::string_view word = rest.substr(0, rest.find_first_of("0123456789"));
    while (next_unit < kTimeUnits.size() && kTimeUnits.at(next_unit).word != word) ++next_unit;
    if (next_unit == kTimeUnits.size()) return std::nullopt;
    total += number * kTimeUnits.at(next_unit).milliseconds;
    if (total > kMax) return std::nullopt;
    ++next_unit;
    rest.remove_prefix(word.size());
  }
  return total;
}

}  // namespace

StatusOr<Duration> ParseDuration(std::string_view text) {
  const std::optional<std::int64_t> found = Milliseconds(text);
  if (!found || *found == 0) return WrongDuration(text, "above 0 and up");
  return Duration(std::chrono::milliseconds(*found));
}

StatusOr<Duration> ParseDurationOrNone(std::string_view text) {
  const std::optional<std::int64_t> found = Milliseconds(text);
  if (!found || text.empty()) return WrongDuration(text, "from 0s up");
  return Duration(std::chrono::milliseconds(*found));
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
