#include "adapters/alibaba/kinds/gateways.h"

#include <map>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/gateway.h"
#include "adapters/common/kinds/tags.h"

namespace ic::alibaba {
namespace {

// An ECR calls them by other names than everything else. Tags of Alibaba Cloud itself begin with "acs:".
std::map<std::string, std::string> RouterTagsOf(const nlohmann::json& live) {
  nlohmann::json list = nlohmann::json::array();
  for (const nlohmann::json& tag : ListOf(live, "Tags")) {
    list.push_back({{"key", TextOf(tag, "TagKey")}, {"value", TextOf(tag, "TagValue")}});
  }
  return SplitTags({{"tags", std::move(list)}}, "acs:").user;
}

}  // namespace

StatusOr<std::vector<Observed>> ReadGateways(Region& region, Freshness freshness, std::stop_token stop) {
  std::vector<Observed> gateways;
  IC_ASSIGN_OR_RETURN(const auto all, region.routers().All(freshness, std::move(stop)));
  for (const auto& [id, live] : all->objects) {
    if (IsGatewayEnding(TextOf(*live, "Status"))) continue;
    const auto owner = NumberOf(*live, "OwnerId");
    gateways.push_back(GatewayOf(AlibabaTraits().cloud, {.id = id,
                                                         .name = TextOf(*live, "Name"),
                                                         .type = "express_connect_router",
                                                         .cloud_asn = NumberOf(*live, "AlibabaSideAsn"),
                                                         .account = owner ? std::to_string(*owner) : std::string(),
                                                         .tags = RouterTagsOf(*live)}));
  }
  return gateways;
}

}  // namespace ic::alibaba
