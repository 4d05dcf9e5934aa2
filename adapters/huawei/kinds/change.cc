#include "adapters/huawei/kinds/change.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/common/client/api_client.h"
#include "adapters/common/client/json_read.h"
#include "adapters/huawei/kinds/region.h"
#include "adapters/huawei/tables/traits.h"

namespace ic::huawei {
namespace {

constexpr std::string_view kVendor = "Huawei Cloud";
// What an object can do without, in this order: it is found by its place too.
constexpr std::array kDispensable = {kMarkTag, kOwnerTag};

}  // namespace

Status AnswerWithoutId(std::string_view operation) { return ic::AnswerWithoutId(kVendor, operation); }

std::vector<std::string> FixedDifferences(Kind kind, const Value& desired, const Value& live) {
  return ic::FixedDifferences(HuaweiTraits(), kind, desired, live);
}

Marks Fitting(const Marks& marks, const Value& user) {
  const auto of_user = user.kind() == Value::Kind::kMap ? user.fields().size() : std::size_t{0};
  Marks fitting = marks;
  const auto none_left = [&] {
    return static_cast<std::int64_t>(of_user + TagList(Value::Null(), fitting).size()) <= kMostTags;
  };
  if (!none_left()) fitting.mark.clear();
  if (!none_left()) fitting.owner.clear();
  return fitting;
}

TagChange Fitting(TagChange change, const nlohmann::json& live) {
  std::set<std::string> keys;
  for (const nlohmann::json& tag : ListOf(live, "tags")) keys.insert(TextOf(tag, "key"));
  const std::set<std::string> there = keys;
  for (const std::string& key : change.removed) keys.erase(key);
  for (const auto& [key, value] : change.set) keys.insert(key);
  for (const std::string_view mark : kDispensable) {
    const std::string key(mark);
    if (static_cast<std::int64_t>(keys.size()) <= kMostTags) break;
    if (keys.erase(key) == 0) continue;
    change.set.erase(key);
    if (there.contains(key)) change.removed.push_back(key);
  }
  return change;
}

Status ApplyTags(Region& region, std::string_view operation, const std::string& id, const TagChange& change,
                 const WaitContext& context, std::stop_token stop) {
  // First what goes: it makes room.
  if (!change.removed.empty()) {
    nlohmann::json tags = nlohmann::json::array();
    for (const std::string& key : change.removed) tags.push_back({{"key", key}});
    const nlohmann::json body = {{"action", "delete"}, {"tags", std::move(tags)}};
    const auto answer =
        region.CallWhenFree({.operation = std::string(operation), .id = id, .members = body}, context, stop);
    if (!answer.ok()) return answer.status().Annotate("removing tags of " + id);
  }
  if (change.set.empty()) return OkStatus();
  const nlohmann::json body = {{"action", "create"}, {"tags", TagList(change.set)}};
  const auto answer =
      region.CallWhenFree({.operation = std::string(operation), .id = id, .members = body}, context, stop);
  return answer.ok() ? OkStatus() : answer.status().Annotate("tagging " + id);
}

bool TouchesInside(const std::vector<std::string>& changed, std::string_view path) {
  return std::ranges::any_of(changed, [&](const std::string& entry) {
    return entry == path || (entry.starts_with(path) && entry[path.size()] == '.');
  });
}

}  // namespace ic::huawei
