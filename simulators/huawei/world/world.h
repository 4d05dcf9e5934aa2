// The state of the simulated service. What the API shows of an object is kept as it looks on the wire; beside it
// stands what the wire does not show (who owns it, what follows by itself).
#ifndef SIMULATORS_HUAWEI_WORLD_WORLD_H_
#define SIMULATORS_HUAWEI_WORLD_WORLD_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/random.h"
#include "simulators/server/objects/life.h"
#include "simulators/server/objects/table.h"

namespace ic::sim::huawei {

using Json = nlohmann::json;
struct Resource {
  std::string id;
  std::string project;  // that owns it
  std::string guest;  // a project that sees it too: the partner of a hosted line, the receiver of an offered interface
  Json members;       // as on the wire, without what is rendered from elsewhere (status, tags, peers)
  Life life;          // an empty state: settled, and the status follows from what the object stands on
  Tags tags;
  bool router_up = false;  // of a peer: the customer's router answers

  bool pending() const { return life.state.starts_with("PENDING_"); }
  bool VisibleTo(std::string_view caller) const { return project == caller || (!guest.empty() && guest == caller); }
  // A text member; empty if it is null or not there.
  std::string Text(std::string_view name) const;
  std::int64_t Number(std::string_view name) const;  // 0 if it is null or not there
  bool Flag(std::string_view name) const;
};

using Resources = Table<Resource>;

struct World {
  explicit World(std::uint64_t seed);

  Resources lines;       // direct connections, hosted ones too
  Resources lags;        // of direct connections; the API reads and makes none, interfaces run on them
  Resources gateways;    // virtual gateways
  Resources interfaces;  // virtual interfaces
  Resources peers;       // of virtual interfaces
  Resources global_gateways;
  Resources detections;
  Resources switchovers;
  // A way to the peers, by their interfaces: PeersOf puts new ones in, and makes it anew when others change.
  struct PeerIndex {
    std::uint64_t version = ~std::uint64_t{0};
    std::size_t seen = 0;  // of the table's items
    std::map<std::string, std::vector<Resource*>, std::less<>> by_interface;
  };
  mutable PeerIndex peer_index;
  // Of a project: -1 is no limit. Names as in GET quotas, and those that only the documents have.
  std::map<std::string, std::int64_t> quotas;

  std::string NewId();
  std::string DeviceOf(const std::string& location);

 private:
  std::unique_ptr<Random> random_;
  std::map<std::string, std::string> devices_;
};

// Takes these out of the table of peers and out of the way to them.
void ForgetPeers(World& world, const std::vector<Resource*>& peers);

// The peers of that interface, in the order of their ids (the API promises none).
std::vector<Resource*> PeersOf(const World& world, std::string_view interface_id);
// Of a direct connection or a LAG.
std::vector<Resource*> InterfacesOn(const World& world, std::string_view line_id);
// The direct connection or the LAG that it runs on; null if that is gone.
Resource* LineOf(const World& world, const Resource& interface);
std::vector<Resource*> InterfacesOf(const World& world, std::string_view gateway_id);

}  // namespace ic::sim::huawei

#endif  // SIMULATORS_HUAWEI_WORLD_WORLD_H_
