// Host: what the process lends the program. main.cc makes the real one, tests make others.
#ifndef CLI_PROCESS_HOST_H_
#define CLI_PROCESS_HOST_H_

#include <map>
#include <string>

#include "adapters/contract/factory.h"
#include "base/clock.h"
#include "base/random.h"
#include "cli/process/streams.h"
#include "cli/process/terminal.h"

namespace ic::cli {

// Everything it points to outlives it.
struct Host {
  const AdapterFactory* factory = nullptr;
  std::map<std::string, std::string> environment;
  Clock* clock = nullptr;
  Random* random = nullptr;
  Streams* streams = nullptr;
  Terminal terminal;
  std::string version;
  std::string user;            // who runs it, "alice@build7": for whoever meets its lock
  bool whole_process = false;  // signals may be handled, and a thread may keep the time of what lasts
};

}  // namespace ic::cli

#endif  // CLI_PROCESS_HOST_H_
