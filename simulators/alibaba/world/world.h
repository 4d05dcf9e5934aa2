// The state of the simulated service: tables of objects, quotas, switches, and the answers kept for client tokens.
#ifndef SIMULATORS_ALIBABA_WORLD_WORLD_H_
#define SIMULATORS_ALIBABA_WORLD_WORLD_H_

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/random.h"
#include "simulators/alibaba/world/objects.h"
#include "simulators/server/objects/short_memory.h"
#include "simulators/server/objects/table.h"

namespace ic::sim::alibaba {

// The service's own AS number, and what it uses unless it is told otherwise.
inline constexpr std::int64_t kServiceAsn = 45104;

// Defaults as documented in 2026; where no number is published, one is chosen (simulators/README.md). An account can
// have them raised, so a test can too.
struct Quotas {
  int circuits_per_access_point = 2;
  int unpaid_circuits = 10;  // not Enabled
  int routers_per_circuit = 5;
  int hosted_per_circuit = 50;  // chosen
  int associations_per_router = 4;
  int groups_per_router = 8;  // chosen
  int peers_per_router = 8;
  int networks_per_router = 50;  // chosen
  int routes_per_peer = 110;
  int routes_per_table = 200;
  int tags_per_resource = 20;
};

// The quota of that name, as in POST /edit; null if there is none.
int* FindQuota(Quotas& quotas, std::string_view name);
std::map<std::string, int> QuotaValues(const Quotas& quotas);

// What an account or a region may do. All are on in a fresh simulator but the last two.
struct Switches {
  bool traffic_service = true;   // outbound traffic billing is open; otherwise OperationFailed.PconnTrafficNotEnable
  bool custom_local_asn = true;  // the account may set LocalAsn; otherwise OperationUnsupport
  bool ipv6 = true;              // the region has IPv6; otherwise OperationUnsupported.IPV6ForThisRegion
  bool bypass_sp = false;        // ByPassSp may be used
  bool fail_allocation = false;  // new circuits end in "Allocation Failed"
};
bool* FindSwitch(Switches& switches, std::string_view name);
std::map<std::string, bool> SwitchValues(const Switches& switches);

// What a call with a client token answered.
struct KeptAnswer {
  std::string parameters;  // the call's, without the token
  nlohmann::json answer;
};

struct World {
  explicit World(std::uint64_t seed);

  Table<Circuit> circuits;
  Table<Router> routers;
  Table<Group> groups;
  Table<Peer> peers;
  Table<Network> networks;
  Table<RouteEntry> routes;
  Table<RouterInterface> interfaces;
  Table<FailoverGroup> failover_groups;
  Table<ExpressRouter> express_routers;
  Quotas quotas;
  Switches switches;
  ShortMemory<KeptAnswer> answers{std::chrono::hours(24)};  // by "account/operation/token"

  // "vbr-bp1" and 17 letters and digits, as the service's own ids have them.
  std::string NewId(std::string_view prefix);
  std::string NewOrderId();

 private:
  std::unique_ptr<Random> random_;
  std::set<std::string> ids_;
};

// All of them, also those that are being deleted.
std::vector<Router*> RoutersOn(const World& world, std::string_view circuit_id);
std::vector<Group*> GroupsOf(const World& world, std::string_view router_id);
std::vector<Peer*> PeersOf(const World& world, std::string_view router_id);
std::vector<Network*> NetworksOf(const World& world, std::string_view router_id);
std::vector<RouteEntry*> RoutesOf(const World& world, std::string_view table_id);

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_WORLD_WORLD_H_
