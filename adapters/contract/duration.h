// Durations as Terraform's timeouts are written: `30m`, `1h30m`, `90s`.
#ifndef ADAPTERS_CONTRACT_DURATION_H_
#define ADAPTERS_CONTRACT_DURATION_H_

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/status.h"

namespace ic {

// One or more numbers with a unit (`h`, `m`, `s`, `ms`), each unit once and in this order, together above 0 and at
// most 8760h (a year). Anything else is kInvalidArgument with a full sentence.
StatusOr<Duration> ParseDuration(std::string_view text);

// The same, and 0 in any of the units: what may be none at all.
StatusOr<Duration> ParseDurationOrNone(std::string_view text);

// "1h30m", "90s" as "1m30s"; what is below a millisecond is left out. 0 is "0s".
std::string FormatDuration(Duration duration);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_DURATION_H_
