// Running a credential helper. The child shares nothing with this process but its environment: a plugin's standard
// output is its protocol, and a helper that wrote there, or kept it open, would break it.
#ifndef BASE_PROCESS_H_
#define BASE_PROCESS_H_

#include <chrono>
#include <cstddef>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/status.h"

namespace ic {

struct ProcessRequest {
  std::vector<std::string> arguments;  // the program, looked up in PATH, and its arguments; no shell is involved
  Duration timeout = std::chrono::seconds(60);
  std::size_t max_output_bytes = std::size_t{1} << 20;
};

class ProcessRunner {
 public:
  virtual ~ProcessRunner() = default;

  // Runs the program to its end and returns what it wrote to its standard output. Its standard input is empty, its
  // standard error goes nowhere (it may hold secrets). Thread-safe. Errors name the program, not its arguments:
  // kFailedPrecondition (cannot be started, exit code, killed by a signal, too much output), kDeadlineExceeded,
  // kCancelled. After a timeout the helper and all it started are killed; for 5 minutes no runner of this process
  // starts the same program with the same arguments again (kDeadlineExceeded at once).
  virtual StatusOr<std::string> Run(const ProcessRequest& request, std::stop_token stop) = 0;
};

// `clock` is the machine's, or one that runs like it, and outlives the runner.
std::unique_ptr<ProcessRunner> MakeProcessRunner(Clock& clock);

// Words of a command line as a POSIX shell splits them: quotes and backslashes, no expansion. Error: an open quote.
StatusOr<std::vector<std::string>> SplitCommandLine(std::string_view text);

}  // namespace ic

#endif  // BASE_PROCESS_H_
