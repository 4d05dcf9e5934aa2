#include "adapters/huawei/kinds/change.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/common/client/api_client.h"
#include "adapters/huawei/kinds/region.h"
#include "adapters/huawei/tables/traits.h"

namespace ic::huawei {
namespace {

constexpr std::string_view kVendor = "Huawei Cloud";

}  // namespace

Status AnswerWithoutId(std::string_view operation) { return ic::AnswerWithoutId(kVendor, operation); }

std::vector<std::string> FixedDifferences(Kind kind, const Value& desired, const Value& live) {
  return ic::FixedDifferences(HuaweiTraits(), kind, desired, live);
}

Status ApplyTags(Region& region, std::string_view operation, const std::string& id, const TagChange& change,
                 const WaitContext& context, std::stop_token stop) {
  if (!change.set.empty()) {
    const nlohmann::json body = {{"action", "create"}, {"tags", TagList(change.set)}};
    const auto answer =
        region.CallWhenFree({.operation = std::string(operation), .id = id, .members = body}, context, stop);
    if (!answer.ok()) return answer.status().Annotate("tagging " + id);
  }
  if (change.removed.empty()) return OkStatus();
  nlohmann::json tags = nlohmann::json::array();
  for (const std::string& key : change.removed) tags.push_back({{"key", key}});
  const nlohmann::json body = {{"action", "delete"}, {"tags", std::move(tags)}};
  const auto answer =
      region.CallWhenFree({.operation = std::string(operation), .id = id, .members = body}, context, stop);
  return answer.ok() ? OkStatus() : answer.status().Annotate("removing tags of " + id);
}

bool TouchesInside(const std::vector<std::string>& changed, std::string_view path) {
  return std::ranges::any_of(changed, [&](const std::string& entry) {
    return entry == path || (entry.starts_with(path) && entry[path.size()] == '.');
  });
}

}  // namespace ic::huawei
