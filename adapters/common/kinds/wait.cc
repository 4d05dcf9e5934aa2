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

std::string Seconds(Duration duration) {
  return fmt::format("{}s", std::chrono::duration_cast<std::chrono::seconds>(duration).count());
}

// `bound`: how long it might take. None: whoever plans asks only whether it would wait.
Status TimedOut(const std::string& what, const std::string& state, const Status& last_failure, Duration waited,
                Duration bound) {
  std::string message =
      bound <= Duration::zero() ? "it waits for " + what : fmt::format("waited {} for {}", Seconds(waited), what);
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

namespace {

// One wait: what it looks at, and how often.
class Waiting {
 public:
  Waiting(Listing& listing, const std::string& id, std::string what, const Judge& judge, const WaitContext& context)
      : listing_(listing), id_(id), what_(std::move(what)), judge_(judge), context_(context), waiter_(listing, id) {}

  StatusOr<Object> Run(bool deleted, const std::stop_token& stop) {
    const Moment since = NextMoment();
    const Time begun = context_.clock.Now();
    Time not_before = Time::min();
    if (const Object known = listing_.Recall(id_); known != nullptr) {
      // A failure may have passed, and is looked at again.
      const Verdict verdict = judge_(known.get());
      if (verdict.failure.ok() && verdict.done) return known;
    }
    if (!Gather(deleted ? kPatientPause : kPause, stop)) return Stopped();
    while (true) {
      StatusOr<Object> object = listing_.Look(id_, since, not_before, deleted, stop);
      failure_ = object.status();
      if (!object.ok() && !MayPass(failure_)) return failure_;
      if (object.ok()) {
        const Verdict verdict = judge_(object->get());
        if (!verdict.failure.ok()) return verdict.failure;
        if (verdict.done) return object;
        Say(verdict);
      }
      const Time now = context_.clock.Now();
      if (now >= context_.deadline) return TimedOut(what_, state_, failure_, now - begun, context_.deadline - begun);
      const Duration interval = std::min<Duration>(backoff_.Next(), context_.deadline - now);
      if (!context_.clock.SleepFor(interval, stop)) return Stopped();
      not_before = context_.clock.Now() - interval / 2;
    }
  }

 private:
  // Where others wait too, a moment's patience lets one listing serve them all: until nobody came for a while. Who
  // comes last of many, and everything waits for that one, loses that while alone. False if stopped.
  bool Gather(Duration pause, const std::stop_token& stop) const {
    if (!listing_.OthersWait()) return true;
    std::size_t came = 0;
    for (Duration waited{}; waited < kGather && came != listing_.Came(); waited += pause) {
      came = listing_.Came();
      if (!context_.clock.SleepFor(pause, stop)) return false;
    }
    return true;
  }

  static constexpr Duration kGather = std::chrono::milliseconds(25);
  static constexpr Duration kPause = kGather / 10;
  // Little waits for something to be gone: there a call less counts for more.
  static constexpr Duration kPatientPause = kGather / 2;

  Status Stopped() const { return CancelledError("stopped while waiting for " + what_); }

  void Say(const Verdict& verdict) {
    if (!said_ || verdict.state != state_) {
      context_.logger.Info("waiting for " + what_, {{"id", id_}, {"state", verdict.state}});
    }
    said_ = true;
    state_ = verdict.state;
  }

  Listing& listing_;
  const std::string id_;
  const std::string what_;
  const Judge judge_;
  const WaitContext context_;
  const Listing::Waiter waiter_;
  Backoff backoff_;
  bool said_ = false;
  std::string state_;
  Status failure_;
};

}  // namespace

StatusOr<Object> WaitFor(Listing& listing, const std::string& id, const std::string& what, const Judge& judge,
                         const WaitContext& context, std::stop_token stop) {
  return Waiting(listing, id, what, judge, context).Run(/*deleted=*/false, stop);
}

StatusOr<Object> WaitForDeletion(Listing& listing, const std::string& id, const Judge& judge,
                                 const WaitContext& context, std::stop_token stop) {
  return Waiting(listing, id, id + " to be deleted", judge, context).Run(/*deleted=*/true, stop);
}

}  // namespace ic
