// The flags of interconnect-sim.
#ifndef SIMULATORS_SERVER_OPTIONS_H_
#define SIMULATORS_SERVER_OPTIONS_H_

#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/status.h"
#include "simulators/server/cloud.h"
#include "simulators/server/http.h"
#include "simulators/server/pace.h"

namespace ic::sim {

struct Options {
  std::map<std::string, Endpoint> clouds;  // by vendor name; at least one
  Endpoint control{"127.0.0.1", 0};
  std::string ready_file;  // empty: none is written
  CloudOptions behaviour;
  PaceOptions pace;
  bool die_with_parent = false;
  bool help = false;
  bool version = false;
};

// `vendors` says which flags name a cloud and which of them this build has. An error names the flag and what it takes.
StatusOr<Options> ParseOptions(std::span<const std::string> arguments, std::span<const Vendor> vendors);

std::string HelpText(std::span<const Vendor> vendors);

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_OPTIONS_H_
