// Resiliency groups of connections, and how connections are paid for.
#include <algorithm>

#include <fmt/format.h>

#include "base/random.h"
#include "base/text.h"
#include "simulators/aws/operations/operation.h"
#include "simulators/aws/world/render.h"

namespace ic::sim::aws {
namespace {

constexpr std::size_t kMostBilled = 200;  // in one request
constexpr std::size_t kIdLength = 17;
constexpr std::string_view kGroupAlphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

std::string Arn(std::string_view region, std::string_view owner, std::string_view kind, std::string_view id) {
  return fmt::format("arn:aws:directconnect:{}:{}:{}/{}", region, owner, kind, id);
}

Json GroupFacts(const ResiliencyGroup& group, std::string_view state) {
  return {{"resiliencyGroupId", group.id},     {"resiliencyGroupArn", Arn(group.region, group.owner, "dxrg", group.id)},
          {"resiliencyGroupName", group.name}, {"resiliencyGroupType", "Managed"},
          {"ownerAccount", group.owner},       {"state", state}};
}

StatusOr<Json> GroupAnswer(const ResiliencyGroup& group, std::string_view state = "available") {
  Json facts = GroupFacts(group, state);
  facts["tags"] = TagsJson(group.tags);
  return Json{{"resiliencyGroup", std::move(facts)}};
}

Json AssociationFacts(const ResiliencyGroup& group, const std::string& connection, std::string_view state) {
  return {{"resiliencyGroupId", group.id},
          {"connectionArn", Arn(group.region, group.owner, "dxcon", connection)},
          {"state", state}};
}

bool Own(const OperationCall& call, const ResiliencyGroup& group) {
  return group.owner == call.account() && group.region == call.region();
}

StatusOr<ResiliencyGroup*> Group(OperationCall& call) {
  call.target = TextOf(call.in, "resiliencyGroupId");
  ResiliencyGroup* found = call.world.resiliency_groups.Find(call.target);
  if (found == nullptr || !Own(call, *found)) {
    return ClientError(fmt::format("Could not find Resiliency Group with ID {}", call.target));
  }
  std::erase_if(found->connections, [&](const std::string& id) {  // a deleted connection has left
    const Connection* one = call.world.connections.Find(id);
    return one == nullptr || one->life.Is({"deleting", "deleted"});
  });
  return found;
}

StatusOr<Json> CreateGroup(OperationCall& call) {
  const std::string token = TextOf(call.in, "clientToken");
  for (const auto& group : call.world.resiliency_groups.items()) {
    if (!token.empty() && group->client_token == token && Own(call, *group)) return GroupAnswer(*group);
  }
  IC_ASSIGN_OR_RETURN(Tags tags, ReadTags(call.in, "tags"));
  ResiliencyGroup& group =
      call.world.resiliency_groups.Add({.id = "dxrg-" + RandomText(call.world.random(), kIdLength, kGroupAlphabet),
                                        .name = TextOf(call.in, "resiliencyGroupName"),
                                        .owner = call.account(),
                                        .region = call.region(),
                                        .client_token = token,
                                        .connections = {},
                                        .tags = std::move(tags)});
  call.target = group.id;
  return GroupAnswer(group);
}

StatusOr<Json> GetGroup(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const ResiliencyGroup* group, Group(call));
  return GroupAnswer(*group);
}

StatusOr<Json> UpdateGroup(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(ResiliencyGroup * group, Group(call));
  group->name = TextOf(call.in, "resiliencyGroupName");
  return GroupAnswer(*group);
}

StatusOr<Json> DeleteGroup(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const ResiliencyGroup* group, Group(call));
  if (!group->connections.empty()) {
    return ClientError(fmt::format("Resiliency Group {} still has connections", group->id));
  }
  StatusOr<Json> answer = GroupAnswer(*group, "deleting");
  const std::string id = group->id;
  call.world.resiliency_groups.RemoveIf([&](const ResiliencyGroup& one) { return one.id == id; });
  return answer;
}

StatusOr<Json> ListGroups(OperationCall& call) {
  Json list = Json::array();
  for (const auto& group : call.world.resiliency_groups.items()) {
    if (Own(call, *group)) list.push_back(GroupFacts(*group, "available"));
  }
  return Page(call, "items", std::move(list));
}

// Ids or ARNs of the caller's connections: all of them, or the first error.
StatusOr<std::vector<std::string>> NamedConnections(const OperationCall& call) {
  std::vector<std::string> ids;
  for (const Json& one : call.in.at("connectionIdentifiers")) {
    const std::string id = Split(one.get<std::string>(), '/').back();
    IC_RETURN_IF_ERROR(OwnConnection(call, id).status());
    ids.push_back(id);
  }
  return ids;
}

StatusOr<Json> ChangeMembers(OperationCall& call, bool join) {
  IC_ASSIGN_OR_RETURN(ResiliencyGroup * group, Group(call));
  IC_ASSIGN_OR_RETURN(const std::vector<std::string> ids, NamedConnections(call));
  std::vector<std::string>& held = group->connections;
  for (const std::string& id : ids) {
    const bool there = std::find(held.begin(), held.end(), id) != held.end();
    if (!join && !there) return ClientError(fmt::format("Connection {} is not in Resiliency Group {}", id, group->id));
  }
  Json list = Json::array();
  for (const std::string& id : ids) {
    std::erase(held, id);
    if (join) held.push_back(id);
    list.push_back(AssociationFacts(*group, id, join ? "associated" : "disassociated"));
  }
  return Json{{"resiliencyGroupAssociations", std::move(list)}};
}

StatusOr<Json> AssociateMembers(OperationCall& call) { return ChangeMembers(call, true); }
StatusOr<Json> DisassociateMembers(OperationCall& call) { return ChangeMembers(call, false); }

StatusOr<Json> ListMembers(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const ResiliencyGroup* group, Group(call));
  Json list = Json::array();
  for (const std::string& id : group->connections) list.push_back(AssociationFacts(*group, id, "associated"));
  return Page(call, "items", std::move(list));
}

StatusOr<Json> UpdateBilling(OperationCall& call) {
  const Json& ids = call.in.at("connectionIds");
  if (ids.size() > kMostBilled)
    return ClientError(fmt::format("No more than {} connections can be given", kMostBilled));
  std::vector<Connection*> connections;
  for (const Json& id : ids) {
    IC_ASSIGN_OR_RETURN(Connection * one, OwnConnection(call, id.get<std::string>()));
    if (one->hosted()) return ClientError(fmt::format("Connection {} is hosted: its partner is billed", one->id));
    connections.push_back(one);
  }
  Json list = Json::array();
  for (Connection* one : connections) {
    one->billing_mode = TextOf(call.in, "billingMode");
    list.push_back(ConnectionJson(call.world, *one, call.account()));
  }
  return Json{{"billingMode", TextOf(call.in, "billingMode")}, {"connections", std::move(list)}};
}

}  // namespace

std::span<const Operation> ResiliencyOperations() {
  static constexpr Operation kOperations[] = {
      {"CreateResiliencyGroup", CreateGroup},
      {"GetResiliencyGroup", GetGroup},
      {"UpdateResiliencyGroup", UpdateGroup},
      {"DeleteResiliencyGroup", DeleteGroup},
      {"ListResiliencyGroups", ListGroups},
      {"AssociateConnectionsToResiliencyGroup", AssociateMembers},
      {"DisassociateConnectionsFromResiliencyGroup", DisassociateMembers},
      {"ListResiliencyGroupAssociations", ListMembers},
      {"UpdateConnectionsBillingMode", UpdateBilling},
  };
  return kOperations;
}

}  // namespace ic::sim::aws
