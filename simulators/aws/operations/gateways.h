// Finding Direct Connect gateways; the prefixes and limits of their associations.
#ifndef SIMULATORS_AWS_OPERATIONS_GATEWAYS_H_
#define SIMULATORS_AWS_OPERATIONS_GATEWAYS_H_

#include <string>
#include <string_view>
#include <vector>

#include "simulators/aws/operations/operation.h"

namespace ic::sim::aws {

// The caller's, in any region.
StatusOr<DxGateway*> OwnGateway(const OperationCall& call, std::string_view id);

// The prefixes of a list of {"cidr": …} in the input, each checked.
StatusOr<std::vector<std::string>> ReadPrefixList(const Json& in, std::string_view member);

// Makes the association, `associating`. `gateway` is the VGW or TGW, which is copied.
StatusOr<Association*> Associate(OperationCall& call, const DxGateway& dx_gateway, const CloudGateway& gateway,
                                 std::vector<std::string> prefixes);

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_OPERATIONS_GATEWAYS_H_
