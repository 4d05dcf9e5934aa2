// Times as the clouds write them: ISO 8601 in UTC, to the second.
#ifndef SIMULATORS_SERVER_ISO_TIME_H_
#define SIMULATORS_SERVER_ISO_TIME_H_

#include <string>

#include "base/clock.h"

namespace ic::sim {

// "2026-01-01T00:00:00Z"
std::string IsoTime(Time time);

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_ISO_TIME_H_
