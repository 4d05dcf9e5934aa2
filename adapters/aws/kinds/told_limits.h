// What Service Quotas tells of this account.
#ifndef ADAPTERS_AWS_KINDS_TOLD_LIMITS_H_
#define ADAPTERS_AWS_KINDS_TOLD_LIMITS_H_

#include <stop_token>
#include <string>

#include "adapters/common/client/api_client.h"
#include "adapters/contract/limits.h"
#include "base/status.h"

namespace ic::aws {

// Of all quotas of Direct Connect, by name: no document has their codes. One whose applied number is not told is not
// among them. Source: Service Quotas API reference, ListServiceQuotas (botocore 1.44.8), read 2026-11-30.
StatusOr<ToldLimits> ReadLimits(ApiClient& client, const std::string& region, std::stop_token stop);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_TOLD_LIMITS_H_
