// The part of Quota Center (version 2020-05-10) that tells what an account may have, on the same address.
#ifndef SIMULATORS_ALIBABA_QUOTA_CENTER_H_
#define SIMULATORS_ALIBABA_QUOTA_CENTER_H_

#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "base/status.h"
#include "simulators/alibaba/wire/input.h"
#include "simulators/alibaba/world/world.h"

namespace ic::sim::alibaba {

// Source: the addresses of Quota Center that the Express Connect user guide links to, read 2026-11-30. ListProducts
// tells it too.
inline constexpr std::string_view kQuotaProduct = "expressconnect";

// ListProducts, ListProductQuotas (pages by MaxResults and NextToken) and GetProductQuota.
StatusOr<nlohmann::json> RunQuotaCenter(const World& world, std::string_view account, std::string_view action,
                                        const Input& in);

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_QUOTA_CENTER_H_
