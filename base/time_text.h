// Moments and days as text: ISO 8601 in UTC, written one way and read as generously as the reader wants.
#ifndef BASE_TIME_TEXT_H_
#define BASE_TIME_TEXT_H_

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace ic {

// "2026-01-31T09:30:00Z"; what is less than a second is left out.
std::string IsoTime(Time time);
// Of what IsoTime writes and nothing else.
std::optional<Time> ParseIsoTime(std::string_view text);

// As services and credential helpers write times: "2026-01-01T00:00:00Z", also with a fraction, with an offset, or with
// the "UTC" older tools write. A year beyond what a Time holds ("never" is 9999) is taken for 2200.
std::optional<Time> ParseTimestamp(std::string_view text);

// "2026-01-31", a day there is.
bool IsDate(std::string_view text);

}  // namespace ic

#endif  // BASE_TIME_TEXT_H_
