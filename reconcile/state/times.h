// Times as the state keeps them: ISO 8601 in UTC, to the second, "2026-01-31T09:30:00Z". Inside this folder only.
#ifndef RECONCILE_STATE_TIMES_H_
#define RECONCILE_STATE_TIMES_H_

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace ic {

std::string StateTimeText(Time time);
// Of what StateTimeText writes and nothing else.
std::optional<Time> ParseStateTime(std::string_view text);

}  // namespace ic

#endif  // RECONCILE_STATE_TIMES_H_
