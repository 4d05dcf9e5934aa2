// How often a service may be asked, learnt from its own answers: vendors publish no numbers for these APIs.
//
// Unlimited until the first throttling answer. Then requests leave evenly spaced at a part of the rate that was
// throttled; each further throttling slows them again, success lets the rate grow until it is unlimited once more.
// One limiter stands for one account and endpoint and is shared by all who talk to it. Thread-safe.
#ifndef ADAPTERS_WIRE_RATE_LIMITER_H_
#define ADAPTERS_WIRE_RATE_LIMITER_H_

#include <chrono>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>

#include "base/clock.h"
#include "base/status.h"

namespace ic {

struct RateLimiterOptions {
  double min_rate = 0.5;                      // requests a second, never slower
  double decrease = 0.7;                      // factor at each throttling
  double growth_per_second = 0.5;             // requests a second won in a second without throttling
  double unlimited_above = 50;                // a rate that grew past this stops limiting
  Duration window = std::chrono::seconds(2);  // over which the actual rate is measured
};

class RateLimiter {
 public:
  // `clock` outlives the limiter.
  explicit RateLimiter(Clock& clock, RateLimiterOptions options = {});

  // Which slowing-down a request was sent under: many answers to requests sent before one slow it down once.
  using Ticket = std::uint64_t;

  // Waits until the next request may leave. Errors: kCancelled.
  StatusOr<Ticket> Acquire(std::stop_token stop);
  // Report the answer to the request of `ticket`; other failures are not reported.
  void OnThrottled(Ticket ticket);
  void OnSuccess(Ticket ticket);

  // Requests a second; nullopt: unlimited.
  std::optional<double> rate() const;

 private:
  void Prune(Time now);
  void Grow(Time now);

  Clock& clock_;
  const RateLimiterOptions options_;
  mutable std::mutex mutex_;
  std::optional<double> rate_;
  std::deque<Time> sent_;  // within the window, at most kMaxMeasured
  Time next_slot_{};       // when the next request may leave
  Time last_change_{};     // of rate_
  Ticket generation_ = 0;  // counts slowings-down
};

}  // namespace ic

#endif  // ADAPTERS_WIRE_RATE_LIMITER_H_
