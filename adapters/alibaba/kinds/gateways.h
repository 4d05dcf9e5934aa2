// Express Connect routers (ECR), which take in virtual border routers: the vendor's own provider attaches them, so
// their id is no `gateway_id` here. They belong to no region. Source: DescribeExpressConnectRouter of
// ExpressConnectRouter 2023-09-01; the models of alibabacloud-expressconnectrouter20230901 4.1.3 (2026-11-30).
#ifndef ADAPTERS_ALIBABA_KINDS_GATEWAYS_H_
#define ADAPTERS_ALIBABA_KINDS_GATEWAYS_H_

#include <stop_token>
#include <vector>

#include "adapters/contract/adapter.h"

namespace ic::alibaba {

class Region;

StatusOr<std::vector<Observed>> ReadGateways(Region& region, Freshness freshness, std::stop_token stop);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_GATEWAYS_H_
