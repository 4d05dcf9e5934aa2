#include "adapters/wire/rate_limiter.h"

#include <algorithm>

namespace ic {
namespace {

constexpr std::size_t kMaxMeasured = 1000;

double Seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

}  // namespace

RateLimiter::RateLimiter(Clock& clock, RateLimiterOptions options) : clock_(clock), options_(options) {}

void RateLimiter::Prune(Time now) {
  while (!sent_.empty() && (sent_.size() > kMaxMeasured || now - sent_.front() > options_.window)) sent_.pop_front();
}

// Growth is by time, not by answer: a burst of successes says no more than one about what the service bears.
void RateLimiter::Grow(Time now) {
  if (!rate_ || now <= last_change_) return;
  *rate_ += options_.growth_per_second * std::min(Seconds(now - last_change_), 10.0);
  last_change_ = now;
  if (*rate_ > options_.unlimited_above) rate_.reset();
}

StatusOr<RateLimiter::Ticket> RateLimiter::Acquire(std::stop_token stop) {
  Duration wait = Duration::zero();
  {
    const std::lock_guard lock(mutex_);
    const Time now = clock_.Now();
    Time slot = now;
    if (rate_) {
      slot = std::max(now, next_slot_);
      next_slot_ = slot + std::chrono::duration_cast<Duration>(std::chrono::duration<double>(1.0 / *rate_));
      wait = slot - now;
    }
    sent_.push_back(slot);
    Prune(now);
  }
  if (stop.stop_requested() || (wait > Duration::zero() && !clock_.SleepFor(wait, stop))) {
    return CancelledError("stopped while waiting for the service's rate limit");
  }
  const std::lock_guard lock(mutex_);
  return generation_;
}

void RateLimiter::OnThrottled(Ticket ticket) {
  const std::lock_guard lock(mutex_);
  if (ticket < generation_) return;  // its kind has slowed us down already
  const Time now = clock_.Now();
  Prune(now);
  const double measured = static_cast<double>(sent_.size()) / Seconds(options_.window);
  const double current = rate_ ? *rate_ : measured;
  rate_ = std::clamp(current * options_.decrease, options_.min_rate, options_.unlimited_above);
  last_change_ = now;
  next_slot_ =
      std::max(next_slot_, now) + std::chrono::duration_cast<Duration>(std::chrono::duration<double>(1.0 / *rate_));
  ++generation_;
}

void RateLimiter::OnSuccess(Ticket ticket) {
  const std::lock_guard lock(mutex_);
  if (ticket == generation_) Grow(clock_.Now());
}

std::optional<double> RateLimiter::rate() const {
  const std::lock_guard lock(mutex_);
  return rate_;
}

}  // namespace ic
