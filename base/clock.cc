#include "base/clock.h"

#include <condition_variable>
#include <mutex>
#include <utility>

namespace ic {
namespace {

class SystemClock : public Clock {
 public:
  Time Now() override { return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now()); }

  bool SleepFor(Duration duration, std::stop_token stop) override {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, duration, [] { return false; });
    return !stop.stop_requested();
  }
};

}  // namespace

Clock& RealClock() {
  static SystemClock clock;
  return clock;
}

}  // namespace ic
