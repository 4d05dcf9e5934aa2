// The vendors of this build, in the order of cmake/Vendors.cmake. Its .cc is made from that list.
#ifndef ADAPTERS_ALL_VENDORS_H_
#define ADAPTERS_ALL_VENDORS_H_

#include <vector>

#include "adapters/contract/factory.h"

namespace ic {

// Live for ever.
const std::vector<const Vendor*>& AllVendors();

}  // namespace ic

#endif  // ADAPTERS_ALL_VENDORS_H_
