// Direct Connect locations: where ports can be ordered.
#ifndef ADAPTERS_AWS_KINDS_LOCATIONS_H_
#define ADAPTERS_AWS_KINDS_LOCATIONS_H_

#include <stop_token>
#include <vector>

#include "adapters/contract/adapter.h"

namespace ic::aws {

class Region;

// DescribeLocations, by code. The API spells speeds `1G` there and `1Gbps` everywhere else: they come in the
// vocabulary's spelling, slowest first.
StatusOr<std::vector<Location>> ReadLocations(Region& region, std::stop_token stop);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_LOCATIONS_H_
