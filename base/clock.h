// Time as a parameter: nothing below main() reads a clock or sleeps by itself.
#ifndef BASE_CLOCK_H_
#define BASE_CLOCK_H_

#include <chrono>
#include <stop_token>

namespace ic {

using Duration = std::chrono::nanoseconds;
using Time = std::chrono::time_point<std::chrono::system_clock, Duration>;

class Clock {
 public:
  virtual ~Clock() = default;

  // The wall clock, UTC. May be called from any thread.
  virtual Time Now() = 0;

  // Waits for `duration`, or until `stop` is requested. Returns false if it was stopped early.
  virtual bool SleepFor(Duration duration, std::stop_token stop) = 0;
};

// The machine's clock; lives for ever.
Clock& RealClock();

}  // namespace ic

#endif  // BASE_CLOCK_H_
