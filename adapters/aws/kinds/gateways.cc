#include "adapters/aws/kinds/gateways.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/region.h"
#include "adapters/aws/kinds/tags.h"
#include "adapters/aws/tables/states.h"
#include "adapters/aws/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/gateway.h"

namespace ic::aws {

StatusOr<std::vector<Observed>> ReadGateways(Region& region, Freshness freshness, std::stop_token stop) {
  std::vector<Observed> gateways;
  const std::string_view cloud = AwsTraits().cloud;
  IC_ASSIGN_OR_RETURN(const auto global, region.gateways().All(freshness, stop));
  for (const auto& [id, live] : global->objects) {
    if (IsGatewayEnding(TextOf(*live, "directConnectGatewayState"))) continue;
    gateways.push_back(GatewayOf(cloud, {.id = id,
                                         .name = TextOf(*live, "directConnectGatewayName"),
                                         .type = "direct_connect_gateway",
                                         .cloud_asn = IntegerOf(*live, "amazonSideAsn"),
                                         .account = TextOf(*live, "ownerAccount"),
                                         .tags = SplitTags(*live).user}));
  }
  IC_ASSIGN_OR_RETURN(const auto own, region.virtual_gateways().All(freshness, std::move(stop)));
  for (const auto& [id, live] : own->objects) {
    if (IsGatewayEnding(TextOf(*live, "virtualGatewayState"))) continue;
    gateways.push_back(GatewayOf(cloud, {.id = id, .type = "virtual_private_gateway", .region = region.name()}));
  }
  return gateways;
}

}  // namespace ic::aws
