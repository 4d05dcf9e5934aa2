#include "simulators/huawei/operations/peers.h"

#include <fmt/format.h>

#include "base/text.h"
#include "simulators/huawei/world/render.h"

namespace ic::sim::huawei {
namespace {

struct Found {
  Resource* peer = nullptr;
  Resource* interface = nullptr;
};

StatusOr<Found> FindPeer(OperationCall& call, int http_status) {
  Resource* peer = call.world.peers.Find(call.path[0]);
  Resource* interface = peer == nullptr ? nullptr : call.world.interfaces.Find(peer->Text("vif_id"));
  if (interface == nullptr || interface->project != call.caller()) {
    return DcError("DC.0002", fmt::format("virtual interface peer {} could not be found", call.path[0]), http_status);
  }
  call.target = peer->id;
  return Found{peer, interface};
}

StatusOr<Json> CreatePeer(OperationCall& call) {
  const Json& in = call.in;
  IC_RETURN_IF_ERROR(CheckMembers(call, {{"vif_id", Shape::kText},
                                         {"name", Shape::kText},
                                         {"description", Shape::kText},
                                         {"address_family", Shape::kText},
                                         {"local_gateway_ip", Shape::kText},
                                         {"remote_gateway_ip", Shape::kText},
                                         {"route_mode", Shape::kText},
                                         {"bgp_asn", Shape::kNumber},
                                         {"bgp_md5", Shape::kText},
                                         {"remote_ep_group", Shape::kList},
                                         {"service_ep_group", Shape::kList}}));
  IC_RETURN_IF_ERROR(CheckRequired(in, {"vif_id", "name", "address_family", "local_gateway_ip", "remote_gateway_ip"}));
  IC_RETURN_IF_ERROR(CheckNames(in, 1));
  IC_RETURN_IF_ERROR(CheckChoice(in, "route_mode", {"bgp", "static"}));
  IC_ASSIGN_OR_RETURN(Resource * interface, FindInterface(call, TextOf(in, "vif_id")));
  call.target = interface->id;
  if (interface->project != call.caller()) {
    return DcError("DC.1214", "the virtual interface belongs to another tenant");
  }
  IC_RETURN_IF_ERROR(CheckChangeable(call, *interface));
  const Session session{.family = ToLowerAscii(TextOf(in, "address_family")),
                        .route_mode = TextOf(in, "route_mode", "static"),
                        .local = TextOf(in, "local_gateway_ip"),
                        .remote = TextOf(in, "remote_gateway_ip"),
                        .asn = NumberOf(in, "bgp_asn"),
                        .md5 = TextOf(in, "bgp_md5"),
                        .subnets = ListOf(in, "remote_ep_group"),
                        .services = ListOf(in, "service_ep_group")};
  if (session.family != "ipv4" && session.family != "ipv6") return ParameterError("address_family: ipv4 or ipv6");
  if (Has(in, "bgp_asn") && session.asn == 0) return DcError("DC.0008", "bgp_asn must be from 1 to 4294967295");
  for (const Resource* other : PeersOf(call.world, interface->id)) {
    if (other->Text("address_family") == session.family) {
      return ParameterError(fmt::format("virtual interface {} already has an {} peer", interface->id, session.family));
    }
  }
  IC_RETURN_IF_ERROR(CheckSession(call, session, GatewayOf(call.world, *interface)));
  Resource& peer = AddPeer(call, *interface, session, TextOf(in, "name"), TextOf(in, "description"));
  call.target = peer.id;
  Json answer = PeerJson(call.world, peer);
  if (session.subnets.empty()) answer["remote_ep_group"] = nullptr;  // a creation says null, a list []
  return Json{{"vif_peer", std::move(answer)}};
}

StatusOr<Json> UpdatePeer(OperationCall& call) {
  IC_RETURN_IF_ERROR(
      CheckMembers(call, {{"name", Shape::kText}, {"description", Shape::kText}, {"remote_ep_group", Shape::kList}}));
  IC_ASSIGN_OR_RETURN(const Found found, FindPeer(call, 400));
  if (call.in.empty()) return ParameterError("at least one parameter must be changed");
  IC_RETURN_IF_ERROR(CheckNames(call.in, Has(call.in, "name") ? 1 : 0));
  IC_RETURN_IF_ERROR(CheckChangeable(call, *found.interface));
  IC_RETURN_IF_ERROR(CheckRemoteSubnets(call, found.peer->Text("address_family"), ListOf(call.in, "remote_ep_group"),
                                        GatewayOf(call.world, *found.interface)));
  for (const auto& [name, value] : call.in.items()) {
    if (found.peer->members.contains(name)) found.peer->members[name] = value;
  }
  call.life.Updating(*found.peer, call.now);
  return Json{{"vif_peer", PeerJson(call.world, *found.peer)}};
}

StatusOr<Json> DeletePeer(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const Found found, FindPeer(call, 404));
  IC_RETURN_IF_ERROR(CheckChangeable(call, *found.interface));
  if (PeersOf(call.world, found.interface->id).size() == 1) {
    return ParameterError("the last peer of a virtual interface cannot be deleted");
  }
  call.life.Deleting(*found.peer, call.now);
  return Json();
}

}  // namespace

Resource* GatewayOf(const World& world, const Resource& interface) {
  if (Resource* gateway = world.gateways.Find(interface.Text("vgw_id")); gateway != nullptr) return gateway;
  return world.global_gateways.Find(interface.Text("gateway_id"));
}

Resource& AddPeer(OperationCall& call, const Resource& interface, const Session& session, const std::string& name,
                  const std::string& description) {
  const bool bgp = session.route_mode == "bgp";
  const std::string id = call.world.NewId();
  Resource& peer = call.world.peers.Add(
      {.id = id,
       .project = interface.project,
       .guest = interface.guest,
       .members = {{"vif_id", interface.id},
                   {"name", name},
                   {"description", description},
                   {"address_family", session.family},
                   {"local_gateway_ip", session.local},
                   {"remote_gateway_ip", session.remote},
                   {"route_mode", session.route_mode},
                   {"bgp_asn", bgp ? Json(session.asn) : Json()},
                   {"bgp_md5", session.md5.empty() ? Json() : Json(session.md5)},
                   {"remote_ep_group", session.subnets},
                   {"service_ep_group", session.services.empty() ? Json() : Json(session.services)},
                   {"device_id", interface.Text("device_id")},
                   {"bgp_route_limit", call.world.quotas.at("bgpRoutes")},
                   {"enable_bfd", interface.Flag("enable_bfd")},
                   {"enable_nqa", interface.Flag("enable_nqa")}},
       .life = {},
       .tags = {},
       .router_up = call.options.router_up});
  call.life.Creating(peer, call.now);
  return peer;
}

Status CheckChangeable(const OperationCall& call, const Resource& interface) {
  const std::string& state = interface.life.state;
  if (state == "ADMIN_SHUTDOWN" || state == "AUTHORIZATION" || state == "REJECTED") {
    return DcError("DC.1210", fmt::format("virtual interface {} is {}: it cannot be changed", interface.id, state));
  }
  if (interface.pending()) {
    return DcError("DC.1118",
                   fmt::format("virtual interface {} is {}: locked by another operation", interface.id, state));
  }
  return CheckUnlocked(call, interface.Text("vgw_id"));
}

std::span<const Operation> PeerOperations() {
  static constexpr Operation kOperations[] = {
      {"CreateVifPeer", "POST", "dcaas/vif-peers", 201, "vif_peer", CreatePeer},
      {"UpdateVifPeer", "PUT", "dcaas/vif-peers/{}", 200, "vif_peer", UpdatePeer},
      {"DeleteVifPeer", "DELETE", "dcaas/vif-peers/{}", 204, "", DeletePeer},
  };
  return kOperations;
}

}  // namespace ic::sim::huawei
