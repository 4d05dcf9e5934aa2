#include "reconcile/state/times.h"

#include <charconv>
#include <chrono>

#include <fmt/format.h>

namespace ic {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hh_mm_ss;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

// -1 if it is no number.
int Number(std::string_view text, std::size_t at, std::size_t length) {
  int value = 0;
  const char* end = text.data() + at + length;
  const auto [parsed, error] = std::from_chars(text.data() + at, end, value);
  return error == std::errc() && parsed == end && text[at] != '-' ? value : -1;
}

}  // namespace

std::string StateTimeText(Time time) {
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(floor<seconds>(time - day));
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count());
}

std::optional<Time> ParseStateTime(std::string_view text) {
  if (text.size() != 20) return std::nullopt;
  const year_month_day date(std::chrono::year(Number(text, 0, 4)),
                            std::chrono::month(static_cast<unsigned>(Number(text, 5, 2))),
                            std::chrono::day(static_cast<unsigned>(Number(text, 8, 2))));
  if (!date.ok()) return std::nullopt;
  const Time time = sys_days(date) + std::chrono::hours(Number(text, 11, 2)) +
                    std::chrono::minutes(Number(text, 14, 2)) + seconds(Number(text, 17, 2));
  // Whatever was off (separators, an hour 25) reads back differently.
  if (StateTimeText(time) != text) return std::nullopt;
  return time;
}

}  // namespace ic
