#include "simulators/alibaba/world/world.h"

#include <fmt/format.h>

#include "simulators/server/objects/credential_store.h"
#include "simulators/server/objects/named_members.h"

namespace ic::sim::alibaba {
namespace {

constexpr std::string_view kIdAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

constexpr NamedMembers<Quotas, int, 11> kQuotas = {{
    {"circuits_per_access_point", &Quotas::circuits_per_access_point},
    {"unpaid_circuits", &Quotas::unpaid_circuits},
    {"routers_per_circuit", &Quotas::routers_per_circuit},
    {"hosted_per_circuit", &Quotas::hosted_per_circuit},
    {"associations_per_router", &Quotas::associations_per_router},
    {"groups_per_router", &Quotas::groups_per_router},
    {"peers_per_router", &Quotas::peers_per_router},
    {"networks_per_router", &Quotas::networks_per_router},
    {"routes_per_peer", &Quotas::routes_per_peer},
    {"routes_per_table", &Quotas::routes_per_table},
    {"tags_per_resource", &Quotas::tags_per_resource},
}};

constexpr NamedMembers<Switches, bool, 5> kSwitches = {{
    {"traffic_service", &Switches::traffic_service},
    {"custom_local_asn", &Switches::custom_local_asn},
    {"ipv6", &Switches::ipv6},
    {"bypass_sp", &Switches::bypass_sp},
    {"fail_allocation", &Switches::fail_allocation},
}};

template <typename T, typename Predicate>
std::vector<T*> Select(const Table<T>& table, Predicate predicate) {
  std::vector<T*> found;
  for (const auto& item : table.items()) {
    if (predicate(*item)) found.push_back(item.get());
  }
  return found;
}

}  // namespace

int* FindQuota(Quotas& quotas, std::string_view name) { return FindMember(kQuotas, quotas, name); }
std::map<std::string, int> QuotaValues(const Quotas& quotas) { return MemberValues(kQuotas, quotas); }

bool* FindSwitch(Switches& switches, std::string_view name) { return FindMember(kSwitches, switches, name); }
std::map<std::string, bool> SwitchValues(const Switches& switches) { return MemberValues(kSwitches, switches); }

World::World(std::uint64_t seed) : random_(SeededRandom(seed)) {}

std::string World::NewId(std::string_view prefix) {
  while (true) {  // ends: 36^17 ids, and a world holds thousands
    std::string id = fmt::format("{}-bp1{}", prefix, RandomText(*random_, 17, kIdAlphabet));
    if (ids_.insert(id).second) return id;
  }
}

std::string World::NewOrderId() { return fmt::format("{}", 200'000'000'000'000 + random_->Below(99'999'999'999'999)); }

std::vector<Router*> RoutersOn(const World& world, std::string_view circuit_id) {
  return Select(world.routers, [&](const Router& one) { return one.circuit_id == circuit_id; });
}

std::vector<Group*> GroupsOf(const World& world, std::string_view router_id) {
  return Select(world.groups, [&](const Group& one) { return one.router_id == router_id; });
}

std::vector<Peer*> PeersOf(const World& world, std::string_view router_id) {
  return Select(world.peers, [&](const Peer& one) { return one.router_id == router_id; });
}

std::vector<Network*> NetworksOf(const World& world, std::string_view router_id) {
  return Select(world.networks, [&](const Network& one) { return one.router_id == router_id; });
}

std::vector<RouteEntry*> RoutesOf(const World& world, std::string_view table_id) {
  return Select(world.routes, [&](const RouteEntry& one) { return one.table_id == table_id; });
}

}  // namespace ic::sim::alibaba
