// What a vendor's own tools read from the machine: environment variables and files. Injected, so that tests need no
// real home directory.
#ifndef ADAPTERS_WIRE_ENVIRONMENT_H_
#define ADAPTERS_WIRE_ENVIRONMENT_H_

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/status.h"

namespace ic {

// Copyable; thread-safe if read_file is.
struct Environment {
  std::map<std::string, std::string> variables;
  // The whole file (at most 1 MiB). Errors: kNotFound if there is none, kFailedPrecondition if it cannot be read, or is
  // not to be trusted (CheckTrustedFile).
  std::function<StatusOr<std::string>(const std::string& path)> read_file;

  // The variable's value; empty if it is unset: the vendors' tools do not tell the two apart.
  std::string Get(std::string_view name) const;
  // HOME; empty if unset.
  std::string Home() const { return Get("HOME"); }
  // `path` with a leading "~/" replaced by the home directory and $NAME or ${NAME} by the variable where it is set.
  std::string ExpandPath(std::string_view path) const;
};

// Reads the machine's files. `variables` as given.
Environment MachineEnvironment(std::map<std::string, std::string> variables);

}  // namespace ic

#endif  // ADAPTERS_WIRE_ENVIRONMENT_H_
