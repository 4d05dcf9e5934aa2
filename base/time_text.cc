#include "base/time_text.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include <fmt/format.h>

#include "base/text.h"

namespace ic {
namespace {

// A number of exactly `digits` digits at the front of `text`, which is consumed.
bool TakeNumber(std::string_view& text, std::size_t digits, int& number) {
  if (text.size() < digits) return false;
  for (std::size_t i = 0; i < digits; ++i) {
    if (!IsDigit(text[i])) return false;
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

struct Date {
  int year = 0;
  int month = 0;
  int day = 0;

  std::chrono::year_month_day In(int some_year) const {
    return {std::chrono::year(some_year), std::chrono::month(static_cast<unsigned>(month)),
            std::chrono::day(static_cast<unsigned>(day))};
  }
};

bool TakeDate(std::string_view& text, Date& date) {
  return TakeNumber(text, 4, date.year) && TakeCharacter(text, "-") && TakeNumber(text, 2, date.month) &&
         TakeCharacter(text, "-") && TakeNumber(text, 2, date.day);
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

std::string IsoTime(Time time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count());
}

std::optional<Time> ParseIsoTime(std::string_view text) {
  const std::optional<Time> time = ParseTimestamp(text);
  // Whatever was off (a fraction, another zone, a year out of reach) reads back differently.
  if (!time || IsoTime(*time) != text) return std::nullopt;
  return time;
}

std::optional<Time> ParseTimestamp(std::string_view text) {
  Date date;
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!TakeDate(text, date) || !TakeCharacter(text, "Tt ") || !TakeNumber(text, 2, hour) || !TakeCharacter(text, ":") ||
      !TakeNumber(text, 2, minute) || !TakeCharacter(text, ":") || !TakeNumber(text, 2, second)) {
    return std::nullopt;
  }
  if (TakeCharacter(text, ".")) {
    int digit = 0;
    while (TakeNumber(text, 1, digit)) {
    }
  }
  const auto zone = TakeZone(text);
  // Helpers write year 9999 for "never"; the clock's nanoseconds end in 2262.
  const std::chrono::year_month_day on = date.In(std::clamp(date.year, 1970, 2200));
  if (!zone || !on.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  return Time(std::chrono::sys_days(on)) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
         std::chrono::seconds(second) - *zone;
}

bool IsDate(std::string_view text) {
  Date date;
  return TakeDate(text, date) && text.empty() && date.In(date.year).ok();
}

}  // namespace ic
