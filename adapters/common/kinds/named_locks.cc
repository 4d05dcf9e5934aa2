#include "adapters/common/kinds/named_locks.h"

namespace ic {

NamedLocks::Held::~Held() {
  if (locks_ == nullptr) return;
  const std::lock_guard lock(locks_->mutex_);
  locks_->held_.erase(name_);
  locks_->freed_.notify_all();
}

StatusOr<NamedLocks::Held> NamedLocks::Take(const std::string& name, std::stop_token stop) {
  std::unique_lock lock(mutex_);
  if (!freed_.wait(lock, stop, [&] { return !held_.contains(name); })) {
    return CancelledError("stopped while waiting for another change of " + name);
  }
  held_.insert(name);
  return Held(this, name);
}

}  // namespace ic
