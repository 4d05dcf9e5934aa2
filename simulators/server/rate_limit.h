// A token bucket: how many requests a second before the simulated service throttles.
#ifndef SIMULATORS_SERVER_RATE_LIMIT_H_
#define SIMULATORS_SERVER_RATE_LIMIT_H_

#include <mutex>

#include "base/clock.h"

namespace ic::sim {

// Thread-safe.
class RateLimit {
 public:
  // `per_second` requests a second with a burst of one second's worth (at least one). 0: no limit.
  RateLimit(double per_second, Clock& clock);

  // Takes a token; false if there is none.
  bool Take();

 private:
  const double per_second_;
  const double burst_;
  Clock& clock_;
  std::mutex mutex_;
  double tokens_;
  Time last_;
};

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_RATE_LIMIT_H_
