// Virtual interfaces: created with their first peer, listed, read, deleted.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "simulators/huawei/operations/checks.h"
#include "simulators/huawei/operations/peers.h"
#include "simulators/huawei/world/render.h"

namespace ic::sim::huawei {
namespace {

constexpr std::int64_t kMostInterfaceVlan = 3999;
constexpr std::int64_t kMostInterfaceBandwidth = 2147483647;

Status CheckShape(OperationCall& call) {
  IC_RETURN_IF_ERROR(CheckMembers(call, {{"name", Shape::kText},
                                         {"description", Shape::kText},
                                         {"type", Shape::kText},
                                         {"vlan", Shape::kNumber},
                                         {"bandwidth", Shape::kNumber},
                                         {"route_mode", Shape::kText},
                                         {"direct_connect_id", Shape::kText},
                                         {"lag_id", Shape::kText},
                                         {"vgw_id", Shape::kText},
                                         {"gateway_id", Shape::kText},
                                         {"service_type", Shape::kText},
                                         {"address_family", Shape::kText},
                                         {"local_gateway_v4_ip", Shape::kText},
                                         {"remote_gateway_v4_ip", Shape::kText},
                                         {"local_gateway_v6_ip", Shape::kText},
                                         {"remote_gateway_v6_ip", Shape::kText},
                                         {"bgp_asn", Shape::kNumber},
                                         {"bgp_md5", Shape::kText},
                                         {"remote_ep_group", Shape::kList},
                                         {"service_ep_group", Shape::kList},
                                         {"priority", Shape::kText},
                                         {"enable_bfd", Shape::kFlag},
                                         {"enable_nqa", Shape::kFlag},
                                         {"resource_tenant_id", Shape::kText},
                                         {"enterprise_project_id", Shape::kText},
                                         {"tags", Shape::kList}}));
  const Json& in = call.in;
  IC_RETURN_IF_ERROR(CheckRequired(in, {"type", "vlan", "bandwidth"}));
  IC_RETURN_IF_ERROR(CheckNames(in));
  IC_RETURN_IF_ERROR(CheckChoice(in, "type", {"private", "public"}));
  IC_RETURN_IF_ERROR(CheckChoice(in, "route_mode", {"static", "bgp"}));
  IC_RETURN_IF_ERROR(CheckChoice(in, "priority", {"normal", "low"}));
  IC_RETURN_IF_ERROR(CheckChoice(in, "service_type", {"VGW", "GDGW", "LGW", "vpc"}));
  IC_RETURN_IF_ERROR(CheckRange(in, "vlan", 0, kMostInterfaceVlan));
  IC_RETURN_IF_ERROR(CheckRange(in, "bandwidth", 2, kMostInterfaceBandwidth));
  if (FlagOf(in, "enable_bfd") && FlagOf(in, "enable_nqa")) {
    return ParameterError("enable_bfd and enable_nqa exclude each other");
  }
  if (TextOf(in, "priority") == "low" && TextOf(in, "route_mode") != "bgp") {
    return ParameterError("priority is for route_mode bgp only");
  }
  return OkStatus();
}

// What the interface runs on: a line that is there, usable, and free for this VLAN.
StatusOr<const Resource*> CheckLine(const OperationCall& call) {
  const Json& in = call.in;
  const bool bundled = !TextOf(in, "lag_id").empty();
  const std::string id = TextOf(in, bundled ? "lag_id" : "direct_connect_id");
  if (id.empty()) return DcError("DC.1200", "direct_connect_id or lag_id is required");
  if (bundled && Has(in, "direct_connect_id")) return ParameterError("direct_connect_id and lag_id exclude each other");
  const Resource* line = (bundled ? call.world.lags : call.world.lines).Find(id);
  if (line == nullptr || line->project != call.caller()) {
    return DcError("DC.1015", fmt::format("direct connect or LAG {} could not be found", id));
  }
  if (line->Text("type") == "hosting") return DcError("DC.1204", "an operations line takes no virtual interface");
  const std::string status = LineStatus(call.world, *line);
  if (status != "ACTIVE" && status != "DOWN" && status != "BUILD") {
    return DcError("DC.1005", fmt::format("direct connect {} is {}", id, status));
  }
  const std::int64_t vlan = NumberOf(in, "vlan");
  const auto others = InterfacesOn(call.world, id);
  if (line->Text("type") == "hosted") {
    if (!others.empty()) return DcError("DC.1206", "a hosted connection has one virtual interface");
    if (vlan != line->Number("vlan")) {
      return DcError("DC.1207", fmt::format("the VLAN must be the hosted connection's, {}", line->Number("vlan")));
    }
  }
  for (const Resource* other : others) {
    if (other->Number("vlan") == vlan) {
      return DcError("DC.1209", fmt::format("VLAN {} is used by virtual interface {}", vlan, other->id));
    }
    if (vlan == 0 || other->Number("vlan") == 0) {
      return DcError("DC.1219", "with VLAN 0 a connection takes one virtual interface only");
    }
  }
  if (NumberOf(in, "bandwidth") > line->Number("bandwidth")) {
    return DcError("DC.1000", fmt::format("the connection has {} Mbit/s only", line->Number("bandwidth")));
  }
  return line;
}

// The project that receives an offered interface; empty if it is the caller's own.
StatusOr<std::string> Receiver(const OperationCall& call) {
  const std::string id = TextOf(call.in, "resource_tenant_id");
  if (id.empty() || id == call.caller()) return std::string();
  const auto project = FindProject(id);
  if (!project || project->region != call.project.region) {
    return DcError("DC.1214", fmt::format("{} is no project of another tenant in {}", id, call.project.region));
  }
  return id;
}

// The gateway it ends on: a virtual one, or a global one by `gateway_id`.
StatusOr<const Resource*> CheckGateway(const OperationCall& call, const std::string& owner) {
  const Json& in = call.in;
  const std::string kind = TextOf(in, "service_type", "VGW");
  const bool virtual_gateway = kind == "VGW" || kind == "vpc";
  const std::string id = TextOf(in, virtual_gateway ? "vgw_id" : "gateway_id");
  if (id.empty()) return ParameterError(virtual_gateway ? "vgw_id is required" : "gateway_id is required");
  const Resources& table = virtual_gateway ? call.world.gateways : call.world.global_gateways;
  const Resource* gateway = table.Find(id);
  if (gateway == nullptr || gateway->project != owner) {
    return DcError("DC.1111", fmt::format("gateway {} could not be found", id));
  }
  if (!virtual_gateway) return gateway;
  if (gateway->Text("public_border_group") == "public" && TextOf(in, "type") != "public") {
    return DcError("DC.1201", "the types of the connection and of the virtual gateway differ");
  }
  IC_RETURN_IF_ERROR(CheckUnlocked(call, id));
  return gateway;
}

StatusOr<Session> ReadSession(const OperationCall& call) {
  const Json& in = call.in;
  const std::string family = ToLowerAscii(TextOf(in, "address_family", "ipv4"));
  if (family != "ipv4" && family != "ipv6") return ParameterError("address_family must be ipv4 or ipv6");
  const bool v6 = family == "ipv6";
  const std::string_view other = v6 ? "4" : "6";
  if (Has(in, fmt::format("local_gateway_v{}_ip", other)) || Has(in, fmt::format("remote_gateway_v{}_ip", other))) {
    return ParameterError(fmt::format("the gateways of an {} interface are IPv{}", family, v6 ? 6 : 4));
  }
  if (Has(in, "bgp_asn") && NumberOf(in, "bgp_asn") < 1) {
    return DcError("DC.0008", "bgp_asn must be from 1 to 4294967295");
  }
  return Session{.family = family,
                 .route_mode = TextOf(in, "route_mode", "static"),
                 .local = TextOf(in, v6 ? "local_gateway_v6_ip" : "local_gateway_v4_ip"),
                 .remote = TextOf(in, v6 ? "remote_gateway_v6_ip" : "remote_gateway_v4_ip"),
                 .asn = NumberOf(in, "bgp_asn"),
                 .md5 = TextOf(in, "bgp_md5"),
                 .subnets = ListOf(in, "remote_ep_group"),
                 .services = ListOf(in, "service_ep_group")};
}

Status CheckInterfaceQuota(const OperationCall& call) {
  const std::int64_t most = call.world.quotas.at("virtualInterface");
  const auto& all = call.world.interfaces.items();
  const auto used =
      std::count_if(all.begin(), all.end(), [&](const auto& item) { return item->project == call.caller(); });
  if (most < 0 || used < most) return OkStatus();
  return ParameterError(fmt::format("the quota of virtual interfaces ({}) is exceeded", most));
}

Json InterfaceMembers(const OperationCall& call, const Resource& line) {
  const Json& in = call.in;
  const auto or_null = [&](const char* name) { return Has(in, name) ? in.at(name) : Json(); };
  const bool global = TextOf(in, "service_type") == "GDGW" || TextOf(in, "service_type") == "LGW";
  return {{"name", TextOf(in, "name")},
          {"description", TextOf(in, "description")},
          {"type", TextOf(in, "type")},
          {"vlan", NumberOf(in, "vlan")},
          {"bandwidth", NumberOf(in, "bandwidth")},
          {"direct_connect_id", Has(in, "lag_id") ? Json() : Json(line.id)},
          {"lag_id", or_null("lag_id")},
          {"vgw_id", global ? Json() : or_null("vgw_id")},
          {"gateway_id", global ? or_null("gateway_id") : Json()},
          {"lgw_id", nullptr},
          {"service_type", global ? TextOf(in, "service_type") : "VGW"},
          {"priority", TextOf(in, "priority", "normal")},
          {"enable_bfd", FlagOf(in, "enable_bfd")},
          {"enable_nqa", FlagOf(in, "enable_nqa")},
          {"admin_state_up", true},
          {"rate_limit", false},
          {"route_limit", call.world.quotas.at("remoteSubnetsPerPeer")},
          {"bgp_route_limit", call.world.quotas.at("bgpRoutes")},
          {"device_id", line.Text("device_id")},
          {"enterprise_project_id", TextOf(in, "enterprise_project_id", "0")},
          {"ies_id", nullptr},
          {"reason", nullptr},
          {"create_time", Timestamp(call.now)},
          {"update_time", Timestamp(call.now)},
          {"extend_attribute", nullptr}};
}

StatusOr<Json> CreateInterface(OperationCall& call) {
  IC_RETURN_IF_ERROR(CheckShape(call));
  IC_ASSIGN_OR_RETURN(const Session session, ReadSession(call));
  IC_ASSIGN_OR_RETURN(const Resource* line, CheckLine(call));
  IC_ASSIGN_OR_RETURN(const std::string receiver, Receiver(call));
  IC_ASSIGN_OR_RETURN(const Resource* gateway, CheckGateway(call, receiver.empty() ? call.caller() : receiver));
  IC_RETURN_IF_ERROR(CheckSession(call, session, gateway));
  IC_RETURN_IF_ERROR(CheckInterfaceQuota(call));
  IC_ASSIGN_OR_RETURN(Tags tags, ReadTags(call.in.value("tags", Json::array())));
  if (!receiver.empty() && !tags.empty()) return ParameterError("tags are set after the other tenant has accepted");

  const std::string id = call.world.NewId();
  Resource& interface = call.world.interfaces.Add({.id = id,
                                                   .project = call.caller(),
                                                   .guest = receiver,
                                                   .members = InterfaceMembers(call, *line),
                                                   .life = {},
                                                   .tags = std::move(tags)});
  call.target = interface.id;
  AddPeer(call, interface, session, TextOf(call.in, "name"), "");
  if (receiver.empty()) {
    call.life.Creating(interface, call.now);
  } else {
    interface.life.Enter("AUTHORIZATION");
  }
  return Json{{"virtual_interface", InterfaceJson(call.world, interface)}};
}

StatusOr<Json> ListInterfaces(OperationCall& call) {
  std::vector<Json> items;
  for (const auto& interface : call.world.interfaces.items()) {
    if (!MayBeListed(call.query, interface->id)) continue;
    if (interface->VisibleTo(call.caller())) items.push_back(InterfaceJson(call.world, *interface));
  }
  return ListAnswer(call, "virtual_interfaces", std::move(items));
}

StatusOr<Json> ShowInterface(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const Resource* interface, FindInterface(call, call.path[0], 404));
  call.target = interface->id;
  return Json{{"virtual_interface", InterfaceJson(call.world, *interface)}};
}

// An offer that is not accepted can be withdrawn; a shut-down interface must be opened first.
StatusOr<Json> DeleteInterface(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Resource * interface, FindInterface(call, call.path[0], 404));
  call.target = interface->id;
  if (interface->project != call.caller()) {
    return DcError("DC.1214", "the virtual interface belongs to another tenant");
  }
  if (!(interface->life.state == "AUTHORIZATION" || interface->life.state == "REJECTED")) {
    IC_RETURN_IF_ERROR(CheckChangeable(call, *interface));
  }
  call.life.Deleting(*interface, call.now);
  return Json();
}

}  // namespace

std::span<const Operation> InterfaceOperations() {
  static constexpr Operation kOperations[] = {
      {"CreateVirtualInterface", "POST", "dcaas/virtual-interfaces", 201, "virtual_interface", CreateInterface},
      {"ListVirtualInterfaces", "GET", "dcaas/virtual-interfaces", 200, "", ListInterfaces},
      {"ShowVirtualInterface", "GET", "dcaas/virtual-interfaces/{}", 200, "", ShowInterface},
      {"DeleteVirtualInterface", "DELETE", "dcaas/virtual-interfaces/{}", 204, "", DeleteInterface},
  };
  return kOperations;
}

}  // namespace ic::sim::huawei
