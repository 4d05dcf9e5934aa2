#include "adapters/wire/outages.h"

namespace ic {

bool WasNotReached(const Status& failure) {
  if (failure.code() != StatusCode::kUnavailable && failure.code() != StatusCode::kDeadlineExceeded) return false;
  const RemoteError* const remote = failure.remote();
  return remote != nullptr && !remote->ambiguous && remote->http_status == 0 && remote->code.empty();
}

Status Outages::Check(const std::string& endpoint, Time now) const {
  const std::lock_guard lock(mutex_);
  return Fresh(endpoint, now);
}

Status Outages::Fresh(const std::string& endpoint, Time now) const {
  const auto found = outages_.find(endpoint);
  // One of the future means that the clock was set back.
  if (found == outages_.end() || now < found->second.since || now - found->second.since >= kRemembered) {
    return OkStatus();
  }
  return found->second.failure;
}

Status Outages::Begin(const std::string& endpoint, const Status& failure, Time now) {
  const std::lock_guard lock(mutex_);
  const Status said = Fresh(endpoint, now);
  // Other words are another cause; they are kept for those who come.
  if (said.code() == failure.code()) return said;
  outages_.insert_or_assign(endpoint, Outage{failure, now});
  return failure;
}

void Outages::End(const std::string& endpoint) {
  const std::lock_guard lock(mutex_);
  outages_.erase(endpoint);
}

}  // namespace ic
