// interconnect-sim: the clouds' private-link APIs on loopback. The only place that names the simulated clouds.
#include <array>
#include <string>
#include <vector>

#include "simulators/alibaba/express_connect.h"
#include "simulators/aws/direct_connect.h"
#include "simulators/huawei/direct_connect.h"
#include "simulators/server/run.h"

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const std::array<ic::sim::Vendor, 3> vendors = {{
      {"aws", ic::sim::aws::MakeAws},
      {"huawei", ic::sim::huawei::MakeHuawei},
      {"alibaba", ic::sim::alibaba::MakeAlibaba},
  }};
  return ic::sim::Run(arguments, vendors, IC_VERSION);
}
