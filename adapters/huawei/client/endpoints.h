// Where Huawei's services answer. Other operators run the same services under domains of their own; what is signed, or
// logged in, for one of them goes to no other. The domain of an endpoint that is not said is, in this order: `cloud`;
// the domain of the operator whose endpoint is said of the other service; Huawei's own, if none is said: its European
// one for the regions eu-west-1…. Where an endpoint is of nobody known, the other one must be said too.
//
// Sources, read 2026-11-30: Huawei Cloud, regions and endpoints (dcaas.<region>.myhuaweicloud.com); Huawei's Terraform
// provider, getCloudDomain (2026-08: myhuaweicloud.eu for eu-west-1…); Open Telekom Cloud, regions and endpoints
// (otc.t-systems.com); opentelekomcloud/gophertelekomcloud and terraform-provider-opentelekomcloud, issue 2393 (eu-ch2:
// dcaas and iam-pub under sc.otc.t-systems.com); terraform-provider-sbercloud (iam.ru-moscow-1.hc.sbercloud.ru, and
// services under hc.cloud.ru since 1.12.13); the SDKs' environment variables.
#ifndef ADAPTERS_HUAWEI_CLIENT_ENDPOINTS_H_
#define ADAPTERS_HUAWEI_CLIENT_ENDPOINTS_H_

#include <string>
#include <string_view>

#include "adapters/huawei/client/config.h"
#include "base/status.h"

namespace ic::huawei {

// Who runs the services, and what is left out of them there.
struct Operator {
  std::string_view name;  // "Open Telekom Cloud"
  // The document that reserves BFD and NQA of a virtual interface; empty: they are there.
  std::string_view without_detection = {};
};

// By `cloud`, the endpoints that are said, else Huawei: the first that is known.
Operator OperatorIn(const Settings& settings, const std::string& region);

// kInvalidArgument unless it is of letters, digits and hyphens: a region becomes part of a host's name.
Status CheckRegionName(std::string_view region);

// kInvalidArgument if `cloud`, `endpoint` and `iam_endpoint` are of more than one operator.
Status CheckOneOperator(const Settings& settings);

// True if only the catalog of the IAM that is said tells where Direct Connect is: it is of no operator known here. Not
// so where one says where IAM is and another has the credentials: those may be for somebody else.
bool IsInCatalog(const Settings& settings, const std::string& region);

// Without a slash at the end: "https://dcaas.cn-north-4.myhuaweicloud.com". Order: `endpoint` of the configuration,
// HUAWEICLOUD_SDK_REGION_DC_<REGION>, the region's own. Errors: an endpoint that is no URL, with where it
// stands; the IAM of an operator that is not known, which IsInCatalog may be the way around.
StatusOr<std::string> DirectConnectEndpoint(const Settings& settings, const std::string& region);

// Likewise, without "/v3": `iam_endpoint`, HW_AUTH_URL or HUAWEICLOUD_SDK_IAM_ENDPOINT, else the region's own, unless
// Direct Connect's is of an operator that is not known.
StatusOr<std::string> IamEndpoint(const Settings& settings, const std::string& region);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_CLIENT_ENDPOINTS_H_
