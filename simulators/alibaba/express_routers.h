// The part of the ExpressConnectRouter API (version 2023-09-01) that tells which Express Connect routers (ECR) an
// account has, on the same address. POST /create makes them.
// Source: the API's metadata and the models of alibabacloud-expressconnectrouter20230901 4.1.3 (2026-11-30). The real
// service is at one place for all regions; a RegionId is not in its models, and taken all the same, as the vendor's
// Terraform provider sends one.
#ifndef SIMULATORS_ALIBABA_EXPRESS_ROUTERS_H_
#define SIMULATORS_ALIBABA_EXPRESS_ROUTERS_H_

#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "base/status.h"
#include "simulators/alibaba/wire/input.h"
#include "simulators/alibaba/world/world.h"

namespace ic::sim::alibaba {

// DescribeExpressConnectRouter (pages by MaxResults and NextToken).
StatusOr<nlohmann::json> RunExpressRouters(const World& world, std::string_view account, std::string_view action,
                                           const Input& in, bool lenient);

// One as it is listed.
nlohmann::json ExpressRouterJson(const ExpressRouter& router);

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_EXPRESS_ROUTERS_H_
