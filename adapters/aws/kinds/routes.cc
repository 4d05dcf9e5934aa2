#include "adapters/aws/kinds/routes.h"

#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/region.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/entry_name.h"

namespace ic::aws {

StatusOr<std::optional<Routes>> ReadRoutes(Region& region, const std::string& interface, std::stop_token stop) {
  const StatusOr<nlohmann::json> list =
      region.List("ListVirtualInterfaceRoutes", {{"virtualInterfaceId", interface}}, std::move(stop));
  if (list.status().code() == StatusCode::kNotFound) return std::optional<Routes>();
  if (!list.ok()) return list.status().Annotate("reading the routes of " + interface);
  std::set<std::string> accepted;
  std::set<std::string> advertised;
  for (const nlohmann::json& route : *list) {
    const std::string cidr = TextOf(route, "cidr");
    if (cidr.empty()) continue;
    const std::string direction = TextOf(route, "routeDirection");
    if (direction == "accepted") accepted.insert(CanonicalPrefix(cidr));
    if (direction == "advertised") advertised.insert(CanonicalPrefix(cidr));
  }
  Routes routes;
  routes.accepted.assign(accepted.begin(), accepted.end());
  routes.advertised.assign(advertised.begin(), advertised.end());
  return std::optional(std::move(routes));
}

StatusOr<std::string> AdvertisingGateway(Region& region, const std::string& prefix, std::stop_token stop) {
  const EntryName name = EntryName::Parse(prefix);
  IC_ASSIGN_OR_RETURN(const Object association, region.Association(name.parent, Freshness::kShared, std::move(stop)));
  return association == nullptr ? std::string() : TextOf(*association, "directConnectGatewayId");
}

}  // namespace ic::aws
