#include "adapters/alibaba/kinds/tagging.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/api_client.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"

namespace ic::alibaba {
namespace {

// Source: VPC API reference, TagResourcesForExpressConnect.
constexpr std::size_t kLongestValue = 128;
constexpr std::size_t kMostAtOnce = 20;

void PutList(Parameters& parameters, std::string_view name, const nlohmann::json& tags) {
  std::size_t number = 0;
  for (const nlohmann::json& tag : tags) {
    ++number;
    parameters[fmt::format("{}.{}.Key", name, number)] = TextOf(tag, "key");
    parameters[fmt::format("{}.{}.Value", name, number)] = TextOf(tag, "value");
  }
}

}  // namespace

Marks MarksOf(const CreateRequest& request) {
  return {.mark = request.mark,
          .owner = request.owner.substr(0, kLongestValue),
          .group = TextField(request.desired, field::kRedundancyGroup),
          .nonce = request.nonce};
}

void PutTags(Parameters& parameters, std::string_view name, const Value& user_tags, const Marks& marks) {
  PutList(parameters, name, TagList(user_tags, marks));
}

Status ApplyTags(Region& region, std::string_view resource_type, const std::string& id, const TagChange& change,
                 std::stop_token stop) {
  const Parameters about = {{"ResourceType", std::string(resource_type)}, {"ResourceId.1", id}};
  // Removed first: together the old and the new ones may be more than an object takes.
  for (std::size_t begin = 0; begin < change.removed.size(); begin += kMostAtOnce) {
    Parameters parameters = about;
    const std::size_t end = std::min(begin + kMostAtOnce, change.removed.size());
    AddList(parameters, "TagKey",
            {change.removed.begin() + static_cast<std::ptrdiff_t>(begin),
             change.removed.begin() + static_cast<std::ptrdiff_t>(end)});
    const auto answer = region.Call("UntagResourcesForExpressConnect", parameters, stop);
    if (!answer.ok()) return answer.status().Annotate("removing tags of " + id);
  }
  if (change.set.empty()) return OkStatus();
  Parameters parameters = about;
  PutList(parameters, "Tag", TagList(change.set));
  const auto answer = region.Call("TagResourcesForExpressConnect", parameters, std::move(stop));
  return answer.ok() ? OkStatus() : answer.status().Annotate("tagging " + id);
}

Status ChangeResourceGroup(Region& region, std::string_view resource_type, const ObjectChange& change,
                           std::stop_token stop) {
  const std::string group = VendorText(change.desired, vendor_field::kResourceGroupId);
  if (!Touches(change.changed, "alibaba.resource_group_id") || group.empty()) return OkStatus();
  if (group == TextOf(*change.live, "ResourceGroupId")) return OkStatus();
  const Parameters parameters = {
      {"ResourceType", std::string(resource_type)}, {"ResourceId", change.id}, {"NewResourceGroupId", group}};
  const auto answer = region.Call("ChangeResourceGroup", parameters, std::move(stop));
  return answer.status().Annotate(fmt::format("moving {} to the resource group {}", change.id, group));
}

}  // namespace ic::alibaba
