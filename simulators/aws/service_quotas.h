// The part of Service Quotas (2019-06-24) that tells what an account may have of Direct Connect, on the same address:
// ListServiceQuotas and GetServiceQuota. Shapes and errors are those of botocore 1.44.8's model, names and what can be
// adjusted those of the AWS General Reference, "AWS Direct Connect endpoints and quotas", read 2026-11-30. It has no
// codes of quotas: the simulator's are its own.
#ifndef SIMULATORS_AWS_SERVICE_QUOTAS_H_
#define SIMULATORS_AWS_SERVICE_QUOTAS_H_

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "base/status.h"
#include "simulators/aws/wire/credentials.h"
#include "simulators/aws/world/world.h"

namespace ic::sim::aws {

inline constexpr std::string_view kQuotasTarget = "ServiceQuotasV20190624.";

// `operation` without the target's prefix.
StatusOr<nlohmann::json> RunServiceQuotas(const World& world, const Identity& who, std::string_view operation,
                                          const nlohmann::json& in);

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_SERVICE_QUOTAS_H_
