// Tags of circuits, VBRs and router interfaces, and their resource groups. BGP objects have neither.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "simulators/alibaba/operations/operation.h"

namespace ic::sim::alibaba {
namespace {

constexpr std::size_t kMaxResources = 20;

struct Resource {
  std::string id;
  Tags* tags = nullptr;
  std::string* group = nullptr;
};

Status CheckTaggedType(const std::string& type) {
  for (const char* known : {"PHYSICALCONNECTION", "VIRTUALBORDERROUTER", "ROUTERINTERFACE", "TRAFFICQOS"}) {
    if (type == known) return OkStatus();
  }
  return ApiError("InvalidResourceType.NotFound", fmt::format("The ResourceType {} is not supported.", type));
}

// The caller's resources of that type in the region.
std::vector<Resource> ResourcesOf(const OperationCall& call, const std::string& type) {
  std::vector<Resource> found;
  const auto mine = [&](const auto& item) { return item->owner == call.account() && item->region == call.region; };
  if (type == "PHYSICALCONNECTION") {
    for (const auto& item : call.world.circuits.items()) {
      if (mine(item)) found.push_back({item->id, &item->tags, &item->resource_group});
    }
  } else if (type == "VIRTUALBORDERROUTER") {
    for (const auto& item : call.world.routers.items()) {
      if (mine(item)) found.push_back({item->id, &item->tags, &item->resource_group});
    }
  } else if (type == "ROUTERINTERFACE") {
    for (const auto& item : call.world.interfaces.items()) {
      if (mine(item)) found.push_back({item->id, &item->tags, nullptr});
    }
  }
  return found;
}

StatusOr<std::vector<Resource>> Named(OperationCall& call) {
  const std::string type = call.in.Text("ResourceType");
  IC_RETURN_IF_ERROR(CheckTaggedType(type));
  const std::vector<std::string> ids = call.in.List("ResourceId");
  if (ids.size() > kMaxResources) return Illegal("ResourceId", fmt::format("at most {} can be given", kMaxResources));
  const std::vector<Resource> all = ResourcesOf(call, type);
  std::vector<Resource> named;
  for (const std::string& id : ids) {
    call.target = id;
    const auto found = std::find_if(all.begin(), all.end(), [&](const Resource& one) { return one.id == id; });
    if (found == all.end()) {
      return ApiError("InvalidResourceId.NotFound", "The specified ResourceIds are not found in our records.", 404);
    }
    named.push_back(*found);
  }
  return named;
}

StatusOr<Json> TagResourcesForExpressConnect(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const std::vector<Resource> named, Named(call));
  IC_ASSIGN_OR_RETURN(const Tags added, ReadTags(call, "Tag"));
  std::vector<Tags> merged;
  for (const Resource& resource : named) {
    Tags tags = *resource.tags;
    for (const auto& [key, value] : added) {
      std::erase_if(tags, [&key = key](const auto& tag) { return tag.first == key; });
      tags.emplace_back(key, value);
    }
    if (static_cast<int>(tags.size()) > call.world.quotas.tags_per_resource) {
      return ApiError("QuotaExceeded.TagNumber",
                      fmt::format("A resource can have {} tags.", call.world.quotas.tags_per_resource));
    }
    merged.push_back(std::move(tags));
  }
  for (std::size_t i = 0; i < named.size(); ++i) *named[i].tags = std::move(merged[i]);
  return Json::object();
}

StatusOr<Json> UntagResourcesForExpressConnect(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const std::vector<Resource> named, Named(call));
  const std::vector<std::string> keys = call.in.List("TagKey");
  for (const Resource& resource : named) {
    std::erase_if(*resource.tags, [&](const auto& tag) {
      // "All" counts only if no key is given.
      if (keys.empty()) return call.in.Flag("All");
      return std::find(keys.begin(), keys.end(), tag.first) != keys.end();
    });
  }
  return Json::object();
}

bool TagWanted(const OperationCall& call, const std::pair<std::string, std::string>& tag) {
  const std::vector<Input> wanted = call.in.Structures("Tag");
  return wanted.empty() || std::any_of(wanted.begin(), wanted.end(), [&](const Input& one) {
           return one.Text("Key") == tag.first && (!one.Has("Value") || one.Text("Value") == tag.second);
         });
}

StatusOr<Json> ListTagResourcesForExpressConnect(OperationCall& call) {
  const std::string type = call.in.Text("ResourceType");
  IC_RETURN_IF_ERROR(CheckTaggedType(type));
  const std::vector<std::string> ids = call.in.List("ResourceId");
  if (ids.empty() && call.in.Structures("Tag").empty()) {
    return ApiError("MissingParameter", "ResourceId or Tag must be given.");
  }
  Json list = Json::array();
  for (const Resource& resource : ResourcesOf(call, type)) {
    if (!ids.empty() && std::find(ids.begin(), ids.end(), resource.id) == ids.end()) continue;
    for (const auto& tag : *resource.tags) {
      if (!TagWanted(call, tag)) continue;
      list.push_back(
          {{"ResourceId", resource.id}, {"ResourceType", type}, {"TagKey", tag.first}, {"TagValue", tag.second}});
    }
  }
  IC_ASSIGN_OR_RETURN(TokenPage page, PageByToken(call, "MaxResults", 20, std::move(list)));
  return Json{{"TagResources", {{"TagResource", page.items}}}, {"NextToken", page.next}};
}

StatusOr<Json> DescribeTagKeysForExpressConnect(OperationCall& call) {
  const std::string type = call.in.Text("ResourceType");
  IC_RETURN_IF_ERROR(CheckTaggedType(type));
  const std::vector<std::string> ids = call.in.List("ResourceId");
  std::set<std::string> keys;
  for (const Resource& resource : ResourcesOf(call, type)) {
    if (!ids.empty() && std::find(ids.begin(), ids.end(), resource.id) == ids.end()) continue;
    for (const auto& [key, value] : *resource.tags) {
      if (key.find(call.in.Text("Keyword")) != std::string::npos) keys.insert(key);
    }
  }
  Json list = Json::array();
  for (const std::string& key : keys) list.push_back({{"TagKey", key}, {"Type", "Custom"}});
  IC_ASSIGN_OR_RETURN(TokenPage page, PageByToken(call, "MaxResult", 20, std::move(list)));
  return Json{{"TagKeys", {{"TagKey", page.items}}}, {"NextToken", page.next}};
}

StatusOr<Json> ChangeResourceGroup(OperationCall& call) {
  const std::string type = call.in.Text("ResourceType");
  IC_RETURN_IF_ERROR(CheckTaggedType(type));
  call.target = call.in.Text("ResourceId");
  for (const Resource& resource : ResourcesOf(call, type)) {
    if (resource.id != call.target || resource.group == nullptr) continue;
    *resource.group = call.in.Text("NewResourceGroupId");
    return Json::object();
  }
  return ApiError("ResourceNotFound.ResourceId", "The specified resource does not exist.", 404);
}

}  // namespace

std::span<const Operation> TagOperations() {
  static constexpr Operation kOperations[] = {
      {"TagResourcesForExpressConnect", TagResourcesForExpressConnect},
      {"UntagResourcesForExpressConnect", UntagResourcesForExpressConnect},
      {"ListTagResourcesForExpressConnect", ListTagResourcesForExpressConnect},
      {"DescribeTagKeysForExpressConnect", DescribeTagKeysForExpressConnect},
      {"ChangeResourceGroup", ChangeResourceGroup},
      {"MoveResourceGroup", ChangeResourceGroup},
  };
  return kOperations;
}

}  // namespace ic::sim::alibaba
