#include "simulators/huawei/control.h"

#include <functional>

#include <fmt/format.h>

#include "simulators/huawei/operations/operation.h"
#include "simulators/huawei/wire/accounts.h"
#include "simulators/huawei/world/render.h"
#include "simulators/server/objects/edits.h"
#include "simulators/server/objects/setters.h"

namespace ic::sim::huawei {
namespace {

constexpr std::string_view kDefaultRegion = "cn-north-4";

std::string DefaultProject(std::size_t account) { return ProjectIn(Accounts()[account].id, kDefaultRegion)->id; }

void SetMember(const ControlContext& context, Resource& object, const std::string& name, const Json& value) {
  if (name == "status") {  // set from outside, it stays; null lets it follow from the world again
    object.life.Enter(value.is_null() ? "" : value.get<std::string>());
  } else if (name == "tags") {
    SetTags(object.tags)(value);
  } else if (name == "tenant_id") {
    object.project = value.get<std::string>();
  } else if (name == "region") {
    const auto owner = FindProject(object.project);
    const auto project = ProjectIn(owner ? owner->account : Accounts()[0].id, value.get<std::string>());
    if (project) object.project = project->id;
  } else if (name == "guest") {
    object.guest = value.get<std::string>();
  } else if (name == "id") {
    object.id = value.get<std::string>();
  } else if (name == "router_up") {
    object.router_up = value.get<bool>();
    for (Resource* peer : PeersOf(context.world, object.id)) peer->router_up = value.get<bool>();
  } else {
    object.members[name] = value;
    context.world.peers.Touch();  // it may say whose peer it is
  }
}

bool Settable(const Resource& object, const std::string& name) {
  for (const std::string_view special : {"status", "tags", "tenant_id", "region", "guest", "router_up"}) {
    if (name == special) return true;
  }
  return object.members.contains(name);
}

// Checked before anything is changed; an error names the member.
Status Set(const ControlContext& context, Resource& object, const Json& members, bool fresh) {
  for (const auto& [name, value] : members.items()) {
    if (!Settable(object, name) && !(fresh && name == "id")) {
      return InvalidArgumentError(fmt::format("\"{}\" is not a member of this object that can be set", name));
    }
    try {
      SetMember(context, object, name, value);
    } catch (const Json::exception& failure) {
      return InvalidArgumentError(fmt::format("\"{}\": {}", name, failure.what()));
    }
  }
  return OkStatus();
}

Resource MakeLine(const ControlContext& context, const std::string& type) {
  const std::string id = context.world.NewId();
  const bool hosted = type == "hosted";
  return {.id = id,
          .project = DefaultProject(type == "hosting" ? 1 : 0),
          .guest = hosted ? DefaultProject(1) : "",
          .members = {{"name", type},
                      {"description", ""},
                      {"port_type", type == "hosting" ? "10G" : "1G"},
                      {"bandwidth", type == "hosting" ? 10000
                                    : hosted          ? 500
                                                      : 1000},
                      {"location", "Beijing4"},
                      {"peer_location", ""},
                      {"device_id", context.world.DeviceOf("Beijing4")},
                      {"type", type},
                      {"hosting_id", nullptr},
                      {"charge_mode", hosted ? "traffic" : "prepayment"},
                      {"provider", "others"},
                      {"admin_state_up", true},
                      {"vlan", hosted ? Json(101) : Json()},
                      {"apply_time", Timestamp(context.now)},
                      {"create_time", Timestamp(context.now)},
                      {"provider_status", "ACTIVE"},
                      {"peer_port_type", nullptr},
                      {"peer_provider", nullptr},
                      {"order_id", nullptr},
                      {"product_id", nullptr},
                      {"spec_code", nullptr},
                      {"period_type", nullptr},
                      {"period_num", nullptr},
                      {"vgw_type", "default"},
                      {"lag_id", nullptr},
                      {"signed_agreement_status", nullptr},
                      {"signed_agreement_time", nullptr},
                      {"enterprise_project_id", "0"},
                      {"locales", {{"en_us", "Beijing-4"}, {"zh_cn", "北京-4"}}},
                      {"support_feature", Json::array()},
                      {"ies_id", nullptr},
                      {"reason", nullptr},
                      {"email", nullptr},
                      {"modified_bandwidth", nullptr},
                      {"change_mode", nullptr},
                      {"public_border_group", "center"},
                      {"auto_renew", nullptr},
                      {"ratio_95peak", nullptr}},
          .life = {},
          .tags = {}};
}

// No operation shows one: what an interface on it needs.
Resource MakeLag(const ControlContext& context) {
  const std::string id = context.world.NewId();
  return {.id = id,
          .project = DefaultProject(0),
          .guest = "",
          .members = {{"name", "lag"},
                      {"type", "standard"},
                      {"bandwidth", 20000},
                      {"location", "Beijing4"},
                      {"device_id", context.world.DeviceOf("Beijing4")}},
          .life = {},
          .tags = {}};
}

Resource MakeGateway(const ControlContext& context) {
  const std::string id = context.world.NewId();
  return {.id = id,
          .project = DefaultProject(0),
          .guest = "",
          .members = {{"name", "gateway"},
                      {"description", ""},
                      {"vpc_id", context.world.NewId()},
                      {"enterprise_router_id", nullptr},
                      {"type", "default"},
                      {"local_ep_group", Json::array({"10.0.0.0/16"})},
                      {"local_ep_group_ipv6", Json::array()},
                      {"admin_state_up", true},
                      {"bgp_asn", 64512},
                      {"enterprise_project_id", "0"},
                      {"device_id", context.world.DeviceOf("gateway/1")},
                      {"redundant_device_id", context.world.DeviceOf("gateway/2")},
                      {"public_border_group", "center"}},
          .life = {},
          .tags = {}};
}

Resource MakeGlobalGateway(const ControlContext& context) {
  const std::string id = context.world.NewId();
  return {.id = id,
          .project = DefaultProject(0),
          .guest = "",
          .members = {{"name", "global"}, {"description", ""}, {"bgp_asn", 64512}},
          .life = {},
          .tags = {}};
}

Status SetQuotas(World& world, const Json& set) {
  for (const auto& [name, value] : set.items()) {
    const auto quota = world.quotas.find(name);
    if (quota == world.quotas.end() || !value.is_number_integer()) {
      return InvalidArgumentError(fmt::format("\"{}\" is not a quota, or its value is not a whole number", name));
    }
    quota->second = value.get<std::int64_t>();
  }
  return OkStatus();
}

Json Listed(const Resources& table, const std::function<Json(const Resource&)>& render) {
  Json out = Json::array();
  for (const auto& object : table.items()) out.push_back(render(*object));
  return out;
}

}  // namespace

Json ListObjects(const World& world) {
  return {
      {"direct_connects", Listed(world.lines, [&](const Resource& one) { return LineJson(world, one); })},
      {"link_aggregation_groups", Listed(world.lags, [](const Resource& one) { return GatewayJson(one); })},
      {"virtual_gateways", Listed(world.gateways, [](const Resource& one) { return GatewayJson(one); })},
      {"virtual_interfaces", Listed(world.interfaces, [&](const Resource& one) { return InterfaceJson(world, one); })},
      {"global_dc_gateways", Listed(world.global_gateways, [](const Resource& one) { return GatewayJson(one); })},
      {"quotas", world.quotas}};
}

StatusOr<Json> CreateObject(const ControlContext& context, const Json& request) {
  IC_ASSIGN_OR_RETURN(const auto creation, ReadCreation(request));
  const auto& [type, members] = creation;
  const bool line = type == "direct_connect" || type == "hosted_connect" || type == "operations_connect";
  Resources& table = line                               ? context.world.lines
                     : type == "link_aggregation_group" ? context.world.lags
                     : type == "virtual_gateway"        ? context.world.gateways
                                                        : context.world.global_gateways;
  Resource object;
  if (line) {
    object = MakeLine(context, type == "direct_connect" ? "standard" : type == "hosted_connect" ? "hosted" : "hosting");
  } else if (type == "link_aggregation_group") {
    object = MakeLag(context);
  } else if (type == "virtual_gateway") {
    object = MakeGateway(context);
  } else if (type == "global_dc_gateway") {
    object = MakeGlobalGateway(context);
  } else {
    return InvalidArgumentError(fmt::format(
        "\"type\" is \"{}\"; it must be direct_connect, hosted_connect, operations_connect, "
        "link_aggregation_group, virtual_gateway or global_dc_gateway (interfaces and peers are made through the API)",
        type));
  }
  IC_RETURN_IF_ERROR(Set(context, object, members, true));
  return IdAnswer(table.Add(std::move(object)).id);
}

StatusOr<Json> EditObject(const ControlContext& context, const Json& request) {
  IC_ASSIGN_OR_RETURN(const std::string id, IdOf(request));
  World& world = context.world;
  const Json set = request.value("set", Json());
  if (id == "quotas" && set.is_object()) {
    IC_RETURN_IF_ERROR(SetQuotas(world, set));
    return Json(world.quotas);
  }
  for (Resources* table :
       {&world.lines, &world.lags, &world.gateways, &world.interfaces, &world.peers, &world.global_gateways}) {
    Resource* object = table->Find(id);
    if (object == nullptr) continue;
    if (request.value("op", Json("")) == "delete") {
      ForgetPeers(world, PeersOf(world, id));
      if (table == &world.peers) {
        ForgetPeers(world, {object});
      } else {
        table->Remove(id);
      }
      return IdAnswer(id);
    }
    if (!set.is_object()) return InvalidArgumentError("an edit needs \"set\", or \"op\": \"delete\"");
    IC_RETURN_IF_ERROR(Set(context, *object, set, false));
    return IdAnswer(id);
  }
  return NotFoundError(fmt::format("there is no object with the id \"{}\"", id));
}

}  // namespace ic::sim::huawei
