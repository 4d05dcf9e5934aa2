// A token bucket: how many requests a second before the simulated service throttles.
#ifndef SIMULATORS_SERVER_RATE_LIMIT_H_
#define SIMULATORS_SERVER_RATE_LIMIT_H_

#include <mutex>

#include "base/clock.h"

namespace ic::sim {

// Thread-safe.
class RateLimit {
 public:
  explicit RateLimit(Clock& clock);

  // Takes a token; false if there is none. `per_second` tokens come a second, with a burst of one second's worth (at
  // least one); 0: no limit. The bucket is full whenever the rate changes.
  bool Take(double per_second);

 private:
  Clock& clock_;
  std::mutex mutex_;
  double per_second_ = 0;
  double tokens_ = 0;
  Time last_;
};

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_RATE_LIMIT_H_
