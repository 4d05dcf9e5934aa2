// Where Huawei's services answer. Other operators run the same services under domains of their own; what is signed, or
// logged in, for one of them goes to no other. The domain of an endpoint that is not said is, in this order: `cloud`;
// the domain of the operator whose endpoint is said of the other service; Huawei's own, if none is said. Where an
// endpoint is of nobody known, the other one must be said too. Source: Huawei Cloud, regions and endpoints
// (dcaas.<region>.myhuaweicloud.com; in Europe myhuaweicloud.eu, from Huawei's Terraform provider); Open Telekom Cloud,
// regions and endpoints (otc.t-systems.com; in Switzerland sc.otc.t-systems.com); the SDKs' environment variables.
#ifndef ADAPTERS_HUAWEI_CLIENT_ENDPOINTS_H_
#define ADAPTERS_HUAWEI_CLIENT_ENDPOINTS_H_

#include <string>
#include <string_view>

#include "adapters/huawei/client/config.h"
#include "base/status.h"

namespace ic::huawei {

// kInvalidArgument unless it is of letters, digits and hyphens: a region becomes part of a host's name.
Status CheckRegionName(std::string_view region);

// kInvalidArgument if `cloud`, `endpoint` and `iam_endpoint` are of more than one operator.
Status CheckOneOperator(const Settings& settings);

// Without a slash at the end: "https://dcaas.cn-north-4.myhuaweicloud.com". Order: `endpoint` of the configuration,
// HUAWEICLOUD_SDK_REGION_DC_<REGION>, the region's own. Errors: an endpoint that is no URL, with where it
// stands; the IAM of an operator that is not known.
StatusOr<std::string> DirectConnectEndpoint(const Settings& settings, const std::string& region);

// Likewise, without "/v3": `iam_endpoint`, HW_AUTH_URL or HUAWEICLOUD_SDK_IAM_ENDPOINT, else the region's own, unless
// Direct Connect's is of an operator that is not known.
StatusOr<std::string> IamEndpoint(const Settings& settings, const std::string& region);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_CLIENT_ENDPOINTS_H_
