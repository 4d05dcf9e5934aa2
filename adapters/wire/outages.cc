#include "adapters/wire/outages.h"

namespace ic {

bool WasNotReached(const Status& failure) {
  if (failure.code() != StatusCode::kUnavailable && failure.code() != StatusCode::kDeadlineExceeded) return false;
  const RemoteError* const remote = failure.remote();
  return remote != nullptr && !remote->ambiguous && remote->http_status == 0 && remote->code.empty();
}

Status Outages::Check(const std::string& endpoint, Time now) const {
  const std::lock_guard lock(mutex_);
  const auto found = outages_.find(endpoint);
  // One of the future means that the clock was set back.
  if (found == outages_.end() || now < found->second.since || now - found->second.since >= kRemembered) {
    return OkStatus();
  }
  return found->second.failure;
}

void Outages::Begin(const std::string& endpoint, const Status& failure, Time now) {
  const std::lock_guard lock(mutex_);
  outages_.insert_or_assign(endpoint, Outage{failure, now});
}

void Outages::End(const std::string& endpoint) {
  const std::lock_guard lock(mutex_);
  outages_.erase(endpoint);
}

}  // namespace ic
