// Where the services are.
// Source: the endpoint map of @alicloud/vpc20160428 7.3.2; the variables are those of the vendor's Terraform provider.
#ifndef ADAPTERS_ALIBABA_CLIENT_ENDPOINTS_H_
#define ADAPTERS_ALIBABA_CLIENT_ENDPOINTS_H_

#include <string>
#include <string_view>

#include "adapters/alibaba/client/config.h"
#include "base/status.h"

namespace ic::alibaba {

// "cn-hangzhou", "ap-southeast-1", "cn-zhengzhou-jva". Otherwise kInvalidArgument with a full sentence.
Status CheckRegionName(std::string_view region);

// URL of the VPC API, with "/" at its end: the configured endpoint, ALIBABA_CLOUD_ENDPOINT_VPC, VPC_ENDPOINT, or the
// region's own. An endpoint without a scheme is https.
StatusOr<std::string> VpcEndpoint(const Settings& settings, std::string_view region);
// Somebody says where that is.
bool IsOverridden(const Settings& settings);
// Likewise of Quota Center (ALIBABA_CLOUD_ENDPOINT_QUOTAS, QUOTAS_ENDPOINT), which is at one place for all regions.
StatusOr<std::string> QuotasEndpoint(const Settings& settings);
bool QuotasAreOverridden(const Settings& settings);
// Likewise of the API of Express Connect routers, which is at one place for all regions:
// ALIBABA_CLOUD_ENDPOINT_EXPRESSCONNECTROUTER, EXPRESSCONNECTROUTER_ENDPOINT, or the vendor's. Where VPC is asked at an
// address of one's own (a simulator, a gateway) and nothing is said, there too: what is signed for one place goes to no
// other. Source: the endpoints of the vendor's Terraform provider (2026-11-30).
StatusOr<std::string> RouterEndpoint(const Settings& settings, std::string_view region);
// Likewise of STS.
StatusOr<std::string> StsEndpoint(const Settings& settings, std::string_view region);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_CLIENT_ENDPOINTS_H_
