// Gateways of a vendor as a look-up tells them (adapters/contract/lookup.h).
#ifndef ADAPTERS_COMMON_KINDS_GATEWAY_H_
#define ADAPTERS_COMMON_KINDS_GATEWAY_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/contract/adapter.h"

namespace ic {

// What is empty is not told.
struct GatewayFacts {
  std::string id;
  std::string name = {};
  std::string_view type;
  std::string region = {};  // empty: it belongs to none
  std::optional<std::int64_t> cloud_asn = {};
  std::string account = {};
  std::map<std::string, std::string> tags = {};  // the user's
};

Observed GatewayOf(std::string_view cloud, const GatewayFacts& facts);

}  // namespace ic

#endif  // ADAPTERS_COMMON_KINDS_GATEWAY_H_
