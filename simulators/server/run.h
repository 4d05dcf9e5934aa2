// The program around the clouds: flags, servers, the ready file, signals.
#ifndef SIMULATORS_SERVER_RUN_H_
#define SIMULATORS_SERVER_RUN_H_

#include <span>
#include <string>
#include <string_view>

#include "simulators/server/cloud.h"

namespace ic::sim {

// Serves until SIGTERM or SIGINT. `about`: lines after the version. Returns the process's exit code: 0, or 1 after a
// message on stderr.
int Run(std::span<const std::string> arguments, std::span<const Vendor> vendors, std::string_view version,
        std::string_view about = {});

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_RUN_H_
