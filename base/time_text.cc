#include "adapters/wire/timestamp.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace ic {
namespace {

// A number of exactly `digits` digits at the front of `text`, which is consumed.
bool TakeNumber(std::string_view& text, std::size_t digits, int& number) {
  if (text.size() < digits) return false;
  for (std::size_t i = 0; i < digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
  }
  std::from_chars(text.data(), text.data() + digits, number);
  text.remove_prefix(digits);
  return true;
}

bool TakeCharacter(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

// "Z", "UTC", "+01:00", "+0100".
std::optional<std::chrono::minutes> TakeZone(std::string_view text) {
  if (text == "Z" || text == "UTC") return std::chrono::minutes(0);
  const bool west = text.starts_with('-');
  int hours = 0;
  int minutes = 0;
  if (!TakeCharacter(text, "+-") || !TakeNumber(text, 2, hours)) return std::nullopt;
  TakeCharacter(text, ":");
  if (!TakeNumber(text, 2, minutes) || !text.empty() || hours > 23 || minutes > 59) return std::nullopt;
  const std::chrono::minutes offset = std::chrono::hours(hours) + std::chrono::minutes(minutes);
  return west ? -offset : offset;
}

}  // namespace

std::optional<Time> ParseTimestamp(std::string_view text) {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!TakeNumber(text, 4, year) || !TakeCharacter(text, "-") || !TakeNumber(text, 2, month) ||
      !TakeCharacter(text, "-") || !TakeNumber(text, 2, day) || !TakeCharacter(text, "Tt ") ||
      !TakeNumber(text, 2, hour) || !TakeCharacter(text, ":") || !TakeNumber(text, 2, minute) ||
      !TakeCharacter(text, ":") || !TakeNumber(text, 2, second)) {
    return std::nullopt;
  }
  if (TakeCharacter(text, ".")) {
    int digit = 0;
    while (TakeNumber(text, 1, digit)) {
    }
  }
  const auto zone = TakeZone(text);
  // Helpers write year 9999 for "never"; the clock's nanoseconds end in 2262.
  year = std::clamp(year, 1970, 2200);
  const std::chrono::year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  if (!zone || !date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  return Time(std::chrono::sys_days(date)) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
         std::chrono::seconds(second) - *zone;
}

}  // namespace ic
