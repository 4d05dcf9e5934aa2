// The simulated clouds of this build, in the order of cmake/Vendors.cmake. Its .cc is made from that list.
#ifndef SIMULATORS_ALL_VENDORS_H_
#define SIMULATORS_ALL_VENDORS_H_

#include <vector>

#include "simulators/server/cloud.h"

namespace ic::sim {

// Live for ever.
const std::vector<Vendor>& AllVendors();

}  // namespace ic::sim

#endif  // SIMULATORS_ALL_VENDORS_H_
