// The simulated Alibaba Cloud: Express Connect in the VPC API, and the parts of STS, Quota Center and the metadata
// service that a client of it needs.
#ifndef SIMULATORS_ALIBABA_EXPRESS_CONNECT_H_
#define SIMULATORS_ALIBABA_EXPRESS_CONNECT_H_

#include <memory>

#include "simulators/server/cloud.h"

namespace ic::sim::alibaba {

std::unique_ptr<Cloud> MakeCloud(const CloudContext& context);

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_EXPRESS_CONNECT_H_
