#include "adapters/alibaba/kinds/locations.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/alibaba/kinds/region.h"
#include "adapters/common/client/api_client.h"
#include "adapters/common/client/json_read.h"

namespace ic::alibaba {

StatusOr<std::vector<Location>> ReadLocations(Region& region, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const nlohmann::json list,
                      region.List("DescribeAccessPoints", {{"AcceptLanguage", "en-US"}}, std::move(stop)));
  std::vector<Location> locations;
  for (const nlohmann::json& element : list) {
    Location location;
    location.code = TextOf(element, "AccessPointId");
    location.name = TextOf(element, "Name");
    location.region = TextOf(element, "AttachedRegionNo");
    if (location.region.empty()) location.region = region.name();
    if (std::string operator_name = TextOf(element, "HostOperator"); !operator_name.empty()) {
      location.providers.push_back(std::move(operator_name));
    }
    if (!location.code.empty()) locations.push_back(std::move(location));
  }
  std::ranges::sort(locations, {}, &Location::code);
  return locations;
}

}  // namespace ic::alibaba
