#include "adapters/aws/credentials.h"

#include <utility>

namespace ic::aws {
namespace {

// botocore's windows before expiry.
constexpr Duration kAdvisory = std::chrono::minutes(15);
constexpr Duration kMandatory = std::chrono::minutes(10);
// Sources may hand out credentials that end within the window: those are not asked for at every call.
constexpr Duration kBetweenRenewals = std::chrono::minutes(1);
// Many objects are read at once; each would wait for instance metadata that does not answer.
constexpr Duration kFailureKept = std::chrono::seconds(10);

}  // namespace

CredentialCache::CredentialCache(Find find, Clock& clock, Logger logger)
    : find_(std::move(find)), clock_(clock), logger_(std::move(logger)) {}

bool CredentialCache::Usable(Time now) const { return kept_ && (!kept_->expires || now < *kept_->expires); }

bool CredentialCache::Fresh(Time now) const {
  if (!Usable(now)) return false;
  return !kept_->expires || now < *kept_->expires - kAdvisory || now - searched_ < kBetweenRenewals;
}

StatusOr<Credentials> CredentialCache::Get(std::stop_token stop) {
  std::unique_lock lock(mutex_);
  for (;;) {  // a turn more only after somebody else's search was stopped
    if (stop.stop_requested()) return CancelledError("stopped while looking for AWS credentials");
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

StatusOr<Credentials> CredentialCache::Search(std::stop_token stop, std::unique_lock<std::mutex>& lock) {
  const auto flight = std::make_shared<Flight>();
  flight_ = flight;
  lock.unlock();
  StatusOr<Credentials> found = find_(stop);
  lock.lock();
  const Time now = clock_.Now();
  flight_ = nullptr;
  const bool stopped = found.status().code() == StatusCode::kCancelled;
  if (!stopped) searched_ = now;
  if (found.ok()) {
    kept_ = *found;
    failure_.reset();
    logger_.Debug("AWS credentials found", {{"source", found->source}});
  } else if (!stopped && Usable(now)) {
    logger_.Warn("AWS credentials could not be renewed; the old ones are used until they expire",
                 {{"error", found.status().ToString()}});
    found = *kept_;
  } else if (!stopped) {
    failure_ = found.status();
  }
  flight->result = found;
  landed_.notify_all();
  return found;
}

void CredentialCache::Reject(const Credentials& refused) {
  const std::lock_guard lock(mutex_);
  if (!kept_ || kept_->keys.access_key_id != refused.keys.access_key_id ||
      kept_->keys.session_token != refused.keys.session_token) {
    return;
  }
  kept_.reset();
  failure_.reset();
}

}  // namespace ic::aws
