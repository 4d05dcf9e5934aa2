// Times as STS and the metadata services write them.
#ifndef SIMULATORS_AWS_ISO_TIME_H_
#define SIMULATORS_AWS_ISO_TIME_H_

#include <string>

#include "base/clock.h"

namespace ic::sim::aws {

// "2026-01-01T00:00:00Z"
std::string IsoTime(Time time);

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_ISO_TIME_H_
