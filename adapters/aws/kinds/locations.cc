#include "adapters/aws/kinds/locations.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/region.h"
#include "adapters/common/client/json_read.h"
#include "adapters/contract/bandwidth.h"

namespace ic::aws {

StatusOr<std::vector<Location>> ReadLocations(Region& region, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const nlohmann::json list,
                      region.List("DescribeLocations", nlohmann::json::object(), std::move(stop)));
  std::vector<Location> locations;
  for (const nlohmann::json& element : list) {
    Location location;
    location.code = TextOf(element, "locationCode");
    location.name = TextOf(element, "locationName");
    location.region = TextOf(element, "region");
    std::set<std::int64_t> speeds;
    for (const nlohmann::json& speed : ListOf(element, "availablePortSpeeds")) {
      if (!speed.is_string()) continue;
      const auto bits = ParseBandwidth(speed.get<std::string>());
      if (bits.ok()) speeds.insert(*bits);
    }
    for (const std::int64_t bits : speeds) location.bandwidths.push_back(FormatBandwidth(bits));
    for (const nlohmann::json& provider : ListOf(element, "availableProviders")) {
      if (provider.is_string()) location.providers.push_back(provider.get<std::string>());
    }
    if (!location.code.empty()) locations.push_back(std::move(location));
  }
  std::ranges::sort(locations, {}, &Location::code);
  return locations;
}

}  // namespace ic::aws
