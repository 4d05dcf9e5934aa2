// What Direct Connect tells of the project's own limits.
#ifndef ADAPTERS_HUAWEI_KINDS_TOLD_LIMITS_H_
#define ADAPTERS_HUAWEI_KINDS_TOLD_LIMITS_H_

#include <stop_token>
#include <string>

#include "adapters/common/client/api_client.h"
#include "adapters/contract/limits.h"
#include "base/status.h"

namespace ic::huawei {

// By type; -1 is no limit. Source: huaweicloudsdkdc 3.1.219, ShowQuotas, read 2026-11-30. Other operators may not have
// it: that is a failure like any other.
StatusOr<ToldLimits> ReadLimits(ApiClient& client, const std::string& region, std::stop_token stop);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_KINDS_TOLD_LIMITS_H_
