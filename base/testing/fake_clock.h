// A clock that moves only when told to or slept on: tests count waits instead of waiting.
#ifndef BASE_TESTING_FAKE_CLOCK_H_
#define BASE_TESTING_FAKE_CLOCK_H_

#include <mutex>
#include <stop_token>
#include <vector>

#include "base/clock.h"

namespace ic {

class FakeClock : public Clock {
 public:
  // Starts at 2026-01-01T00:00:00Z.
  Time Now() override {
    const std::lock_guard lock(mutex_);
    return now_;
  }

  // Advances the clock and returns at once. A requested stop returns false without advancing.
  bool SleepFor(Duration duration, std::stop_token stop) override {
    if (stop.stop_requested()) return false;
    const std::lock_guard lock(mutex_);
    now_ += duration;
    sleeps_.push_back(duration);
    return true;
  }

  void Advance(Duration duration) {
    const std::lock_guard lock(mutex_);
    now_ += duration;
  }

  std::vector<Duration> sleeps() const {
    const std::lock_guard lock(mutex_);
    return sleeps_;
  }

 private:
  mutable std::mutex mutex_;
  Time now_{std::chrono::seconds(1767225600)};
  std::vector<Duration> sleeps_;
};

}  // namespace ic

#endif  // BASE_TESTING_FAKE_CLOCK_H_
