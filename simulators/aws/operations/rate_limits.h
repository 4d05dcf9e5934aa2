// What the service checks of the rate limit and of the prefix pools of an interface.
#ifndef SIMULATORS_AWS_OPERATIONS_RATE_LIMITS_H_
#define SIMULATORS_AWS_OPERATIONS_RATE_LIMITS_H_

#include <string_view>

#include "simulators/aws/operations/operation.h"

namespace ic::sim::aws {

// `limit` is one of the values that the service model lists, and at most the bandwidth of the connection or of the
// whole LAG; a hosted connection takes none. LimitExceededException where the port has as many already as it may.
// `interface` is the
// one that has it or gets it, null for one that is being made. An empty limit is none.
Status CheckRateLimit(const OperationCall& call, std::string_view port_id, std::string_view limit,
                      const VirtualInterface* interface);

// prefixPoolAllocatedCountIpv4 and …Ipv6 of a request, each from 0 to 1000; a public interface has no pools.
Status CheckPrefixPools(const Json& in, std::string_view type);

// The interface as it is to be, against the pools of the port and of the Direct Connect gateway that it is to be on.
// `now` is what it was, null for a new one. What nobody said of a new one is what there is left, up to 100 of each
// family: it is written into `wanted`.
Status TakePrefixes(const OperationCall& call, const VirtualInterface* now, VirtualInterface& wanted);

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_OPERATIONS_RATE_LIMITS_H_
