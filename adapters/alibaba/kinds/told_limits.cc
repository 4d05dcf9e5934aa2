#include "adapters/alibaba/kinds/told_limits.h"

#include <chrono>
#include <cstdint>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "base/text.h"

namespace ic::alibaba {
namespace {

constexpr std::chrono::seconds kQuotaPatience{10};

// "acs:quotas:*:1234567890123456:quota/…"
std::string AccountIn(const std::string& arn) {
  const std::vector<std::string> parts = Split(arn, ':');
  return parts.size() > 3 ? parts[3] : "";
}

// A number may be of one region, which its dimensions say.
bool IsOf(const nlohmann::json& quota, const std::string& region) {
  const nlohmann::json* const dimensions = MemberOf(quota, "Dimensions");
  const std::string its = dimensions == nullptr ? "" : TextOf(*dimensions, "regionId");
  return its.empty() || its == region;
}

}  // namespace

StatusOr<ToldLimits> ReadLimits(ApiClient& client, const std::string& region, std::stop_token stop) {
  const ApiCall call = {.operation = "ListProductQuotas",
                        .members = {{"ProductCode", "expressconnect"}, {"QuotaCategory", "CommonQuota"}},
                        .timeout = kQuotaPatience,
                        .once = true};
  IC_ASSIGN_OR_RETURN(const nlohmann::json quotas, client.List(call, region, std::move(stop)));
  ToldLimits told;
  std::string account;
  for (const nlohmann::json& quota : quotas) {
    const nlohmann::json* const value = MemberOf(quota, "TotalQuota");
    const std::string id = TextOf(quota, "QuotaActionCode");
    if (id.empty() || value == nullptr || !value->is_number() || !IsOf(quota, region)) continue;
    if (account.empty()) account = AccountIn(TextOf(quota, "QuotaArn"));
    const double number = value->get<double>();
    told.most[id] = number < 1e15 ? static_cast<std::int64_t>(number) : kWhole;
  }
  told.source = fmt::format("Quota Center{}", account.empty() ? "" : " of account " + account);
  return told;
}

}  // namespace ic::alibaba
