// How fast the simulated clouds answer; the control address changes it while they run.
#ifndef SIMULATORS_SERVER_PACE_H_
#define SIMULATORS_SERVER_PACE_H_

#include <mutex>

#include "base/clock.h"

namespace ic::sim {

struct PaceOptions {
  Duration latency{0};  // added to every call
  double rate = 0;      // requests a second that each cloud takes; 0: no limit
};

// Thread-safe.
class Pace {
 public:
  explicit Pace(const PaceOptions& options) : options_(options) {}

  PaceOptions Get() const {
    const std::lock_guard lock(mutex_);
    return options_;
  }
  void Set(const PaceOptions& options) {
    const std::lock_guard lock(mutex_);
    options_ = options;
  }

 private:
  mutable std::mutex mutex_;
  PaceOptions options_;
};

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_PACE_H_
