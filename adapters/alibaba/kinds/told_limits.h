// What Quota Center tells of this account.
#ifndef ADAPTERS_ALIBABA_KINDS_TOLD_LIMITS_H_
#define ADAPTERS_ALIBABA_KINDS_TOLD_LIMITS_H_

#include <stop_token>
#include <string>

#include "adapters/common/client/api_client.h"
#include "adapters/contract/limits.h"
#include "base/status.h"

namespace ic::alibaba {

// Of all quotas of Express Connect, by id. Source: Quota Center API reference, ListProductQuotas (2026); the product's
// code is in the addresses of Quota Center that the Express Connect user guide links to; both read 2026-11-30.
StatusOr<ToldLimits> ReadLimits(ApiClient& client, const std::string& region, std::stop_token stop);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_TOLD_LIMITS_H_
