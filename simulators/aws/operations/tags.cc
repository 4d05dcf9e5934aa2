// Tags by ARN. They are also members of the objects themselves.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "simulators/aws/operations/operation.h"
#include "simulators/aws/world/render.h"

namespace ic::sim::aws {
namespace {

Tags* TagsById(World& world, std::string_view kind, std::string_view id, std::string& owner) {
  if (kind == "dxcon") {
    if (Connection* found = world.connections.Find(id)) return owner = found->owner, &found->tags;
  } else if (kind == "dxlag") {
    if (Lag* found = world.lags.Find(id)) return owner = found->owner, &found->tags;
  } else if (kind == "dxvif") {
    if (VirtualInterface* found = world.interfaces.Find(id)) return owner = found->owner, &found->tags;
  } else if (kind == "dxrg") {
    if (ResiliencyGroup* found = world.resiliency_groups.Find(id)) return owner = found->owner, &found->tags;
  } else if (kind == "dx-gateway") {
    if (DxGateway* found = world.gateways.Find(id)) return owner = found->owner, &found->tags;
  }
  return nullptr;
}

// arn:aws:directconnect:REGION:ACCOUNT:KIND/ID; a gateway's has no region.
StatusOr<Tags*> TagsOf(OperationCall& call, const std::string& arn) {
  const std::vector<std::string> parts = Split(arn, ':');
  const std::size_t slash = parts.size() == 6 ? parts[5].find('/') : std::string::npos;
  if (slash == std::string::npos || parts[0] != "arn" || parts[2] != "directconnect") {
    return ClientError(fmt::format("Resource ARN {} has an invalid format.", arn));
  }
  const std::string kind = parts[5].substr(0, slash);
  const std::string id = parts[5].substr(slash + 1);
  const std::string region = kind == "dx-gateway" ? "" : call.region();
  std::string owner;
  Tags* tags = TagsById(call.world, kind, id, owner);
  // Only the owner sees and changes them.
  if (tags == nullptr || parts[3] != region || parts[4] != owner || owner != call.account()) {
    return ClientError(fmt::format("Could not find resource with ARN {}", arn));
  }
  call.target = id;
  return tags;
}

StatusOr<Json> TagResource(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Tags * tags, TagsOf(call, TextOf(call.in, "resourceArn")));
  IC_ASSIGN_OR_RETURN(const Tags added, ReadTags(call.in, "tags"));
  Tags merged = *tags;
  for (const auto& [key, value] : added) {
    const auto same =
        std::find_if(merged.begin(), merged.end(), [&key = key](const auto& tag) { return tag.first == key; });
    if (same != merged.end()) {
      same->second = value;
    } else {
      merged.emplace_back(key, value);
    }
  }
  if (merged.size() > kMaxTags) return AwsError("TooManyTagsException", "");
  *tags = std::move(merged);
  return Json::object();
}

StatusOr<Json> UntagResource(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Tags * tags, TagsOf(call, TextOf(call.in, "resourceArn")));
  for (const Json& key : call.in.at("tagKeys")) {
    std::erase_if(*tags, [&](const auto& tag) { return tag.first == key.get<std::string>(); });
  }
  return Json::object();
}

StatusOr<Json> DescribeTags(OperationCall& call) {
  Json list = Json::array();
  for (const Json& arn : call.in.at("resourceArns")) {
    IC_ASSIGN_OR_RETURN(const Tags* tags, TagsOf(call, arn.get<std::string>()));
    list.push_back({{"resourceArn", arn}, {"tags", TagsJson(*tags)}});
  }
  return Json{{"resourceTags", std::move(list)}};
}

}  // namespace

std::span<const Operation> TagOperations() {
  static constexpr Operation kOperations[] = {
      {"TagResource", TagResource}, {"UntagResource", UntagResource}, {"DescribeTags", DescribeTags}};
  return kOperations;
}

}  // namespace ic::sim::aws
