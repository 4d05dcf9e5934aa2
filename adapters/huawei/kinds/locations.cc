#include "adapters/huawei/kinds/locations.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/common/client/api_client.h"
#include "adapters/common/client/json_read.h"
#include "adapters/contract/bandwidth.h"
#include "adapters/huawei/kinds/region.h"

namespace ic::huawei {

StatusOr<std::vector<Location>> ReadLocations(Region& region, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const nlohmann::json list,
                      region.List({.operation = "ListDirectConnectLocations"}, std::move(stop)));
  std::vector<Location> locations;
  for (const nlohmann::json& element : list) {
    Location location;
    // Connections name their location by its name, not by its id.
    location.code = TextOf(element, "name");
    location.name = location.code;
    if (const nlohmann::json* names = MemberOf(element, "locales"); names != nullptr) {
      if (std::string english = TextOf(*names, "en_us"); !english.empty()) location.name = std::move(english);
    }
    location.region = TextOf(element, "region_id");
    if (location.region.empty()) location.region = region.name();
    std::set<std::int64_t> speeds;
    for (const nlohmann::json& speed : ListOf(element, "available_port_speeds")) {
      if (!speed.is_string()) continue;
      const auto bits = ParseBandwidth(speed.get<std::string>());
      if (bits.ok()) speeds.insert(*bits);
    }
    for (const std::int64_t bits : speeds) location.bandwidths.push_back(FormatBandwidth(bits));
    for (const nlohmann::json& provider : ListOf(element, "provider_list")) {
      if (provider.is_string()) location.providers.push_back(provider.get<std::string>());
    }
    if (!location.code.empty()) locations.push_back(std::move(location));
  }
  std::ranges::sort(locations, {}, &Location::code);
  return locations;
}

}  // namespace ic::huawei
