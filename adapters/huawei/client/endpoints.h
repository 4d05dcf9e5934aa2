// Where Huawei's services answer.
// Source: Huawei Cloud, regions and endpoints (dcaas.<region>.myhuaweicloud.com); the SDKs' environment variables.
#ifndef ADAPTERS_HUAWEI_CLIENT_ENDPOINTS_H_
#define ADAPTERS_HUAWEI_CLIENT_ENDPOINTS_H_

#include <string>
#include <string_view>

#include "adapters/huawei/client/config.h"
#include "base/status.h"

namespace ic::huawei {

// kInvalidArgument unless it is of letters, digits and hyphens: a region becomes part of a host's name.
Status CheckRegionName(std::string_view region);

// Without a slash at the end: "https://dcaas.cn-north-4.myhuaweicloud.com". Order: `endpoint` of the configuration,
// HUAWEICLOUD_SDK_REGION_DC_<REGION>, the region's own. Error: an endpoint that is no URL, with where it stands.
StatusOr<std::string> DirectConnectEndpoint(const Settings& settings, const std::string& region);

// Likewise, without "/v3": `iam_endpoint`, HW_AUTH_URL or HUAWEICLOUD_SDK_IAM_ENDPOINT, else the region's own.
StatusOr<std::string> IamEndpoint(const Settings& settings, const std::string& region);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_CLIENT_ENDPOINTS_H_
