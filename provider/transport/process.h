// Being a well-behaved child process: standard streams, signals, and not outliving the host.
#ifndef PROVIDER_TRANSPORT_PROCESS_H_
#define PROVIDER_TRANSPORT_PROCESS_H_

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/status.h"

namespace ic::transport {

// Keeps whatever the program or a library prints away from the host's handshake parser, and the program away from the
// user's terminal: standard input becomes /dev/null, standard output becomes standard error. Returns a descriptor of
// the real standard output, closed on exec.
StatusOr<int> GuardStandardStreams();

// Writes all of `text`. Safe to call from a signal handler. Returns false if the reader is gone.
bool WriteAll(int fd, std::string_view text) noexcept;

enum class StopReason : std::uint8_t { kShutdown = 1, kSignal, kHostDied, kIdle, kPatience };
std::string_view StopReasonName(StopReason reason);

// Why and when serving ends. There is one in a process, because signal handlers refer to it.
// Must be called before the functions below.
Status OpenStopRequests();
// Asks for the end. Async-signal-safe.
void RequestStop(StopReason reason) noexcept;
// Waits until somebody asks, or for `patience` (none: for ever), which answers kPatience. Requests are answered in
// order.
StopReason WaitForStop(std::optional<std::chrono::milliseconds> patience = std::nullopt);

enum class ProcessMode : std::uint8_t {
  kPlugin,  // a child of the host: SIGINT is the host's business, and the host's death is ours
  kDebug,   // started by a person: SIGINT stops it
};

// SIGTERM, SIGHUP and SIGQUIT (and SIGINT in debug mode) request a stop; SIGPIPE is ignored. In plugin mode the death
// of the host, even by SIGKILL, requests one too.
Status CatchStopSignals(ProcessMode mode);

}  // namespace ic::transport

#endif  // PROVIDER_TRANSPORT_PROCESS_H_
