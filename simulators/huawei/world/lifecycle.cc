#include "simulators/huawei/world/lifecycle.h"

#include <algorithm>

namespace ic::sim::huawei {
namespace {

constexpr std::string_view kGone = "GONE";

void Advance(Resources& table, Time now) {
  for (const auto& object : table.items()) {
    Life& life = object->life;
    while (!life.next.empty() && life.next.front().due <= now) {
      life.state = life.next.front().state;
      life.next.pop_front();
    }
  }
}

std::vector<Resource*> Gone(const Resources& table) {
  std::vector<Resource*> gone;
  for (const auto& object : table.items()) {
    if (object->life.state == kGone) gone.push_back(object.get());
  }
  return gone;
}

}  // namespace

void Lifecycle::Begin(Resource& object, std::string_view state, std::string_view then, Time now, Duration delay) const {
  object.life.state = state;
  object.life.next = {{std::string(then), now + (options_.lifecycle ? delay : Duration::zero())}};
}

void Lifecycle::Deleting(Resource& object, Time now) const { Begin(object, "PENDING_DELETE", kGone, now, kDeleteTime); }

void Lifecycle::Settle(World& world, Time now) const {
  for (Resources* table : {&world.lines, &world.gateways, &world.interfaces, &world.peers, &world.detections,
                           &world.switchovers, &world.global_gateways}) {
    Advance(*table, now);
  }
  for (const Resource* interface : Gone(world.interfaces)) ForgetPeers(world, PeersOf(world, interface->id));
  ForgetPeers(world, Gone(world.peers));
  for (Resources* table : {&world.lines, &world.gateways, &world.interfaces}) {
    table->RemoveIf([](const Resource& object) { return object.life.state == kGone; });
  }
}

// A hosted line stays in BUILD ("opened") until an interface uses it.
std::string LineStatus(const World& world, const Resource& line) {
  if (!line.life.state.empty()) return line.life.state;
  if (line.Text("type") != "hosted") return "ACTIVE";
  const auto interfaces = InterfacesOn(world, line.id);
  const bool used = std::any_of(interfaces.begin(), interfaces.end(),
                                [](const Resource* interface) { return interface->life.state.empty(); });
  return used ? "ACTIVE" : "BUILD";
}

std::string GatewayStatus(const Resource& gateway) {
  return gateway.life.state.empty() ? "ACTIVE" : gateway.life.state;
}

// A session over BGP is up when the customer's router answers; static routes need the port only.
std::string PeerStatus(const World& world, const Resource& peer) {
  if (!peer.life.state.empty()) return peer.life.state;
  const Resource* interface = world.interfaces.Find(peer.Text("vif_id"));
  const Resource* line = interface == nullptr ? nullptr : LineOf(world, *interface);
  if (interface != nullptr && interface->life.state == "ADMIN_SHUTDOWN") return "DOWN";
  const bool port_up = line == nullptr || line->life.state.empty() || line->life.state == "ACTIVE";
  return port_up && (peer.router_up || peer.Text("route_mode") == "static") ? "ACTIVE" : "DOWN";
}

std::string InterfaceStatus(const World& world, const Resource& interface) {
  if (!interface.life.state.empty()) return interface.life.state;
  const auto peers = PeersOf(world, interface.id);
  return std::any_of(peers.begin(), peers.end(),
                     [&](const Resource* peer) { return PeerStatus(world, *peer) == "ACTIVE"; })
             ? "ACTIVE"
             : "DOWN";
}

}  // namespace ic::sim::huawei
