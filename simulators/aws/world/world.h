// The state of the simulated service: tables of objects, quotas, and what makes ids, keys and addresses.
#ifndef SIMULATORS_AWS_WORLD_WORLD_H_
#define SIMULATORS_AWS_WORLD_WORLD_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "simulators/aws/world/objects.h"
#include "simulators/server/objects/table.h"

namespace ic::sim::aws {

// Defaults as AWS documents them in 2026 (user guide, "quotas"); an account can have each raised, so a test can too.
struct Quotas {
  int connections_per_location = 10;  // in a region, for an account
  int lags_per_region = 10;
  int links_per_lag = 4;        // below 100 Gbps
  int links_per_lag_large = 2;  // 100 and 400 Gbps
  int interfaces_per_connection = 51;
  int private_public_per_connection = 50;
  int transit_per_connection = 4;
  int gateways = 200;  // Direct Connect gateways of an account
  int virtual_gateways_per_gateway = 20;
  int transit_gateways_per_gateway = 6;
  int interfaces_per_gateway = 30;
  int gateways_per_transit_gateway = 20;
  int prefixes_per_transit_gateway = 200;
  int rate_limiters_per_connection = 10;       // or LAG
  int allocated_prefixes_per_gateway = 10000;  // both families
};

// The quota of that name, as in POST /edit; null if there is none.
int* FindQuota(Quotas& quotas, std::string_view name);
std::map<std::string, int> QuotaValues(const Quotas& quotas);

struct World {
  explicit World(std::uint64_t seed);

  Table<Connection> connections;
  Table<Lag> lags;
  Table<VirtualInterface> interfaces;
  Table<DxGateway> gateways;
  Table<CloudGateway> cloud_gateways;
  Table<Association> associations;
  Table<Proposal> proposals;
  Table<FailoverTest> tests;
  Table<ResiliencyGroup> resiliency_groups;
  Quotas quotas;
  std::map<std::string, std::string> agreements;  // "account/name" → status

  // "dxcon-fg…": the prefix, `f`, and letters and digits as the service's own ids have them.
  std::string NewId(std::string_view prefix);
  std::string NewUuid();
  // 24 characters, as the service makes them: "0x" and 22 of letters, digits, '_' and '.'.
  std::string NewAuthKey();
  // The router of a location: one for each, so that ports there can be bundled.
  std::string DeviceAt(const std::string& location);

 private:
  std::unique_ptr<Random> random_;
  std::set<std::string> ids_;
  std::map<std::string, std::string> devices_;

 public:
  Random& random() { return *random_; }
};

// Connections of the LAG that are not deleted.
std::vector<Connection*> Members(const World& world, const Lag& lag);
// Interfaces on that connection or LAG that still hold its VLANs.
std::vector<VirtualInterface*> InterfacesOn(const World& world, std::string_view connection_id);
// Peers that hold their family: neither being deleted nor deleted.
std::vector<BgpPeer*> LivePeers(VirtualInterface& interface);
// Prefixes of a family that the interfaces on a connection or LAG can be allocated together; nullopt: it has no pool,
// as hosted connections and interconnects.
std::optional<int> PrefixPool(const World& world, std::string_view port_id, std::string_view family);
// What the interface has of it: 100 where nobody said. A public one has none.
int AllocatedPrefixes(const VirtualInterface& interface, std::string_view family);
// What the interfaces on a connection or LAG have of it, all but one.
struct PortUse {
  int prefixes_ipv4 = 0;
  int prefixes_ipv6 = 0;
  int rate_limiters = 0;
};
PortUse UseOf(const World& world, std::string_view port_id, const VirtualInterface* but = nullptr);
// Prefixes of both families that the interfaces on a Direct Connect gateway have, all but one.
int AllocatedAt(const World& world, std::string_view gateway_id, const VirtualInterface* but = nullptr);

// The account that pays for the port the interface is on; empty if it is unknown.
std::string PortOwner(const World& world, const VirtualInterface& interface);

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_WORLD_WORLD_H_
