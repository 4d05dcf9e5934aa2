#include "simulators/huawei/world/render.h"

#include "simulators/huawei/world/lifecycle.h"

namespace ic::sim::huawei {
namespace {

Json Common(const Resource& object, std::string status) {
  Json out = object.members;
  out["id"] = object.id;
  out["tenant_id"] = object.project;
  out["status"] = std::move(status);
  return out;
}

void Mirror(Json& out, const Json& peer) {
  const bool v6 = peer["address_family"] == "ipv6";
  out["address_family"] = peer["address_family"];
  out["local_gateway_v4_ip"] = v6 ? Json() : peer["local_gateway_ip"];
  out["remote_gateway_v4_ip"] = v6 ? Json() : peer["remote_gateway_ip"];
  out["local_gateway_v6_ip"] = v6 ? peer["local_gateway_ip"] : Json();
  out["remote_gateway_v6_ip"] = v6 ? peer["remote_gateway_ip"] : Json();
  for (const char* name : {"remote_ep_group", "service_ep_group"}) {
    out[name] = peer[name];
  }
}

}  // namespace

Json TagsJson(const Tags& tags) {
  Json out = Json::array();
  for (const auto& [key, value] : tags) out.push_back({{"key", key}, {"value", value}});
  return out;
}

Json LineJson(const World& world, const Resource& line) {
  Json out = Common(line, LineStatus(world, line));
  out["tags"] = TagsJson(line.tags);
  return out;
}

Json HostedJson(const World& world, const Resource& line) {
  const Json all = LineJson(world, line);
  Json out;
  for (const char* name :
       {"id", "tenant_id", "name", "description", "bandwidth", "location", "peer_location", "hosting_id", "provider",
        "admin_state_up", "vlan", "status", "apply_time", "create_time", "provider_status", "port_type", "type"}) {
    out[name] = all[name];
  }
  return out;
}

Json GatewayJson(const Resource& gateway) {
  Json out = Common(gateway, GatewayStatus(gateway));
  out["tags"] = TagsJson(gateway.tags);
  return out;
}

Json PeerJson(const World& world, const Resource& peer) {
  const std::string status = PeerStatus(world, peer);
  Json out = Common(peer, status);
  if (peer.Text("route_mode") == "static") {
    out["bgp_status"] = nullptr;
    out["receive_route_num"] = -1;
  } else {
    out["bgp_status"] = status == "ACTIVE" ? "up" : "down";
    out["receive_route_num"] = status == "ACTIVE" ? peer.members["remote_ep_group"].size() : 0;
  }
  return out;
}

Json InterfaceJson(const World& world, const Resource& interface) {
  Json out = Common(interface, InterfaceStatus(world, interface));
  out["tags"] = TagsJson(interface.tags);
  Json peers = Json::array();
  for (const Resource* peer : PeersOf(world, interface.id)) {
    peers.push_back(PeerJson(world, *peer));
    if (peers.size() == 1 || peers.back()["address_family"] == "ipv6") Mirror(out, peers.back());
  }
  out["vif_peers"] = std::move(peers);
  return out;
}

}  // namespace ic::sim::huawei
