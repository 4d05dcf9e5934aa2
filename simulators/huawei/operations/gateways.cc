// Virtual gateways: where a line ends in a network of the cloud.
#include <fmt/format.h>

#include "simulators/huawei/operations/checks.h"
#include "simulators/huawei/operations/operation.h"
#include "simulators/huawei/world/address.h"
#include "simulators/huawei/world/render.h"

namespace ic::sim::huawei {
namespace {

constexpr std::int64_t kDefaultAsn = 64512;
constexpr std::int64_t kMostGatewayAsn = 4294967295;

// Both lists of `in`, which has both: form, duplicates and number, which is that of both together.
Status CheckLocalSubnets(const OperationCall& call, const Json& in) {
  const std::vector<std::string> v4 = ListOf(in, "local_ep_group");
  const std::vector<std::string> v6 = ListOf(in, "local_ep_group_ipv6");
  const std::int64_t most = call.world.quotas.at("localSubnetsPerGateway");
  if (most >= 0 && v4.size() + v6.size() > static_cast<std::size_t>(most)) {
    return DcError("DC.1101", fmt::format("a gateway has {} local subnets at most, and this makes {}", most,
                                          v4.size() + v6.size()));
  }
  const auto first = ReadSubnets("local_ep_group", "ipv4", v4, false);
  if (!first.ok()) return first.status();
  return ReadSubnets("local_ep_group_ipv6", "ipv6", v6, false).status();
}

// A local subnet may not overlap what a session of the gateway's interfaces has behind it.
Status CheckAgainstRemote(const OperationCall& call, const Resource& gateway) {
  for (const Resource* interface : InterfacesOf(call.world, gateway.id)) {
    for (const Resource* peer : PeersOf(call.world, interface->id)) {
      IC_RETURN_IF_ERROR(
          CheckRemoteSubnets(call, peer->Text("address_family"), ListOf(peer->members, "remote_ep_group"), &gateway));
    }
  }
  return OkStatus();
}

Status CheckAttachment(const OperationCall& call) {
  const std::string vpc = TextOf(call.in, "vpc_id");
  const bool router = Has(call.in, "enterprise_router_id");
  if (router && !vpc.empty()) return ParameterError("vpc_id and enterprise_router_id exclude each other");
  if (router) return OkStatus();
  IC_RETURN_IF_ERROR(CheckRequired(call.in, {"vpc_id"}));
  if (vpc.empty() || vpc.find("missing") != std::string::npos) {
    return DcError("DC.0007", fmt::format("VPC {} could not be found", vpc));
  }
  if (ListOf(call.in, "local_ep_group").empty() && ListOf(call.in, "local_ep_group_ipv6").empty()) {
    return ParameterError("local_ep_group needs a subnet");
  }
  for (const auto& other : call.world.gateways.items()) {
    if (other->Text("vpc_id") == vpc) {
      return DcError("DC.1110", fmt::format("VPC {} already has the virtual gateway {}", vpc, other->id));
    }
  }
  return OkStatus();
}

Status CheckGatewayQuota(const OperationCall& call) {
  const std::int64_t most = call.world.quotas.at("virtualGateway");
  std::int64_t used = 0;
  for (const auto& other : call.world.gateways.items()) used += other->project == call.caller() ? 1 : 0;
  if (most < 0 || used < most) return OkStatus();
  return ParameterError(fmt::format("the quota of virtual gateways ({}) is exceeded", most));
}

Json GatewayMembers(const OperationCall& call) {
  const Json& in = call.in;
  const auto or_null = [&](const char* name) { return Has(in, name) ? in.at(name) : Json(); };
  return {{"name", TextOf(in, "name")},
          {"description", TextOf(in, "description")},
          {"vpc_id", or_null("vpc_id")},
          {"enterprise_router_id", or_null("enterprise_router_id")},
          {"type", "default"},
          {"local_ep_group", ListOf(in, "local_ep_group")},
          {"local_ep_group_ipv6", ListOf(in, "local_ep_group_ipv6")},
          {"admin_state_up", true},
          {"bgp_asn", NumberOf(in, "bgp_asn", kDefaultAsn)},
          {"enterprise_project_id", TextOf(in, "enterprise_project_id", "0")},
          {"device_id", call.world.DeviceOf("gateway/1")},
          {"redundant_device_id", call.world.DeviceOf("gateway/2")},
          {"public_border_group", "center"}};
}

StatusOr<Json> CreateGateway(OperationCall& call) {
  IC_RETURN_IF_ERROR(CheckMembers(call, {{"name", Shape::kText},
                                         {"description", Shape::kText},
                                         {"vpc_id", Shape::kText},
                                         {"enterprise_router_id", Shape::kText},
                                         {"local_ep_group", Shape::kList},
                                         {"local_ep_group_ipv6", Shape::kList},
                                         {"bgp_asn", Shape::kNumber},
                                         {"enterprise_project_id", Shape::kText},
                                         {"type", Shape::kText},
                                         {"tags", Shape::kList}}));
  IC_RETURN_IF_ERROR(CheckNames(call.in));
  const std::int64_t asn = NumberOf(call.in, "bgp_asn", kDefaultAsn);
  if (asn < 1 || asn > kMostGatewayAsn)
    return DcError("DC.0008", fmt::format("bgp_asn must be from 1 to {}", kMostGatewayAsn));
  IC_RETURN_IF_ERROR(CheckAttachment(call));
  IC_RETURN_IF_ERROR(CheckLocalSubnets(call, call.in));
  IC_RETURN_IF_ERROR(CheckGatewayQuota(call));
  IC_ASSIGN_OR_RETURN(Tags tags, ReadTags(call.in.value("tags", Json::array())));
  const std::string id = call.world.NewId();
  Resource& gateway = call.world.gateways.Add({.id = id,
                                               .project = call.caller(),
                                               .guest = "",
                                               .members = GatewayMembers(call),
                                               .life = {},
                                               .tags = std::move(tags)});
  call.target = gateway.id;
  call.life.Creating(gateway, call.now);
  return Json{{"virtual_gateway", GatewayJson(gateway)}};
}

StatusOr<Json> ListGateways(OperationCall& call) {
  std::vector<Json> items;
  for (const auto& gateway : call.world.gateways.items()) {
    if (gateway->project == call.caller()) items.push_back(GatewayJson(*gateway));
  }
  return ListAnswer(call, "virtual_gateways", std::move(items));
}

StatusOr<Json> ShowGateway(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const Resource* gateway, FindGateway(call, call.path[0], 404));
  call.target = gateway->id;
  return Json{{"virtual_gateway", GatewayJson(*gateway)}};
}

StatusOr<Json> UpdateGateway(OperationCall& call) {
  IC_RETURN_IF_ERROR(CheckMembers(call, {{"name", Shape::kText},
                                         {"description", Shape::kText},
                                         {"local_ep_group", Shape::kList},
                                         {"local_ep_group_ipv6", Shape::kList}}));
  IC_ASSIGN_OR_RETURN(Resource * gateway, FindGateway(call, call.path[0]));
  call.target = gateway->id;
  if (call.in.empty()) return ParameterError("at least one parameter must be changed");
  IC_RETURN_IF_ERROR(CheckNames(call.in));
  IC_RETURN_IF_ERROR(CheckUnlocked(call, gateway->id));
  if (Has(call.in, "local_ep_group") && ListOf(call.in, "local_ep_group").empty() && !gateway->Text("vpc_id").empty() &&
      ListOf(gateway->members, "local_ep_group_ipv6").empty()) {
    return ParameterError("local_ep_group needs a subnet");
  }
  Resource changed = *gateway;
  for (const auto& [name, value] : call.in.items()) {
    if (changed.members.contains(name)) changed.members[name] = value;
  }
  IC_RETURN_IF_ERROR(CheckLocalSubnets(call, changed.members));
  IC_RETURN_IF_ERROR(CheckAgainstRemote(call, changed));
  gateway->members = changed.members;
  call.life.Updating(*gateway, call.now);
  return Json{{"virtual_gateway", GatewayJson(*gateway)}};
}

StatusOr<Json> DeleteGateway(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Resource * gateway, FindGateway(call, call.path[0], 404));
  call.target = gateway->id;
  if (!InterfacesOf(call.world, gateway->id).empty()) {
    return DcError("DC.1106", fmt::format("virtual gateway {} still has virtual interfaces", gateway->id));
  }
  IC_RETURN_IF_ERROR(CheckUnlocked(call, gateway->id));
  call.life.Deleting(*gateway, call.now);
  return Json();
}

// Global gateways: only read here; POST /create makes them.
StatusOr<Json> ListGlobalGateways(OperationCall& call) {
  std::vector<Json> items;
  for (const auto& gateway : call.world.global_gateways.items()) {
    if (gateway->project == call.caller()) items.push_back(GatewayJson(*gateway));
  }
  return ListAnswer(call, "global_dc_gateways", std::move(items));
}

StatusOr<Json> ShowGlobalGateway(OperationCall& call) {
  const Resource* gateway = call.world.global_gateways.Find(call.path[0]);
  if (gateway == nullptr || gateway->project != call.caller()) {
    return DcError("DC.0002", fmt::format("global DC gateway {} could not be found", call.path[0]), 404);
  }
  call.target = gateway->id;
  return Json{{"global_dc_gateway", GatewayJson(*gateway)}};
}

}  // namespace

std::span<const Operation> GatewayOperations() {
  static constexpr Operation kOperations[] = {
      {"CreateVirtualGateway", "POST", "dcaas/virtual-gateways", 201, "virtual_gateway", CreateGateway},
      {"ListVirtualGateways", "GET", "dcaas/virtual-gateways", 200, "", ListGateways},
      {"ShowVirtualGateway", "GET", "dcaas/virtual-gateways/{}", 200, "", ShowGateway},
      {"UpdateVirtualGateway", "PUT", "dcaas/virtual-gateways/{}", 200, "virtual_gateway", UpdateGateway},
      {"DeleteVirtualGateway", "DELETE", "dcaas/virtual-gateways/{}", 204, "", DeleteGateway},
      {"ListGlobalDcGateways", "GET", "dcaas/global-dc-gateways", 200, "", ListGlobalGateways},
      {"ShowGlobalDcGateway", "GET", "dcaas/global-dc-gateways/{}", 200, "", ShowGlobalGateway},
  };
  return kOperations;
}

}  // namespace ic::sim::huawei
