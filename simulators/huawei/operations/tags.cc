// Tags of connections, virtual gateways and virtual interfaces.
#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "simulators/huawei/operations/checks.h"
#include "simulators/huawei/operations/peers.h"
#include "simulators/huawei/world/render.h"

namespace ic::sim::huawei {
namespace {

constexpr std::size_t kMostInstances = 1000;

StatusOr<const Resources*> TableOf(const OperationCall& call) {
  const std::string& type = call.path[0];
  if (type == "dc-directconnect") return &std::as_const(call.world.lines);
  if (type == "dc-vgw") return &std::as_const(call.world.gateways);
  if (type == "dc-vif") return &std::as_const(call.world.interfaces);
  return GatewayError("APIGW.0101", "The API does not exist or has not been published in the environment", 404);
}

StatusOr<Resource*> FindTagged(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const Resources* table, TableOf(call));
  Resource* found = table->Find(call.path[1]);
  if (found == nullptr || !found->VisibleTo(call.caller())) {
    return DcError("DC.0002", fmt::format("{} {} could not be found", call.path[0], call.path[1]), 404);
  }
  if (found->life.state == "AUTHORIZATION") {
    return DcError("DC.1210", "tags are set after the other tenant has accepted");
  }
  call.target = found->id;
  return found;
}

void Put(Tags& tags, const std::string& key, const std::string& value) {
  for (auto& tag : tags) {
    if (tag.first == key) {
      tag.second = value;
      return;
    }
  }
  tags.emplace_back(key, value);
}

StatusOr<Json> AddTags(Resource& object, const Tags& added) {
  Tags tags = object.tags;
  for (const auto& [key, value] : added) Put(tags, key, value);
  IC_RETURN_IF_ERROR(CheckTagCount(tags));
  object.tags = std::move(tags);
  return Json();
}

StatusOr<Json> CreateTag(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Resource * object, FindTagged(call));
  IC_ASSIGN_OR_RETURN(const Tags tags, ReadTags(Json::array({call.in})));
  return AddTags(*object, tags);
}

StatusOr<Json> BatchTags(OperationCall& call) {
  IC_RETURN_IF_ERROR(CheckMembers(call, {{"action", Shape::kText}, {"tags", Shape::kList}}));
  IC_RETURN_IF_ERROR(CheckRequired(call.in, {"action", "tags"}));
  IC_RETURN_IF_ERROR(CheckChoice(call.in, "action", {"create", "delete"}));
  IC_ASSIGN_OR_RETURN(Resource * object, FindTagged(call));
  IC_ASSIGN_OR_RETURN(const Tags tags, ReadTags(call.in["tags"]));
  if (TextOf(call.in, "action") == "create") return AddTags(*object, tags);
  for (const auto& [key, value] : tags) {
    std::erase_if(object->tags, [&, &wanted = key](const auto& tag) { return tag.first == wanted; });
  }
  return Json();
}

StatusOr<Json> ShowTags(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const Resource* object, FindTagged(call));
  return Json{{"tags", TagsJson(object->tags)}};
}

StatusOr<Json> DeleteTag(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Resource * object, FindTagged(call));
  const auto removed = std::erase_if(object->tags, [&](const auto& tag) { return tag.first == call.path[2]; });
  if (removed == 0) return DcError("DC.0002", fmt::format("there is no tag {}", call.path[2]), 404);
  return Json();
}

StatusOr<Json> ListProjectTags(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const Resources* table, TableOf(call));
  std::set<std::pair<std::string, std::string>> all;
  for (const auto& object : table->items()) {
    if (object->project == call.caller()) all.insert(object->tags.begin(), object->tags.end());
  }
  return Json{{"tags", TagsJson({all.begin(), all.end()})}};
}

// Does the object carry that key with one of the values? No values: any.
bool Carries(const Resource& object, const Json& wanted) {
  const std::vector<std::string> values = ListOf(wanted, "values");
  return std::any_of(object.tags.begin(), object.tags.end(), [&](const auto& tag) {
    return tag.first == TextOf(wanted, "key") &&
           (values.empty() || std::find(values.begin(), values.end(), tag.second) != values.end());
  });
}

bool Wanted(const Json& in, const Resource& object) {
  const auto carries = [&](const Json& tag) { return Carries(object, tag); };
  const Json with_all = in.value("tags", Json::array());
  const Json with_any = in.value("tags_any", Json::array());
  const Json without = in.value("not_tags", Json::array());
  if (!std::all_of(with_all.begin(), with_all.end(), carries)) return false;
  if (!with_any.empty() && std::none_of(with_any.begin(), with_any.end(), carries)) return false;
  if (!without.empty() && std::all_of(without.begin(), without.end(), carries)) return false;
  const std::string name = ToLowerAscii(object.Text("name"));
  for (const Json& match : in.value("matches", Json::array())) {
    if (TextOf(match, "key") == "resource_name" &&
        name.find(ToLowerAscii(TextOf(match, "value"))) == std::string::npos) {
      return false;
    }
  }
  return true;
}

StatusOr<std::size_t> CountIn(const Json& in, std::string_view name, std::size_t otherwise) {
  if (!Has(in, name)) return otherwise;
  const std::string text = TextOf(in, name);
  std::size_t value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) {
    return ParameterError(fmt::format("{} must be a number in a string", name));
  }
  return value;
}

StatusOr<Json> ListInstances(OperationCall& call) {
  IC_RETURN_IF_ERROR(CheckRequired(call.in, {"action"}));
  IC_RETURN_IF_ERROR(CheckChoice(call.in, "action", {"filter", "count"}));
  IC_ASSIGN_OR_RETURN(const Resources* table, TableOf(call));
  IC_ASSIGN_OR_RETURN(const std::size_t limit, CountIn(call.in, "limit", kMostInstances));
  IC_ASSIGN_OR_RETURN(const std::size_t offset, CountIn(call.in, "offset", 0));
  if (limit < 1 || limit > kMostInstances) return ParameterError("limit must be from 1 to 1000");
  Json resources = Json::array();
  std::size_t total = 0;
  for (const auto& object : table->items()) {
    if (object->project != call.caller() || !Wanted(call.in, *object)) continue;
    if (total++ < offset || resources.size() == limit) continue;
    resources.push_back({{"resource_id", object->id},
                         {"resource_name", object->Text("name")},
                         {"resource_detail", Json::object()},
                         {"tags", TagsJson(object->tags)},
                         {"sys_tags", Json::array()}});
  }
  if (TextOf(call.in, "action") == "count") return Json{{"total_count", total}};
  return Json{{"resources", std::move(resources)}, {"total_count", total}};
}

}  // namespace

std::span<const Operation> TagOperations() {
  static constexpr Operation kOperations[] = {
      {"CreateResourceTag", "POST", "{}/{}/tags", 204, "tag", CreateTag},
      {"BatchCreateResourceTags", "POST", "{}/{}/tags/action", 204, "*", BatchTags},
      {"ShowResourceTag", "GET", "{}/{}/tags", 200, "", ShowTags},
      {"DeleteResourceTag", "DELETE", "{}/{}/tags/{}", 204, "", DeleteTag},
      {"ListProjectTags", "GET", "{}/tags", 200, "", ListProjectTags},
      {"ListTagResourceInstances", "POST", "{}/resource-instances/action", 200, "*", ListInstances},
  };
  return kOperations;
}

}  // namespace ic::sim::huawei
