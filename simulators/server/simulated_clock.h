// The clock of the simulated clouds: another clock plus what POST /clock added.
#ifndef SIMULATORS_SERVER_SIMULATED_CLOCK_H_
#define SIMULATORS_SERVER_SIMULATED_CLOCK_H_

#include <atomic>
#include <stop_token>

#include "base/clock.h"

namespace ic::sim {

// Thread-safe. Never goes backwards by itself.
class SimulatedClock : public Clock {
 public:
  explicit SimulatedClock(Clock& wall) : wall_(wall) {}

  Time Now() override { return wall_.Now() + Duration(offset_.load()); }
  bool SleepFor(Duration duration, std::stop_token stop) override { return wall_.SleepFor(duration, std::move(stop)); }
  void Advance(Duration duration) { offset_ += duration.count(); }

 private:
  Clock& wall_;
  std::atomic<Duration::rep> offset_{0};
};

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_SIMULATED_CLOCK_H_
