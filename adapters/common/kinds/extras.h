// Extras: what a live object has beyond the vocabulary, by the vendor's table (VendorTraits::beyond).
#ifndef ADAPTERS_COMMON_KINDS_EXTRAS_H_
#define ADAPTERS_COMMON_KINDS_EXTRAS_H_

#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/contract/adapter.h"

namespace ic {

// `live` as the API tells it. No secret is in the result.
std::vector<Extra> ExtrasOf(const VendorTraits& traits, Kind kind, const nlohmann::json& live);

}  // namespace ic

#endif  // ADAPTERS_COMMON_KINDS_EXTRAS_H_
