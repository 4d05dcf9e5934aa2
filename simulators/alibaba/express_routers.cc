#include "simulators/alibaba/express_routers.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "simulators/alibaba/wire/error.h"
#include "simulators/alibaba/wire/model.h"

namespace ic::sim::alibaba {
namespace {

using Json = nlohmann::json;

constexpr OperationModel kDescribe = {
    "DescribeExpressConnectRouter",
    "RegionId EcrId Name MaxResults:n NextToken ResourceGroupId Tag.N.Key Tag.N.Value DryRun:b ClientToken"};
constexpr std::int64_t kPage = 20;
constexpr std::int64_t kMostOnAPage = std::numeric_limits<std::int32_t>::max();
constexpr std::size_t kMostTags = 20;

Status IllegalValue(std::string_view name) {
  return ApiError(fmt::format("IllegalParam.{}", name), fmt::format("The param of {} is illegal.", name));
}

bool HasTags(const Tags& tags, const std::vector<Input>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&tags](const Input& one) {
    return std::any_of(tags.begin(), tags.end(), [&one](const auto& tag) {
      return tag.first == one.Text("Key") && (!one.Has("Value") || tag.second == one.Text("Value"));
    });
  });
}

StatusOr<Json> Describe(const World& world, std::string_view account, const Input& in) {
  const std::int64_t size = in.Number("MaxResults", kPage);
  if (size < 1 || size > kMostOnAPage) return IllegalValue("MaxResults");
  const std::vector<Input> tags = in.Structures("Tag");
  if (tags.size() > kMostTags) return IllegalValue("Tag");
  const std::string id = in.Text("EcrId");
  Json all = Json::array();
  for (const auto& router : world.express_routers.items()) {
    if (router->owner != account || (!id.empty() && router->id != id)) continue;
    if (in.Has("Name") && router->name != in.Text("Name")) continue;
    if (in.Has("ResourceGroupId") && router->resource_group != in.Text("ResourceGroupId")) continue;
    if (HasTags(router->tags, tags)) all.push_back(ExpressRouterJson(*router));
  }
  if (!id.empty() && all.empty()) return ApiError("ResourceNotFound.EcrId", "EcrId not found.", 404);
  std::optional<std::int64_t> begin = 0;
  if (const std::string token = in.Text("NextToken"); !token.empty()) begin = ReadNumber(token);
  if (!begin || *begin < 0 || *begin > static_cast<std::int64_t>(all.size())) return IllegalValue("NextToken");
  const std::int64_t end = std::min(static_cast<std::int64_t>(all.size()), *begin + size);
  Json answer{{"Success", true},          {"Code", "200"},      {"Message", "OK"},         {"HttpStatusCode", 200},
              {"TotalCount", all.size()}, {"MaxResults", size}, {"EcrList", Json::array()}};
  for (std::int64_t i = *begin; i < end; ++i) answer["EcrList"].push_back(all[static_cast<std::size_t>(i)]);
  if (end < static_cast<std::int64_t>(all.size())) answer["NextToken"] = std::to_string(end);
  return answer;
}

}  // namespace

Json ExpressRouterJson(const ExpressRouter& router) {
  Json tags = Json::array();
  for (const auto& [key, value] : router.tags) tags.push_back({{"TagKey", key}, {"TagValue", value}});
  return {{"EcrId", router.id},
          {"Name", router.name},
          {"Description", router.description},
          {"AlibabaSideAsn", router.asn},
          {"OwnerId", ReadNumber(router.owner).value_or(0)},
          {"Status", router.status},
          {"BizStatus", "Normal"},
          {"ResourceGroupId", router.resource_group},
          {"GmtCreate", "2026-01-01T00:00:00Z"},
          {"GmtModified", "2026-01-01T00:00:00Z"},
          {"Tags", std::move(tags)}};
}

StatusOr<Json> RunExpressRouters(const World& world, std::string_view account, std::string_view action, const Input& in,
                                 bool lenient) {
  if (action != kDescribe.name) {
    return ApiError("InvalidAction.NotFound", "Specified api is not found, please check your url and method.", 404);
  }
  IC_RETURN_IF_ERROR(CheckInput(kDescribe, in, lenient));
  return Describe(world, account, in);
}

}  // namespace ic::sim::alibaba
