#include "simulators/server/rate_limit.h"

#include <algorithm>

namespace ic::sim {

RateLimit::RateLimit(double per_second, Clock& clock)
    : per_second_(per_second), burst_(std::max(1.0, per_second)), clock_(clock), tokens_(burst_), last_(clock.Now()) {}

bool RateLimit::Take() {
  if (per_second_ <= 0) return true;
  const std::lock_guard lock(mutex_);
  const Time now = clock_.Now();
  const double elapsed = std::max(0.0, std::chrono::duration<double>(now - last_).count());
  last_ = now;
  tokens_ = std::min(burst_, tokens_ + elapsed * per_second_);
  if (tokens_ < 1) return false;
  tokens_ -= 1;
  return true;
}

}  // namespace ic::sim
