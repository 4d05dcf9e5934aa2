// Huawei Cloud as a simulated cloud: Direct Connect (v3) and, on the same address, the parts of identity management
// and of a machine's metadata that hand out credentials.
#ifndef SIMULATORS_HUAWEI_DIRECT_CONNECT_H_
#define SIMULATORS_HUAWEI_DIRECT_CONNECT_H_

#include <memory>

#include "simulators/server/cloud.h"

namespace ic::sim::huawei {

std::unique_ptr<Cloud> MakeCloud(const CloudContext& context);

}  // namespace ic::sim::huawei

#endif  // SIMULATORS_HUAWEI_DIRECT_CONNECT_H_
