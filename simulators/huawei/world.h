// The state of the simulated service. What the API shows of an object is kept as it looks on the wire; beside it
// stands what the wire does not show (who owns it, what follows by itself).
#ifndef SIMULATORS_HUAWEI_WORLD_H_
#define SIMULATORS_HUAWEI_WORLD_H_

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "base/random.h"

namespace ic::sim::huawei {

using Json = nlohmann::json;
using Tags = std::vector<std::pair<std::string, std::string>>;  // in the order in which they were set; keys are unique

// Where an object stands in its life, and where it will go by itself.
struct Life {
  struct Step {
    std::string state;
    Time due;
  };
  std::string state;  // "PENDING_CREATE", …; empty: settled, and the status follows from what the object stands on
  std::deque<Step> next;

  bool pending() const { return state.starts_with("PENDING_"); }
};

struct Resource {
  std::string id;
  std::string project;  // that owns it
  std::string guest;  // a project that sees it too: the partner of a hosted line, the receiver of an offered interface
  Json members;       // as on the wire, without what is rendered from elsewhere (status, tags, peers)
  Life life;
  Tags tags;
  bool router_up = false;  // of a peer: the customer's router answers

  bool VisibleTo(std::string_view caller) const { return project == caller || (!guest.empty() && guest == caller); }
  // A text member; empty if it is null or not there.
  std::string Text(std::string_view name) const;
  std::int64_t Number(std::string_view name) const;  // 0 if it is null or not there
  bool Flag(std::string_view name) const;
};

// Objects in the order in which they were made. References stay valid until Remove.
class Table {
 public:
  Resource& Add(Resource object) { return *items_.emplace_back(std::make_unique<Resource>(std::move(object))); }
  Resource* Find(std::string_view id) const;  // null if there is none
  bool Remove(std::string_view id);
  const std::vector<std::unique_ptr<Resource>>& items() const { return items_; }

 private:
  std::vector<std::unique_ptr<Resource>> items_;
};

struct World {
  explicit World(std::uint64_t seed);

  Table lines;       // direct connections, hosted ones too
  Table gateways;    // virtual gateways
  Table interfaces;  // virtual interfaces
  Table peers;       // of virtual interfaces
  Table global_gateways;
  Table detections;
  Table switchovers;
  // Of a project: -1 is no limit. Names as in GET quotas, and those that only the documents have.
  std::map<std::string, std::int64_t> quotas;

  std::string NewId();
  std::string DeviceOf(const std::string& location);

 private:
  std::unique_ptr<Random> random_;
  std::map<std::string, std::string> devices_;
};

// The peers of that interface, in the order of their ids (the API promises none).
std::vector<Resource*> PeersOf(const World& world, std::string_view interface_id);
std::vector<Resource*> InterfacesOn(const World& world, std::string_view line_id);
std::vector<Resource*> InterfacesOf(const World& world, std::string_view gateway_id);

}  // namespace ic::sim::huawei

#endif  // SIMULATORS_HUAWEI_WORLD_H_
