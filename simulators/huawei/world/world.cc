#include "simulators/huawei/world/world.h"

#include <algorithm>

#include <fmt/format.h>

namespace ic::sim::huawei {
namespace {

std::vector<Resource*> Where(const Resources& table, std::string_view member, std::string_view value) {
  std::vector<Resource*> found;
  for (const auto& item : table.items()) {
    const auto text = item->members.find(member);
    const bool is = text != item->members.end() && text->is_string() && text->get_ref<const std::string&>() == value;
    if (is) found.push_back(item.get());
  }
  std::sort(found.begin(), found.end(), [](const Resource* a, const Resource* b) { return a->id < b->id; });
  return found;
}

}  // namespace

std::string Resource::Text(std::string_view name) const {
  const auto found = members.find(name);
  return found != members.end() && found->is_string() ? found->get<std::string>() : "";
}

std::int64_t Resource::Number(std::string_view name) const {
  const auto found = members.find(name);
  return found != members.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

bool Resource::Flag(std::string_view name) const {
  const auto found = members.find(name);
  return found != members.end() && found->is_boolean() && found->get<bool>();
}

void ForgetPeers(World& world, const std::vector<Resource*>& peers) {
  World::PeerIndex& index = world.peer_index;
  const bool kept = index.version == world.peers.version();
  for (Resource* peer : peers) {
    if (kept) {
      const auto of_interface = index.by_interface.find(peer->Text("vif_id"));
      if (of_interface != index.by_interface.end()) index.seen -= std::erase(of_interface->second, peer);
    }
    world.peers.Remove(peer->id);
  }
  if (kept) index.version = world.peers.version();
}

// Defaults as documented in 2024 to 2026; each can be raised for a customer, so a test can too.
World::World(std::uint64_t seed)
    : quotas({{"physicalConnect", 10},
              {"virtualInterface", 50},
              {"virtualGateway", 5},
              {"connectGateway", 10},
              {"geip", 5},
              {"globalDcGateway", 5},
              {"peerLinkPerGdgw", 10},
              {"localGateway", -1},
              {"localSubnetsPerGateway", 50},
              {"remoteSubnetsPerPeer", 50},
              {"bgpRoutes", 100}}),
      random_(SeededRandom(seed)) {}

std::string World::NewId() { return random_->Uuid(); }

// Device ids look like addresses. Two lines at one location end on one device.
std::string World::DeviceOf(const std::string& location) {
  const auto [found, added] = devices_.try_emplace(location);
  if (added) found->second = fmt::format("18.9.{}.{}", devices_.size() / 250, devices_.size() % 250 + 1);
  return found->second;
}

std::vector<Resource*> PeersOf(const World& world, std::string_view interface_id) {
  World::PeerIndex& index = world.peer_index;
  if (index.version != world.peers.version()) {
    index = {.version = world.peers.version(), .seen = 0, .by_interface = {}};
  }
  for (; index.seen < world.peers.items().size(); ++index.seen) {
    Resource* peer = world.peers.items()[index.seen].get();
    std::vector<Resource*>& peers = index.by_interface[peer->Text("vif_id")];
    peers.insert(std::ranges::upper_bound(peers, peer->id, {}, &Resource::id), peer);
  }
  const auto found = index.by_interface.find(interface_id);
  return found == index.by_interface.end() ? std::vector<Resource*>() : found->second;
}
std::vector<Resource*> InterfacesOn(const World& world, std::string_view line_id) {
  std::vector<Resource*> found = Where(world.interfaces, "direct_connect_id", line_id);
  return found.empty() ? Where(world.interfaces, "lag_id", line_id) : found;
}

Resource* LineOf(const World& world, const Resource& interface) {
  Resource* line = world.lines.Find(interface.Text("direct_connect_id"));
  return line != nullptr ? line : world.lags.Find(interface.Text("lag_id"));
}
std::vector<Resource*> InterfacesOf(const World& world, std::string_view gateway_id) {
  return Where(world.interfaces, "vgw_id", gateway_id);
}

}  // namespace ic::sim::huawei
