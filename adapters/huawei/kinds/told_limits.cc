#include "adapters/huawei/kinds/told_limits.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"

namespace ic::huawei {
namespace {

constexpr std::chrono::seconds kPatience{10};

}  // namespace

StatusOr<ToldLimits> ReadLimits(ApiClient& client, const std::string& region, std::stop_token stop) {
  const ApiCall call = {.operation = "ShowQuotas", .timeout = kPatience, .once = true};
  IC_ASSIGN_OR_RETURN(const nlohmann::json quotas, client.Call(call, region, stop));
  ToldLimits told;
  for (const nlohmann::json& quota : ListOf(quotas, "resources")) {
    const std::string type = TextOf(quota, "type");
    const std::optional<std::int64_t> number = IntegerOf(quota, "quota");
    if (!type.empty() && number) told.most[type] = *number < 0 ? kWhole : *number;
  }
  // Whoever may call knows the project, so that no further call is made for it.
  const StatusOr<Caller> caller = client.WhoCalls(region, std::move(stop));
  const bool known = caller.ok() && !caller->owner.empty();
  told.source = fmt::format("Direct Connect's quotas{} in {}",
                            known ? fmt::format(" of {} {}", caller->part, caller->owner) : "", region);
  return told;
}

}  // namespace ic::huawei
