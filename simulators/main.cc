// interconnect-sim: the clouds' private-link APIs on loopback.
#include <string>
#include <vector>

#include "base/about/about.h"
#include "simulators/all/vendors.h"
#include "simulators/server/run.h"

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return ic::sim::Run(arguments, ic::sim::AllVendors(), IC_VERSION, ic::AboutLines());
}
