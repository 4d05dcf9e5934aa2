// Where a service is reached: partitions, FIPS and dual-stack variants, and every way users override an endpoint.
// Source: the services' endpoint rule sets and partitions of botocore 1.43.11; endpoints_test.cc compares.
#ifndef ADAPTERS_AWS_CLIENT_ENDPOINTS_H_
#define ADAPTERS_AWS_CLIENT_ENDPOINTS_H_

#include <string>
#include <string_view>

#include "adapters/aws/client/config.h"
#include "base/status.h"

namespace ic::aws {

struct Partition {
  std::string_view id;                // "aws", as in ARNs
  std::string_view region_prefix;     // before "<word>-<number>"; several are separated by "|"
  std::string_view dns_suffix;        // "amazonaws.com"
  std::string_view dualstack_suffix;  // "api.aws"
};

// Regions that match no partition are taken to be of "aws", as AWS's own tools do.
const Partition& PartitionOf(std::string_view region);

// Letters, digits and hyphens: a region becomes part of a host name, so nothing else may be in it.
Status CheckRegionName(std::string_view region);

// A service, by the names its parts go by.
struct Service {
  std::string_view host_prefix;   // "directconnect"
  std::string_view signing_name;  // "directconnect"
  std::string_view config_key;    // "direct_connect": AWS_ENDPOINT_URL_DIRECT_CONNECT, and the key in `services`
};

extern const Service kDirectConnect;
extern const Service kSts;
extern const Service kSso;
extern const Service kServiceQuotas;

// The URL of `service` in `region`. Overrides, first hit wins: `explicit_endpoint`, AWS_ENDPOINT_URL_<SERVICE>,
// AWS_ENDPOINT_URL, the profile's `services` section, the profile's endpoint_url; all but the first are left out when
// AWS_IGNORE_CONFIGURED_ENDPOINT_URLS is true. An override is used verbatim; together with FIPS or dual stack it is
// kInvalidArgument.
StatusOr<std::string> ResolveEndpoint(const Settings& settings, const Service& service, std::string_view region,
                                      const std::string& explicit_endpoint = "");

// That is an override: somebody says where the service is.
bool IsOverridden(const Settings& settings, const Service& service, const std::string& explicit_endpoint);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_CLIENT_ENDPOINTS_H_
