// Where Huawei has ports, as a client of its API sees it.
#ifndef ADAPTERS_HUAWEI_KINDS_LOCATIONS_H_
#define ADAPTERS_HUAWEI_KINDS_LOCATIONS_H_

#include <stop_token>
#include <vector>

#include "adapters/contract/adapter.h"

namespace ic::huawei {

class Region;

// Sorted by code.
StatusOr<std::vector<Location>> ReadLocations(Region& region, std::stop_token stop);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_KINDS_LOCATIONS_H_
