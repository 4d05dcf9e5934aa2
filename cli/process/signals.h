// StopSignals: Ctrl-C and its relatives as a request to stop cleanly.
#ifndef CLI_PROCESS_SIGNALS_H_
#define CLI_PROCESS_SIGNALS_H_

#include <array>
#include <functional>
#include <thread>

#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigaction

namespace ic::cli {

// While it lives, SIGINT, SIGTERM and SIGHUP do not end the process: `told` is called in a thread of its own, with how
// many have come. The handler itself only writes to a pipe. One at a time.
class StopSignals {
 public:
  explicit StopSignals(std::function<void(int count)> told);
  // Puts back what was in force before.
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

 private:
  static constexpr std::array<int, 3> kSignals = {SIGINT, SIGTERM, SIGHUP};
  void Listen();

  std::function<void(int)> told_;
  std::array<int, 2> pipe_ = {-1, -1};
  std::array<struct sigaction, kSignals.size()> before_{};
  std::thread thread_;
};

}  // namespace ic::cli

#endif  // CLI_PROCESS_SIGNALS_H_
