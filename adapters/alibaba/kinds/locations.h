// Access points: where connections can end.
#ifndef ADAPTERS_ALIBABA_KINDS_LOCATIONS_H_
#define ADAPTERS_ALIBABA_KINDS_LOCATIONS_H_

#include <stop_token>
#include <vector>

#include "adapters/contract/adapter.h"

namespace ic::alibaba {

class Region;

// Of the region, by code. The service does not tell which speeds a place has.
StatusOr<std::vector<Location>> ReadLocations(Region& region, std::stop_token stop);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_LOCATIONS_H_
