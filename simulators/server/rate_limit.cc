#include "simulators/server/rate_limit.h"

#include <algorithm>

namespace ic::sim {

RateLimit::RateLimit(Clock& clock) : clock_(clock), last_(clock.Now()) {}

bool RateLimit::Take(double per_second) {
  if (per_second <= 0) return true;
  const std::lock_guard lock(mutex_);
  const double burst = std::max(1.0, per_second);
  const Time now = clock_.Now();
  const double elapsed = std::max(0.0, std::chrono::duration<double>(now - last_).count());
  tokens_ = per_second == per_second_ ? std::min(burst, tokens_ + elapsed * per_second) : burst;
  per_second_ = per_second;
  last_ = now;
  if (tokens_ < 1) return false;
  tokens_ -= 1;
  return true;
}

}  // namespace ic::sim
