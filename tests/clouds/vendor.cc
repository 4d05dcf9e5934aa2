#include "tests/clouds/vendor.h"

#include <stdexcept>

#include "tests/clouds/clouds.h"

namespace ic::simulation {

const SimulatedVendor& VendorNamed(std::string_view name) {
  for (const SimulatedVendor* vendor : AllVendors()) {
    if (vendor->name == name) return *vendor;
  }
  throw std::logic_error("no simulated vendor has this name: " + std::string(name));
}

std::map<std::string, Thing> ThingsIn(Clouds& clouds) {
  Things things;
  for (const SimulatedVendor* vendor : AllVendors()) {
    const std::string name(vendor->name);
    things.Of(name);
    vendor->flatten(clouds.Objects(name), things);
  }
  return things.Take();
}

}  // namespace ic::simulation
