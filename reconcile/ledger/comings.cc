#include "reconcile/ledger/comings.h"

#include <algorithm>

namespace ic::reconcile {

Comings::One* Comings::Known(const std::string& account, Kind kind, const Value& object) {
  auto& list = all_[{account, kind}];
  const auto found = std::ranges::find_if(list, [&](const One& one) { return one.object == object; });
  return found == list.end() ? nullptr : &*found;
}

void Comings::Begin(const std::string& account, Kind kind, const Value& object) {
  const std::lock_guard lock(mutex_);
  if (One* known = Known(account, kind, object)) {
    known->state = Coming::kBegun;
  } else {
    all_[{account, kind}].push_back({object});
  }
}

void Comings::End(const std::string& account, Kind kind, const Value& object, bool made) {
  const std::lock_guard lock(mutex_);
  if (One* known = Known(account, kind, object)) known->state = made ? Coming::kMade : Coming::kFailed;
}

Coming Comings::Find(const std::string& account, Kind kind,
                     const std::function<bool(const Value& object)>& is_it) const {
  const std::lock_guard lock(mutex_);
  const auto list = all_.find({account, kind});
  if (list == all_.end()) return Coming::kNone;
  Coming most = Coming::kNone;
  for (const One& one : list->second) {
    if (one.state > most && is_it(one.object)) most = one.state;
  }
  return most;
}

}  // namespace ic::reconcile
