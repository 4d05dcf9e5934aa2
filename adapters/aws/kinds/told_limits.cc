#include "adapters/aws/kinds/told_limits.h"

#include <chrono>
#include <cstdint>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "base/text.h"

namespace ic::aws {
namespace {

constexpr std::chrono::seconds kPatience{10};

// "arn:aws:servicequotas:us-east-1:123456789012:directconnect/L-…"
std::string AccountIn(const std::string& arn) {
  const std::vector<std::string> parts = Split(arn, ':');
  return parts.size() > 4 ? parts[4] : "";
}

}  // namespace

StatusOr<ToldLimits> ReadLimits(ApiClient& client, const std::string& region, std::stop_token stop) {
  const ApiCall call = {.operation = "ListServiceQuotas",
                        .members = {{"ServiceCode", "directconnect"}},
                        .timeout = kPatience,
                        .once = true};
  IC_ASSIGN_OR_RETURN(const nlohmann::json quotas, client.List(call, region, std::move(stop)));
  ToldLimits told;
  std::string account;
  for (const nlohmann::json& quota : quotas) {
    const nlohmann::json* const value = MemberOf(quota, "Value");
    const std::string name = TextOf(quota, "QuotaName");
    if (name.empty() || value == nullptr || !value->is_number() || MemberOf(quota, "ErrorReason") != nullptr) continue;
    if (account.empty()) account = AccountIn(TextOf(quota, "QuotaArn"));
    const double number = value->get<double>();
    told.most[name] = number < 1e15 ? static_cast<std::int64_t>(number) : kWhole;
  }
  told.source = fmt::format("Service Quotas{} in {}", account.empty() ? "" : " of account " + account, region);
  return told;
}

}  // namespace ic::aws
