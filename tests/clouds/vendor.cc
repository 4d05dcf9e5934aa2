#include "tests/clouds/vendor.h"

#include <stdexcept>

namespace ic::simulation {

const SimulatedVendor& VendorNamed(std::string_view name) {
  for (const SimulatedVendor* vendor : AllVendors()) {
    if (vendor->name == name) return *vendor;
  }
  throw std::logic_error("no simulated vendor has this name: " + std::string(name));
}

}  // namespace ic::simulation
