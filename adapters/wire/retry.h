// Retrying as a policy. The loop is told whether the call is idempotent, and a classifier tells what a failure means;
// the rules of what may be sent again are here and nowhere else:
//
//   kind of failure                                     idempotent call   other call
//   kPermanent   sending it again gives the same        no                no
//   kThrottled   refused for its rate, not carried out  yes               yes
//   kTransient   never reached the service              yes               yes
//   kAmbiguous   may have been carried out              yes               no
//
// Numbers follow the "standard" retry mode of the AWS SDKs: full jitter over min(base * 2^(n-1), 20 s), and a budget of
// 500 shared by all calls of a client, 5 taken a retry (10 after a timeout), so that an outage is not made worse.
#ifndef ADAPTERS_WIRE_RETRY_H_
#define ADAPTERS_WIRE_RETRY_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>

#include "adapters/wire/outages.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/run_budget.h"
#include "base/status.h"

namespace ic {

enum class FailureKind : std::uint8_t { kPermanent, kTransient, kThrottled, kAmbiguous };

// What a failure of HttpTransport::Send means. Throttling and vendors' codes are for the adapter's own classifier.
FailureKind ClassifyTransportFailure(const Status& status);

struct RetryPolicy {
  int max_attempts = 10;  // ≥ 1; 1 means: never again
  Duration backoff_base = std::chrono::seconds(1);
  Duration backoff_cap = std::chrono::seconds(20);
  // A Retry-After longer than this is cut: nobody waits an hour for a plan.
  Duration retry_after_cap = std::chrono::minutes(2);
};

// What the calls of one client share: tokens for retries; and what those of a run do: how long services may keep it
// waiting by what they tell of when to come back. Thread-safe.
class RetryBudget {
 public:
  // `run` is not null.
  explicit RetryBudget(int capacity = 500, std::shared_ptr<RunBudget> run = std::make_shared<RunBudget>())
      : capacity_(capacity), left_(capacity), run_(std::move(run)) {}

  // Takes `cost` tokens, or none and returns false.
  bool Take(int cost);
  // Gives `count` tokens back, never above the capacity.
  void Return(int count);
  int left() const;

  RunBudget& run() { return *run_; }

 private:
  const int capacity_;
  mutable std::mutex mutex_;
  int left_;  // guarded by mutex_
  const std::shared_ptr<RunBudget> run_;
};

// One sending of a call. The call may set what the service said about when to come back.
struct RetryAttempt {
  int number = 1;  // from 1
  int max_attempts = 1;
  std::optional<Duration> retry_after;
};

struct RetryCall {
  std::string operation;  // for messages
  bool idempotent = false;
  bool reads = false;  // it changes nothing, so an endpoint that stays silent is as good as not reached
  RetryPolicy policy;
  std::function<FailureKind(const Status&)> classify = ClassifyTransportFailure;
  // Told of every failure that will be sent again, before the wait; may be empty.
  std::function<void(const Status&, const RetryAttempt&, Duration wait)> on_retry;
  // Where nothing is at stake: an endpoint that is not reached, stays silent or refuses who asks is given up soon, by
  // all calls that share this. Null: it is waited for, as long as `policy` says. Outlives the call.
  Outages* outages = nullptr;
  std::string endpoint;  // whom the call goes to, for `outages`
};

// The non-template part of RetryLoop: decides after each failure.
class RetryState {
 public:
  // The referenced objects outlive the state. `budget` may be null: no budget.
  RetryState(const RetryCall& call, RetryBudget* budget, Clock& clock, Random& random);

  RetryAttempt& attempt() { return attempt_; }
  // OK, or why the call is not to be sent at all.
  Status BeforeFirst() const;
  // OK if the call is to be sent again: the wait is over. Otherwise the final failure, whose message says which of
  // "permanent", "not sent again because it may have been carried out", "retries exhausted", "retry budget
  // exhausted" it was; code and RemoteError stay those of `failure`.
  Status AfterFailure(const Status& failure, std::stop_token stop);
  void AfterSuccess();

 private:
  // Nullopt: the service has kept this run waiting long enough.
  std::optional<Duration> NextWait() const;
  // What to say if `failure` is one too many that got nothing from the endpoint; OK if it is not.
  Status GivenUp(const Status& failure);

  const RetryCall& call_;
  RetryBudget* const budget_;
  Clock& clock_;
  Random& random_;
  Time since_;  // of the attempts in a row that got nothing: when the first of them began
  RetryAttempt attempt_;
  int taken_ = 0;      // tokens of this call's last retry
  int unreached_ = 0;  // attempts in a row that did not reach the endpoint
};

// Sends `send` (StatusOr<T>(RetryAttempt&)) until it succeeds or must not be sent again.
template <typename Send>
auto RetryLoop(const RetryCall& call, RetryBudget* budget, Clock& clock, Random& random, std::stop_token stop,
               Send&& send) -> decltype(send(std::declval<RetryAttempt&>())) {
  RetryState state(call, budget, clock, random);
  if (Status refused = state.BeforeFirst(); !refused.ok()) return refused;
  for (;;) {  // bounded by RetryPolicy::max_attempts
    auto result = send(state.attempt());
    if (result.ok()) {
      state.AfterSuccess();
      return result;
    }
    if (Status final = state.AfterFailure(result.status(), stop); !final.ok()) return final;
  }
}

// An HTTP date, "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7; the obsolete forms are not read).
std::optional<Time> ParseHttpDate(std::string_view value);

// The value of a Retry-After header: seconds, or an HTTP date. Nullopt if it is neither; never negative.
std::optional<Duration> ParseRetryAfter(std::string_view value, Time now);

}  // namespace ic

#endif  // ADAPTERS_WIRE_RETRY_H_
