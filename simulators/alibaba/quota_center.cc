#include "simulators/alibaba/quota_center.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "simulators/alibaba/wire/error.h"

namespace ic::sim::alibaba {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kQuotaPage = 30;
constexpr std::int64_t kMaxQuotaPage = 100;

struct Row {
  std::string_view code;
  std::string_view name;
  std::string_view quota;  // in World::quotas
  bool adjustable;
};

// "acount" is how the service spells it.
constexpr Row kRows[] = {
    {"ec_quota_pconn_count_per_ap", "Circuits of an account at an access point", "circuits_per_access_point", true},
    {"ec_quota_free_pconn_count", "Circuits that are not paid for", "unpaid_circuits", false},
    {"ec_quota_same_acount_vbr_per_pconn", "VBRs of one account on a circuit", "routers_per_circuit", true},
    {"ec_quota_bgp_group_max_route_entry_num", "Routes that a BGP peer may announce", "routes_per_peer", true},
};

// The most that one access point, or one circuit, has.
int Usage(const World& world, std::string_view account, std::string_view quota) {
  std::map<std::string, int> count;
  for (const auto& circuit : world.circuits.items()) {
    if (circuit->owner != account || circuit->hosted()) continue;
    if (quota == "circuits_per_access_point") ++count[circuit->access_point];
    if (quota == "unpaid_circuits" && !circuit->life.Is({"Enabled", "Terminated", "Canceled", "Rejected"})) ++count[""];
  }
  for (const auto& router : world.routers.items()) {
    if (quota == "routers_per_circuit" && router->owner == account) ++count[router->circuit_id];
  }
  int most = 0;
  for (const auto& [where, number] : count) most = std::max(most, number);
  return most;
}

Json RowJson(const World& world, std::string_view account, const Row& row) {
  return {{"ProductCode", kQuotaProduct},
          {"QuotaActionCode", row.code},
          {"QuotaName", row.name},
          {"QuotaDescription", row.name},
          {"QuotaCategory", "CommonQuota"},
          {"QuotaType", "normal"},
          {"QuotaUnit", "Count"},
          {"Adjustable", row.adjustable},
          {"ApplicableType", "continuous"},
          {"Consumable", row.quota != "routes_per_peer"},
          {"QuotaArn", fmt::format("acs:quotas:*:{}:quota/{}/{}", account, kQuotaProduct, row.code)},
          {"TotalQuota", QuotaValues(world.quotas).at(std::string(row.quota))},
          {"TotalUsage", Usage(world, account, row.quota)}};
}

StatusOr<Json> ListQuotas(const World& world, std::string_view account, const Input& in) {
  const std::int64_t size = in.Number("MaxResults", kQuotaPage);
  if (size < 1 || size > kMaxQuotaPage) {
    return ApiError("INVALID.PARAMETER", fmt::format("MaxResults must be from 1 to {}.", kMaxQuotaPage));
  }
  Json all = Json::array();
  for (const Row& row : kRows) {
    const std::string code = in.Text("QuotaActionCode");
    if (code.empty() || code == row.code) all.push_back(RowJson(world, account, row));
  }
  const auto begin = static_cast<std::size_t>(std::max<std::int64_t>(0, in.Number("NextToken")));
  const std::size_t end = std::min(all.size(), begin + static_cast<std::size_t>(size));
  Json page = Json::array();
  for (std::size_t i = begin; i < end; ++i) page.push_back(all[i]);
  Json answer{{"Quotas", page}, {"TotalCount", all.size()}, {"MaxResults", size}};
  if (end < all.size()) answer["NextToken"] = std::to_string(end);
  return answer;
}

}  // namespace

StatusOr<Json> RunQuotaCenter(const World& world, std::string_view account, std::string_view action, const Input& in) {
  if (action == "ListProducts") {
    const Json product{{"ProductCode", kQuotaProduct}, {"ProductName", "Express Connect"}, {"Dynamic", false}};
    return Json{{"ProductInfo", Json::array({product})}, {"TotalCount", 1}, {"MaxResults", kQuotaPage}};
  }
  if (action != "ListProductQuotas" && action != "GetProductQuota") {
    return ApiError("InvalidAction.NotFound", "Specified api is not found, please check your url and method.", 404);
  }
  if (in.Text("ProductCode") != kQuotaProduct) {
    return ApiError("INVALID.PRODUCT.CODE", fmt::format("There is no product {}.", in.Text("ProductCode")));
  }
  if (action == "ListProductQuotas") return ListQuotas(world, account, in);
  for (const Row& row : kRows) {
    if (in.Text("QuotaActionCode") == row.code) return Json{{"Quota", RowJson(world, account, row)}};
  }
  return ApiError("QUOTA.NOT.FOUND", fmt::format("There is no quota {}.", in.Text("QuotaActionCode")), 404);
}

}  // namespace ic::sim::alibaba
