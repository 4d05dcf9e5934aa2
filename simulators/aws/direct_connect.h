// The simulated AWS: Direct Connect, and the parts of STS and of the metadata services that hand out credentials.
#ifndef SIMULATORS_AWS_DIRECT_CONNECT_H_
#define SIMULATORS_AWS_DIRECT_CONNECT_H_

#include <memory>

#include "simulators/server/cloud.h"

namespace ic::sim::aws {

std::unique_ptr<Cloud> MakeCloud(const CloudContext& context);

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_DIRECT_CONNECT_H_
