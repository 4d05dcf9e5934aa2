#include "base/run_budget.h"

#include <algorithm>

namespace ic {

bool RunBudget::TakeWait(Time now, Duration wait) {
  const std::lock_guard lock(mutex_);
  const Duration more = now + wait - std::max(now, waited_until_);
  if (more <= Duration::zero()) return true;
  if (more > wait_left_) return false;
  wait_left_ -= more;
  waited_until_ = now + wait;
  return true;
}

// It never goes below nothing, however often it is asked.
bool RunBudget::TakePage() {
  int left = pages_left_.load();
  while (left > 0) {
    if (pages_left_.compare_exchange_weak(left, left - 1)) return true;
  }
  return false;
}

}  // namespace ic
