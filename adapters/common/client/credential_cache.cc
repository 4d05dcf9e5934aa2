#include "adapters/common/client/credential_cache.h"

#include "base/redact.h"

namespace ic {

StatusOr<Credentials> CredentialCache::Get(std::stop_token stop) {
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

void CredentialCache::Reject(const Credentials& refused) {
  const std::lock_guard lock(mutex_);
  if (!kept_ || !kept_->SameAs(refused)) return;
  kept_.reset();
  failure_.reset();
}

bool CredentialCache::Fresh(Time now) const {
  if (!Usable(now)) return false;
  return !kept_->expires || now < *kept_->expires - kAdvisory || now - searched_ < kBetweenRenewals;
}

StatusOr<Credentials> CredentialCache::Search(std::stop_token stop, std::unique_lock<std::mutex>& lock) {
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
    for (const std::string& secret : {found->keys.secret_key, found->keys.security_token, found->token}) {
      KnowSecret(secret);
    }
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

}  // namespace ic
