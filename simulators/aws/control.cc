#include "simulators/aws/control.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "simulators/aws/wire/credentials.h"
#include "simulators/aws/world/render.h"
#include "simulators/server/objects/edits.h"

namespace ic::sim::aws {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kDefaultRegion = "us-east-1";
constexpr std::string_view kDefaultLocation = "EqDC2";

StatusOr<Json> AddConnection(const ControlContext& context, const Json& members, bool hosted) {
  Connection connection{.id = context.world.NewId("dxcon"),
                        .name = hosted ? "hosted" : "connection",
                        .owner = std::string(kAccount),
                        .region = std::string(kDefaultRegion),
                        .location = std::string(kDefaultLocation),
                        .bandwidth = hosted ? "500Mbps" : "1Gbps"};
  connection.life.state = hosted ? "ordering" : "available";
  if (hosted) {
    connection.vlan = 101;
    connection.partner_name = "Simulated Partner";
  }
  IC_RETURN_IF_ERROR(SetConnection(context, connection, members));
  if (connection.device.empty()) connection.device = context.world.DeviceAt(connection.location);
  return IdAnswer(context.world.connections.Add(std::move(connection)).id);
}

StatusOr<Json> AddInterconnect(const ControlContext& context, const Json& members) {
  Json with_owner{{"ownerAccount", kPartnerAccount}, {"connectionName", "interconnect"}, {"bandwidth", "10Gbps"}};
  with_owner.update(members);
  IC_ASSIGN_OR_RETURN(const Json made, AddConnection(context, with_owner, false));
  context.world.connections.Find(made["id"].get<std::string>())->interconnect = true;
  return made;
}

StatusOr<Json> AddLag(const ControlContext& context, const Json& members) {
  Lag lag{.id = context.world.NewId("dxlag"),
          .name = "lag",
          .owner = std::string(kAccount),
          .region = std::string(kDefaultRegion),
          .location = std::string(kDefaultLocation),
          .bandwidth = "1Gbps"};
  lag.life.state = "available";
  IC_RETURN_IF_ERROR(SetLag(context, lag, members));
  if (lag.device.empty()) lag.device = context.world.DeviceAt(lag.location);
  return IdAnswer(context.world.lags.Add(std::move(lag)).id);
}

// "bgpPeers" holds the peers; one that is left out is not made: an interface may have none.
StatusOr<Json> AddInterface(const ControlContext& context, Json members) {
  VirtualInterface interface {
    .id = context.world.NewId("dxvif"), .name = "interface", .owner = std::string(kAccount),
    .region = std::string(kDefaultRegion), .type = "private", .vlan = 101
  };
  interface.life.state = "confirming";
  const Json peers = members.value("bgpPeers", Json::array());
  members.erase("bgpPeers");
  IC_RETURN_IF_ERROR(SetInterface(context, interface, members));
  for (const Json& peer_members : peers) {
    BgpPeer peer{.id = context.world.NewId("dxpeer"),
                 .family = "ipv4",
                 .asn = 65000,
                 .auth_key = context.world.NewAuthKey(),
                 .router_up = context.options.router_up};
    peer.life.state = "available";
    IC_RETURN_IF_ERROR(SetPeer(interface, peer, peer_members));
    interface.peers.push_back(std::move(peer));
  }
  return IdAnswer(context.world.interfaces.Add(std::move(interface)).id);
}

StatusOr<Json> AddGateway(const ControlContext& context, const Json& members) {
  DxGateway gateway{.id = context.world.NewUuid(), .name = "gateway", .owner = std::string(kAccount)};
  gateway.life.state = "available";
  IC_RETURN_IF_ERROR(SetGateway(gateway, members));
  return IdAnswer(context.world.gateways.Add(std::move(gateway)).id);
}

StatusOr<Json> AddCloudGateway(const ControlContext& context, const Json& members, std::string type) {
  const std::string_view prefix = type == "transitGateway" ? "tgw" : "vgw";
  CloudGateway gateway{.id = context.world.NewId(prefix),
                       .type = std::move(type),
                       .owner = std::string(kAccount),
                       .region = std::string(kDefaultRegion)};
  IC_RETURN_IF_ERROR(SetCloudGateway(gateway, members));
  return IdAnswer(context.world.cloud_gateways.Add(std::move(gateway)).id);
}

StatusOr<Json> AddAssociation(const ControlContext& context, const Json& members) {
  Association association{.id = context.world.NewUuid(),
                          .dx_gateway_owner = std::string(kAccount),
                          .gateway = {.id = context.world.NewId("vgw"),
                                      .type = "virtualPrivateGateway",
                                      .owner = std::string(kAccount),
                                      .region = std::string(kDefaultRegion)}};
  association.life.state = "associated";
  IC_RETURN_IF_ERROR(SetAssociation(association, members));
  return IdAnswer(context.world.associations.Add(std::move(association)).id);
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

// A peer is named by its own id.
struct FoundPeer {
  VirtualInterface* interface = nullptr;
  BgpPeer* peer = nullptr;
};
FoundPeer FindPeer(const World& world, std::string_view id) {
  for (const auto& interface : world.interfaces.items()) {
    for (BgpPeer& peer : interface->peers) {
      if (peer.id == id) return {interface.get(), &peer};
    }
  }
  return {};
}

Status SetById(const ControlContext& context, const std::string& id, const Json& set) {
  World& world = context.world;
  if (Connection* found = world.connections.Find(id)) return SetConnection(context, *found, set);
  if (Lag* found = world.lags.Find(id)) return SetLag(context, *found, set);
  if (VirtualInterface* found = world.interfaces.Find(id)) return SetInterface(context, *found, set);
  if (DxGateway* found = world.gateways.Find(id)) return SetGateway(*found, set);
  if (CloudGateway* found = world.cloud_gateways.Find(id)) return SetCloudGateway(*found, set);
  if (Association* found = world.associations.Find(id)) return SetAssociation(*found, set);
  if (const FoundPeer found = FindPeer(world, id); found.peer) return SetPeer(*found.interface, *found.peer, set);
  return NotFoundError(fmt::format("there is no object with the id \"{}\"", id));
}

// Gone at once, as if it had been deleted long ago; what hangs on it stays.
Status DeleteById(World& world, const std::string& id) {
  if (const FoundPeer found = FindPeer(world, id); found.peer != nullptr) {
    std::erase_if(found.interface->peers, [&](const BgpPeer& peer) { return peer.id == id; });
    return OkStatus();
  }
  bool removed = false;
  const auto remove_from = [&](auto& table) {
    removed = removed || table.Find(id) != nullptr;
    table.RemoveIf([&](const auto& object) { return object.id == id; });
  };
  remove_from(world.connections);
  remove_from(world.lags);
  remove_from(world.interfaces);
  remove_from(world.gateways);
  remove_from(world.cloud_gateways);
  remove_from(world.associations);
  return removed ? OkStatus() : NotFoundError(fmt::format("there is no object with the id \"{}\"", id));
}

}  // namespace

Json ListObjects(const World& world) {
  Json all{{"connections", Json::array()},
           {"interconnects", Json::array()},
           {"lags", Json::array()},
           {"virtualInterfaces", Json::array()},
           {"directConnectGateways", Json::array()},
           {"directConnectGatewayAssociations", Json::array()},
           {"gateways", Json::array()},
           {"quotas", QuotaValues(world.quotas)}};
  for (const auto& one : world.connections.items()) {
    if (one->interconnect) {
      all["interconnects"].push_back(InterconnectJson(*one, one->owner));
    } else {
      all["connections"].push_back(ConnectionJson(world, *one, one->owner));
    }
  }
  for (const auto& one : world.lags.items()) all["lags"].push_back(LagJson(world, *one, one->owner));
  for (const auto& one : world.interfaces.items()) {
    all["virtualInterfaces"].push_back(InterfaceJson(world, *one, one->owner));
  }
  for (const auto& one : world.gateways.items()) {
    all["directConnectGateways"].push_back(GatewayJson(world, *one, one->owner));
  }
  for (const auto& one : world.associations.items()) {
    all["directConnectGatewayAssociations"].push_back(AssociationJson(*one));
  }
  for (const auto& one : world.cloud_gateways.items()) {
    all["gateways"].push_back({{"id", one->id},
                               {"type", one->type},
                               {"ownerAccount", one->owner},
                               {"region", one->region},
                               {"amazonSideAsn", one->asn},
                               {"state", one->state}});
  }
  return all;
}

StatusOr<Json> CreateObject(const ControlContext& context, const Json& request) {
  IC_ASSIGN_OR_RETURN(const auto creation, ReadCreation(request));
  const auto& [type, members] = creation;
  if (type == "connection") return AddConnection(context, members, false);
  if (type == "hosted_connection") return AddConnection(context, members, true);
  if (type == "interconnect") return AddInterconnect(context, members);
  if (type == "lag") return AddLag(context, members);
  if (type == "virtual_interface") return AddInterface(context, members);
  if (type == "direct_connect_gateway") return AddGateway(context, members);
  if (type == "virtual_gateway") return AddCloudGateway(context, members, "virtualPrivateGateway");
  if (type == "transit_gateway") return AddCloudGateway(context, members, "transitGateway");
  if (type == "association") return AddAssociation(context, members);
  return InvalidArgumentError(
      fmt::format("\"type\" is \"{}\"; it must be connection, hosted_connection, interconnect, lag, virtual_interface, "
                  "direct_connect_gateway, virtual_gateway, transit_gateway or association",
                  type));
}

StatusOr<Json> EditObject(const ControlContext& context, const Json& request) {
  const auto remove = [&](const std::string& id) { return DeleteById(context.world, id); };
  const auto change = [&](const std::string& id, const Json& set) -> StatusOr<Json> {
    if (id == "quotas") return SetQuotas(context.world, set);
    IC_RETURN_IF_ERROR(SetById(context, id, set));
    return IdAnswer(id);
  };
  return CarryEdit(request, remove, change);
}

}  // namespace ic::sim::aws
