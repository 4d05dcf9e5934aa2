// Credentials kept, and renewed before they expire.
//
// They are renewed when 15 minutes are left, in one thread while the others go on with what there is; when 10 minutes
// are left all wait for it. A renewal that fails is no error while the old ones are valid; it is tried again after a
// minute. Callers at once share one search. The windows are those of the AWS SDKs; other vendors publish none.
#ifndef ADAPTERS_WIRE_CREDENTIAL_CACHE_H_
#define ADAPTERS_WIRE_CREDENTIAL_CACHE_H_

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

#include "base/clock.h"
#include "base/log.h"
#include "base/status.h"

namespace ic {

// Credentials: copyable, with `std::optional<Time> expires` (absent: they do not), `std::string source` (for people;
// no secret) and `bool SameAs(const Credentials&) const`. Thread-safe.
template <typename Credentials>
class CredentialCache {
 public:
  using Find = std::function<StatusOr<Credentials>(std::stop_token)>;

  // `clock` outlives the cache.
  CredentialCache(Find find, Clock& clock, Logger logger)
      : find_(std::move(find)), clock_(clock), logger_(std::move(logger)) {}

  StatusOr<Credentials> Get(std::stop_token stop) {
    std::unique_lock lock(mutex_);
    for (;;) {  // a turn more only after somebody else's search was stopped
      if (stop.stop_requested()) return CancelledError("stopped while looking for credentials");
      const Time now = clock_.Now();
      if (Fresh(now)) return *kept_;
      if (!Usable(now) && failure_ && now - searched_ < kFailureKept) return *failure_;
      if (!flight_) return Search(stop, lock);
      if (Usable(now) && now < *kept_->expires - kMandatory) return *kept_;
      const std::shared_ptr<Flight> flight = flight_;
      if (!landed_.wait(lock, stop, [&] { return flight->result.has_value(); })) continue;
      if (flight->result->ok() || flight->result->status().code() != StatusCode::kCancelled) return *flight->result;
    }
  }

  // The service refused these as expired: the next Get searches anew, unless that has happened since.
  void Reject(const Credentials& refused) {
    const std::lock_guard lock(mutex_);
    if (!kept_ || !kept_->SameAs(refused)) return;
    kept_.reset();
    failure_.reset();
  }

 private:
  static constexpr Duration kAdvisory = std::chrono::minutes(15);
  static constexpr Duration kMandatory = std::chrono::minutes(10);
  // Sources may hand out credentials that end within the window: those are not asked for at every call.
  static constexpr Duration kBetweenRenewals = std::chrono::minutes(1);
  // Many objects are read at once; each would wait for instance metadata that does not answer.
  static constexpr Duration kFailureKept = std::chrono::seconds(10);

  struct Flight {
    std::optional<StatusOr<Credentials>> result;
  };

  // Good enough while somebody else searches.
  bool Usable(Time now) const { return kept_ && (!kept_->expires || now < *kept_->expires); }

  // Good enough without a search.
  bool Fresh(Time now) const {
    if (!Usable(now)) return false;
    return !kept_->expires || now < *kept_->expires - kAdvisory || now - searched_ < kBetweenRenewals;
  }

  StatusOr<Credentials> Search(std::stop_token stop, std::unique_lock<std::mutex>& lock) {
    const auto flight = std::make_shared<Flight>();
    flight_ = flight;
    lock.unlock();
    StatusOr<Credentials> found = find_(std::move(stop));
    lock.lock();
    const Time now = clock_.Now();
    flight_ = nullptr;
    const bool stopped = found.status().code() == StatusCode::kCancelled;
    if (!stopped) searched_ = now;
    if (found.ok()) {
      kept_ = *found;
      failure_.reset();
      logger_.Debug("credentials found", {{"source", found->source}});
    } else if (!stopped && Usable(now)) {
      logger_.Warn("credentials could not be renewed; the old ones are used until they expire",
                   {{"error", found.status().ToString()}});
      found = *kept_;
    } else if (!stopped) {
      failure_ = found.status();
    }
    flight->result = found;
    landed_.notify_all();
    return found;
  }

  const Find find_;
  Clock& clock_;
  const Logger logger_;
  std::mutex mutex_;
  std::condition_variable_any landed_;
  std::optional<Credentials> kept_;
  std::optional<Status> failure_;  // of the last search, kept a while
  Time searched_{};                // when the last search ended
  std::shared_ptr<Flight> flight_;
};

}  // namespace ic

#endif  // ADAPTERS_WIRE_CREDENTIAL_CACHE_H_
