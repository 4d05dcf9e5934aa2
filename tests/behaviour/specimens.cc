#include "tests/behaviour/specimens.h"

#include <algorithm>
#include <utility>

#include "adapters/contract/field_values.h"
#include "tests/clouds/vendor.h"

namespace ic::behaviour {

void PrintTo(const Specimen& specimen, std::ostream* out) { *out << specimen.cloud << "/" << specimen.name; }

const std::vector<Specimen>& Specimens() {
  static const std::vector<Specimen> kSpecimens = [] {
    std::vector<Specimen> all;
    for (const simulation::SimulatedVendor* vendor : simulation::AllVendors()) {
      const std::vector<Specimen>& its = SpecimensByVendor().at(std::string(vendor->name)).objects;
      all.insert(all.end(), its.begin(), its.end());
    }
    return all;
  }();
  return kSpecimens;
}

const Specimen& Find(const std::string& cloud, const std::string& name) {
  return *std::ranges::find_if(Specimens(),
                               [&](const Specimen& one) { return one.cloud == cloud && one.name == name; });
}

std::function<void(Bench&, Value&)> EditConnection(nlohmann::json members) {
  return [members = std::move(members)](Bench& bench, Value& one) {
    bench.clouds().Edit(bench.cloud(), TextField(one, field::kConnectionId), members);
  };
}

}  // namespace ic::behaviour
