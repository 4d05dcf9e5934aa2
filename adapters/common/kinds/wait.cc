#include "adapters/common/kinds/wait.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ic {
namespace {

constexpr Duration kLongest = std::chrono::seconds(10);

// Failures that the next look may not have. Credentials and permissions do not mend by themselves.
bool MayPass(const Status& status) {
  return status.code() == StatusCode::kUnavailable || status.code() == StatusCode::kDeadlineExceeded ||
         status.code() == StatusCode::kResourceExhausted;
}

// The object in a listing that is young enough; what is not listed is asked for by its id.
StatusOr<Object> Look(Listing& listing, const std::string& id, Moment since, Time not_before, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const Listing::Snapshot snapshot, listing.Since(since, not_before, stop));
  const auto found = snapshot->objects.find(id);
  if (found != snapshot->objects.end()) return found->second;
  return listing.Get(id, Freshness::kLive, stop);
}

std::string Seconds(Duration duration) {
  return fmt::format("{}s", std::chrono::duration_cast<std::chrono::seconds>(duration).count());
}

Status TimedOut(const std::string& what, const std::string& state, const Status& last_failure, Duration waited) {
  std::string message = fmt::format("waited {} for {}", Seconds(waited), what);
  if (!state.empty()) message += fmt::format("; its state is still `{}`", state);
  if (!last_failure.ok()) message += "; the last look failed: " + last_failure.message();
  return DeadlineExceededError(message + ". A longer bound can be set in `timeouts`; the next run goes on from here");
}

}  // namespace

Duration Backoff::Next() {
  const Duration now = next_;
  next_ = std::min(kLongest, next_ * 3 / 2);
  return now;
}

StatusOr<Object> WaitFor(Listing& listing, const std::string& id, const std::string& what, const Judge& judge,
                         const WaitContext& context, std::stop_token stop) {
  const Moment since = NextMoment();
  const Time begun = context.clock.Now();
  Backoff backoff;
  Time not_before = Time::min();
  std::string state;
  Status failure;
  for (bool first = true;; first = false) {
    StatusOr<Object> object = Look(listing, id, since, not_before, stop);
    failure = object.status();
    if (!object.ok() && !MayPass(failure)) return failure;
    if (object.ok()) {
      const Verdict verdict = judge(object.value().get());
      if (!verdict.failure.ok()) return verdict.failure;
      if (verdict.done) return object;
      if (first || verdict.state != state) {
        context.logger.Info("waiting for " + what, {{"id", id}, {"state", verdict.state}});
      }
      state = verdict.state;
    }
    const Time now = context.clock.Now();
    if (now >= context.deadline) return TimedOut(what, state, failure, now - begun);
    const Duration interval = std::min<Duration>(backoff.Next(), context.deadline - now);
    if (!context.clock.SleepFor(interval, stop)) return CancelledError("stopped while waiting for " + what);
    not_before = context.clock.Now() - interval / 2;
  }
}

}  // namespace ic
