#include "simulators/alibaba/control.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "simulators/alibaba/express_routers.h"
#include "simulators/alibaba/wire/credentials.h"
#include "simulators/alibaba/world/render.h"
#include "simulators/server/objects/edits.h"

namespace ic::sim::alibaba {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kControlRegion = "cn-hangzhou";
constexpr std::string_view kDefaultAccessPoint = "ap-cn-hangzhou-yh-B";

Circuit NewCircuit(const ControlContext& context) {
  Circuit circuit{.id = context.world.NewId("pc"),
                  .owner = std::string(kAccount),
                  .region = std::string(kControlRegion),
                  .access_point = std::string(kDefaultAccessPoint),
                  .line_operator = "Other",
                  .port_type = "10GBase-LR",
                  .bandwidth = 10000,
                  .created = context.now,
                  .enabled = context.now};
  circuit.life.state = "Enabled";
  return circuit;
}

StatusOr<Json> CreateCircuit(const ControlContext& context, const Json& members) {
  Circuit circuit = NewCircuit(context);
  IC_RETURN_IF_ERROR(SetCircuit(context, circuit, members));
  return IdAnswer(context.world.circuits.Add(std::move(circuit)).id);
}

// The partner's circuit below it is made too, unless one is named.
StatusOr<Json> CreateHosted(const ControlContext& context, const Json& members) {
  Circuit circuit = NewCircuit(context);
  circuit.bandwidth = 500;
  circuit.spec = "500M";
  circuit.vlan = 101;
  circuit.parent_owner = kPartnerAccount;
  circuit.order_mode = "PayByPhysicalConnectionOwner";
  circuit.vpconn_status = "UnConfirmed";
  circuit.life.state = "Allocated";
  circuit.enabled.reset();
  IC_RETURN_IF_ERROR(SetCircuit(context, circuit, members));
  if (circuit.parent_id.empty()) {
    Circuit parent = NewCircuit(context);
    parent.owner = circuit.parent_owner;
    parent.region = circuit.region;
    circuit.parent_id = context.world.circuits.Add(std::move(parent)).id;
  }
  return IdAnswer(context.world.circuits.Add(std::move(circuit)).id);
}

StatusOr<Json> CreateRouter(const ControlContext& context, const Json& members) {
  Router router{.id = context.world.NewId("vbr"),
                .owner = std::string(kAccount),
                .region = std::string(kControlRegion),
                .route_table = context.world.NewId("vtb"),
                .vlan_interface = context.world.NewId("ri"),
                .vlan = 101,
                .addresses = {.local = "10.0.0.1", .peer = "10.0.0.2", .mask = "255.255.255.252"},
                .created = context.now,
                .activated = context.now};
  router.life.state = "active";
  IC_RETURN_IF_ERROR(SetRouter(router, members));
  return IdAnswer(context.world.routers.Add(std::move(router)).id);
}

StatusOr<Json> CreateGroup(const ControlContext& context, const Json& members) {
  Group group{.id = context.world.NewId("bgpg"),
              .owner = std::string(kAccount),
              .region = std::string(kControlRegion),
              .peer_asn = 65000,
              .local_asn = kServiceAsn,
              .route_limit = context.world.quotas.routes_per_peer};
  group.life.state = "Available";
  IC_RETURN_IF_ERROR(SetGroup(group, members));
  return IdAnswer(context.world.groups.Add(std::move(group)).id);
}

StatusOr<Json> CreatePeer(const ControlContext& context, const Json& members) {
  Peer peer{.id = context.world.NewId("bgp"),
            .owner = std::string(kAccount),
            .region = std::string(kControlRegion),
            .address = "10.0.0.2",
            .router_up = context.options.router_up,
            .modified = context.now};
  peer.life.state = "Available";
  IC_RETURN_IF_ERROR(SetPeer(peer, members));
  const Group* group = context.world.groups.Find(peer.group_id);
  if (peer.router_id.empty() && group != nullptr) peer.router_id = group->router_id;
  return IdAnswer(context.world.peers.Add(std::move(peer)).id);
}

StatusOr<Json> CreateNetwork(const ControlContext& context, const Json& members) {
  Network network{.owner = std::string(kAccount), .region = std::string(kControlRegion)};
  network.life.state = "Available";
  IC_RETURN_IF_ERROR(SetNetwork(network, members));
  network.id = fmt::format("{}/{}", network.router_id, network.cidr);
  return IdAnswer(context.world.networks.Add(std::move(network)).id);
}

StatusOr<Json> CreateRoute(const ControlContext& context, const Json& members) {
  RouteEntry entry{.id = context.world.NewId("rte"), .next_hop_type = "RouterInterface"};
  entry.life.state = "Available";
  IC_RETURN_IF_ERROR(SetRoute(entry, members));
  return IdAnswer(context.world.routes.Add(std::move(entry)).id);
}

StatusOr<Json> CreateInterface(const ControlContext& context, const Json& members) {
  RouterInterface interface {
    .id = context.world.NewId("ri"), .owner = std::string(kAccount), .region = std::string(kControlRegion)
  };
  IC_RETURN_IF_ERROR(SetInterface(interface, members));
  return IdAnswer(context.world.interfaces.Add(std::move(interface)).id);
}

StatusOr<Json> CreateExpressRouter(const ControlContext& context, const Json& members) {
  ExpressRouter router{.id = context.world.NewId("ecr"), .owner = std::string(kAccount)};
  IC_RETURN_IF_ERROR(SetExpressRouter(router, members));
  return IdAnswer(context.world.express_routers.Add(std::move(router)).id);
}

StatusOr<Json> SetQuotas(World& world, const Json& set) {
  for (const auto& [name, value] : set.items()) {
    int* quota = FindQuota(world.quotas, name);
    if (quota == nullptr || !value.is_number_unsigned()) {
      return InvalidArgumentError(fmt::format("\"{}\" is not a quota, or its value is not a whole number", name));
    }
    *quota = value.get<int>();
  }
  return Json(QuotaValues(world.quotas));
}

StatusOr<Json> SetSwitches(World& world, const Json& set) {
  for (const auto& [name, value] : set.items()) {
    bool* one = FindSwitch(world.switches, name);
    if (one == nullptr || !value.is_boolean()) {
      return InvalidArgumentError(fmt::format("\"{}\" is not a switch, or its value is not true or false", name));
    }
    *one = value.get<bool>();
  }
  return Json(SwitchValues(world.switches));
}

Status SetById(const ControlContext& context, const std::string& id, const Json& set) {
  World& world = context.world;
  if (Circuit* found = world.circuits.Find(id)) return SetCircuit(context, *found, set);
  if (Router* found = world.routers.Find(id)) return SetRouter(*found, set);
  if (Group* found = world.groups.Find(id)) return SetGroup(*found, set);
  if (Peer* found = world.peers.Find(id)) return SetPeer(*found, set);
  if (Network* found = world.networks.Find(id)) return SetNetwork(*found, set);
  if (RouteEntry* found = world.routes.Find(id)) return SetRoute(*found, set);
  if (RouterInterface* found = world.interfaces.Find(id)) return SetInterface(*found, set);
  if (ExpressRouter* found = world.express_routers.Find(id)) return SetExpressRouter(*found, set);
  return NotFoundError(fmt::format("there is no object with the id \"{}\"", id));
}

// Gone at once, as if it had been deleted long ago; what hangs on it stays.
Status DeleteById(World& world, const std::string& id) {
  bool removed = false;
  const auto remove_from = [&](auto& table) {
    removed = removed || table.Find(id) != nullptr;
    table.RemoveIf([&](const auto& object) { return object.id == id; });
  };
  remove_from(world.circuits);
  remove_from(world.routers);
  remove_from(world.groups);
  remove_from(world.peers);
  remove_from(world.networks);
  remove_from(world.routes);
  remove_from(world.interfaces);
  remove_from(world.failover_groups);
  remove_from(world.express_routers);
  return removed ? OkStatus() : NotFoundError(fmt::format("there is no object with the id \"{}\"", id));
}

template <typename T, typename Render>
Json ListTable(const Table<T>& table, Render render) {
  Json list = Json::array();
  for (const auto& item : table.items()) {
    Json one = render(*item);
    one["OwnerId"] = item->owner;
    one["RegionId"] = item->region;
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace

Json ListObjects(const World& world) {
  Json routes = Json::array();
  for (const auto& entry : world.routes.items()) routes.push_back(RouteEntryJson(*entry));
  Json express_routers = Json::array();
  for (const auto& one : world.express_routers.items()) express_routers.push_back(ExpressRouterJson(*one));
  return {
      {"physicalConnections", ListTable(world.circuits, [&](const Circuit& one) { return CircuitJson(world, one); })},
      {"virtualBorderRouters", ListTable(world.routers, [&](const Router& one) { return RouterJson(world, one); })},
      {"bgpGroups", ListTable(world.groups, GroupJson)},
      {"bgpPeers", ListTable(world.peers, [&](const Peer& one) { return PeerJson(world, one); })},
      {"bgpNetworks", ListTable(world.networks, NetworkJson)},
      {"routeEntries", std::move(routes)},
      {"routerInterfaces", ListTable(world.interfaces, InterfaceJson)},
      {"expressConnectRouters", std::move(express_routers)},
      {"quotas", QuotaValues(world.quotas)},
      {"switches", SwitchValues(world.switches)}};
}

StatusOr<Json> CreateObject(const ControlContext& context, const Json& request) {
  IC_ASSIGN_OR_RETURN(const auto creation, ReadCreation(request));
  const auto& [type, members] = creation;
  if (type == "physical_connection") return CreateCircuit(context, members);
  if (type == "hosted_connection") return CreateHosted(context, members);
  if (type == "virtual_border_router") return CreateRouter(context, members);
  if (type == "bgp_group") return CreateGroup(context, members);
  if (type == "bgp_peer") return CreatePeer(context, members);
  if (type == "bgp_network") return CreateNetwork(context, members);
  if (type == "route_entry") return CreateRoute(context, members);
  if (type == "router_interface") return CreateInterface(context, members);
  if (type == "express_connect_router") return CreateExpressRouter(context, members);
  return InvalidArgumentError(
      fmt::format("\"type\" is \"{}\"; it must be physical_connection, hosted_connection, virtual_border_router, "
                  "bgp_group, bgp_peer, bgp_network, route_entry, router_interface or express_connect_router",
                  type));
}

StatusOr<Json> EditObject(const ControlContext& context, const Json& request) {
  const auto remove = [&](const std::string& id) { return DeleteById(context.world, id); };
  const auto change = [&](const std::string& id, const Json& set) -> StatusOr<Json> {
    if (id == "quotas") return SetQuotas(context.world, set);
    if (id == "switches") return SetSwitches(context.world, set);
    IC_RETURN_IF_ERROR(SetById(context, id, set));
    return IdAnswer(id);
  };
  return CarryEdit(request, remove, change);
}

}  // namespace ic::sim::alibaba
