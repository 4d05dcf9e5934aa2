// Sky Links, simulated in this process: connections, and nothing on them.
#include "tests/clouds/clouds.h"
#include "tests/clouds/vendor.h"

namespace ic::simulation::sky {
namespace {

Parents Plant(Clouds&) { return {}; }

void Flatten(const nlohmann::json& all, Things& things) {
  for (const nlohmann::json& one : all["links"]) {
    things.Add({.what = "connection", .id = TextIn(one, "id"), .named = "name", .text = Told(one, {})});
  }
}

}  // namespace

const SimulatedVendor& TheVendor() {
  static const SimulatedVendor kVendor = {
      .name = "sky",
      .region = "troposphere",
      .endpoints = {"endpoint"},
      .environment = {{"SKY_KEY", "sky-simulator-key"}},
      .secret = "sky-simulator-key",
      .plant = Plant,
      .has_interfaces = false,
      .location = "cumulus",
      .other_bandwidth = "10Gbps",
      .flatten = Flatten,
  };
  return kVendor;
}

}  // namespace ic::simulation::sky
