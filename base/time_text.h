// Times as services and credential helpers write them.
#ifndef ADAPTERS_WIRE_TIMESTAMP_H_
#define ADAPTERS_WIRE_TIMESTAMP_H_

#include <optional>
#include <string_view>

#include "base/clock.h"

namespace ic {

// "2026-01-01T00:00:00Z", also with a fraction, with an offset, or with the "UTC" older tools write.
std::optional<Time> ParseTimestamp(std::string_view text);

}  // namespace ic

#endif  // ADAPTERS_WIRE_TIMESTAMP_H_
