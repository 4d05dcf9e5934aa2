#include "adapters/huawei/kinds/gateways.h"

#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/gateway.h"
#include "adapters/huawei/kinds/mapping.h"
#include "adapters/huawei/kinds/region.h"
#include "adapters/huawei/tables/states.h"
#include "adapters/huawei/tables/traits.h"

namespace ic::huawei {
namespace {

void Add(const Listing::Contents& listed, std::string_view type, const std::string& region,
         std::vector<Observed>& gateways) {
  for (const auto& [id, live] : listed.objects) {
    if (IsGatewayEnding(TextOf(*live, "status"))) continue;
    std::string own_region = TextOf(*live, "region_id");
    gateways.push_back(GatewayOf(HuaweiTraits().cloud, {.id = id,
                                                        .name = TextOf(*live, "name"),
                                                        .type = type,
                                                        .region = own_region.empty() ? region : std::move(own_region),
                                                        .cloud_asn = IntegerOf(*live, "bgp_asn"),
                                                        .account = TextOf(*live, "tenant_id"),
                                                        .tags = SplitTags(*live).user}));
  }
}

}  // namespace

StatusOr<std::vector<Observed>> ReadGateways(Region& region, Freshness freshness, std::stop_token stop) {
  std::vector<Observed> gateways;
  IC_ASSIGN_OR_RETURN(const auto own, region.gateways().All(freshness, stop));
  Add(*own, "VGW", region.name(), gateways);
  const auto global = region.global_gateways().All(freshness, std::move(stop));
  if (global.ok()) {
    Add(**global, "GDGW", "", gateways);
  } else if (const StatusCode code = global.status().code();
             code != StatusCode::kUnimplemented && code != StatusCode::kNotFound) {
    return global.status();
  }
  return gateways;
}

}  // namespace ic::huawei
