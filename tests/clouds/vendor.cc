#include "tests/clouds/vendor.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace ic::simulation {

const SimulatedVendor& VendorNamed(std::string_view name) {
  for (const SimulatedVendor* vendor : AllVendors()) {
    if (vendor->name == name) return *vendor;
  }
  throw std::logic_error("no simulated vendor has this name: " + std::string(name));
}

bool SimulatedVendor::MayChange(Kind kind, std::string_view path, std::string_view of, std::string_view member) const {
  return std::any_of(members.begin(), members.end(), [&](const FieldMembers& row) {
    return row.kind == kind && row.path == path && row.what == of && row.members.contains(member);
  });
}

}  // namespace ic::simulation
