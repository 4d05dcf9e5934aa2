#include "simulators/aws/world/world.h"

#include <fmt/format.h>

#include "simulators/server/objects/credential_store.h"
#include "simulators/server/objects/named_members.h"

namespace ic::sim::aws {
namespace {

constexpr std::string_view kIdAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view kKeyAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.";

constexpr int kUsualPrefixes = 100;  // of each family, where nobody asked for another number

constexpr NamedMembers<Quotas, int, 15> kQuotas = {{
    {"connections_per_location", &Quotas::connections_per_location},
    {"lags_per_region", &Quotas::lags_per_region},
    {"links_per_lag", &Quotas::links_per_lag},
    {"links_per_lag_large", &Quotas::links_per_lag_large},
    {"interfaces_per_connection", &Quotas::interfaces_per_connection},
    {"private_public_per_connection", &Quotas::private_public_per_connection},
    {"transit_per_connection", &Quotas::transit_per_connection},
    {"gateways", &Quotas::gateways},
    {"virtual_gateways_per_gateway", &Quotas::virtual_gateways_per_gateway},
    {"transit_gateways_per_gateway", &Quotas::transit_gateways_per_gateway},
    {"interfaces_per_gateway", &Quotas::interfaces_per_gateway},
    {"gateways_per_transit_gateway", &Quotas::gateways_per_transit_gateway},
    {"prefixes_per_transit_gateway", &Quotas::prefixes_per_transit_gateway},
    {"rate_limiters_per_connection", &Quotas::rate_limiters_per_connection},
    {"allocated_prefixes_per_gateway", &Quotas::allocated_prefixes_per_gateway},
}};

// User guide, "Inbound prefix controls".
int PoolOf(const Connection& connection) {
  if (connection.hosted() || connection.interconnect) return 0;
  if (connection.bandwidth == "400Gbps") return 50000;
  return connection.bandwidth == "100Gbps" ? 30000 : 5000;
}

}  // namespace

int* FindQuota(Quotas& quotas, std::string_view name) { return FindMember(kQuotas, quotas, name); }

std::map<std::string, int> QuotaValues(const Quotas& quotas) { return MemberValues(kQuotas, quotas); }

World::World(std::uint64_t seed) : random_(SeededRandom(seed)) {}

std::string World::NewId(std::string_view prefix) {
  while (true) {  // ends: 36^6 ids, and a world holds thousands
    std::string id = fmt::format("{}-fg{}", prefix, RandomText(*random_, 6, kIdAlphabet));
    if (ids_.insert(id).second) return id;
  }
}

std::string World::NewUuid() { return random_->Uuid(); }

std::string World::NewAuthKey() { return "0x" + RandomText(*random_, 22, kKeyAlphabet); }

std::string World::DeviceAt(const std::string& location) {
  std::string& device = devices_[location];
  if (device.empty()) device = fmt::format("{}-{}", location, RandomText(*random_, 13, kIdAlphabet));
  return device;
}

std::vector<Connection*> Members(const World& world, const Lag& lag) {
  std::vector<Connection*> members;
  for (const auto& connection : world.connections.items()) {
    if (connection->lag_id == lag.id && !connection->life.Is({"deleting", "deleted", "rejected"})) {
      members.push_back(connection.get());
    }
  }
  return members;
}

std::vector<VirtualInterface*> InterfacesOn(const World& world, std::string_view connection_id) {
  std::vector<VirtualInterface*> found;
  for (const auto& interface : world.interfaces.items()) {
    if (interface->connection_id == connection_id && !interface->life.Is({"deleting", "deleted", "rejected"})) {
      found.push_back(interface.get());
    }
  }
  return found;
}

std::vector<BgpPeer*> LivePeers(VirtualInterface& interface) {
  std::vector<BgpPeer*> peers;
  for (BgpPeer& peer : interface.peers) {
    if (!peer.life.Is({"deleting", "deleted"})) peers.push_back(&peer);
  }
  return peers;
}

std::optional<int> PrefixPool(const World& world, std::string_view port_id, std::string_view family) {
  const bool six = family == "ipv6";
  if (const Lag* lag = world.lags.Find(port_id)) {
    int members = 0;
    for (const Connection* member : Members(world, *lag)) members += PoolOf(*member);
    const std::optional<int>& said = six ? lag->prefix_pool_ipv6 : lag->prefix_pool_ipv4;
    if (!said && members == 0) return std::nullopt;  // it has none of its own before it has connections
    return said.value_or(members);
  }
  const Connection* connection = world.connections.Find(port_id);
  if (connection == nullptr || PoolOf(*connection) == 0) return std::nullopt;
  return (six ? connection->prefix_pool_ipv6 : connection->prefix_pool_ipv4).value_or(PoolOf(*connection));
}

int AllocatedPrefixes(const VirtualInterface& interface, std::string_view family) {
  if (interface.type == "public") return 0;
  return (family == "ipv6" ? interface.prefix_pool_ipv6 : interface.prefix_pool_ipv4).value_or(kUsualPrefixes);
}

PortUse UseOf(const World& world, std::string_view port_id, const VirtualInterface* but) {
  PortUse use;
  for (const VirtualInterface* one : InterfacesOn(world, port_id)) {
    if (one == but) continue;
    use.prefixes_ipv4 += AllocatedPrefixes(*one, "ipv4");
    use.prefixes_ipv6 += AllocatedPrefixes(*one, "ipv6");
    use.rate_limiters += one->rate_limit.empty() ? 0 : 1;
  }
  return use;
}

int AllocatedAt(const World& world, std::string_view gateway_id, const VirtualInterface* but) {
  int allocated = 0;
  for (const auto& one : world.interfaces.items()) {
    if (one.get() == but || one->dx_gateway_id != gateway_id || one->life.Is({"deleting", "deleted", "rejected"})) {
      continue;
    }
    allocated += AllocatedPrefixes(*one, "ipv4") + AllocatedPrefixes(*one, "ipv6");
  }
  return allocated;
}

std::string PortOwner(const World& world, const VirtualInterface& interface) {
  if (const Connection* connection = world.connections.Find(interface.connection_id)) return connection->owner;
  if (const Lag* lag = world.lags.Find(interface.connection_id)) return lag->owner;
  return "";
}

}  // namespace ic::sim::aws
