// LiveLook: what the price of a change depends on, asked of the cloud.
#ifndef RECONCILE_LIVE_LOOK_H_
#define RECONCILE_LIVE_LOOK_H_

#include <functional>
#include <string>
#include <vector>

#include "adapters/contract/adapter.h"
#include "reconcile/core.h"

namespace ic::reconcile {

// Called only if something differs whose price depends on the answer. An object that cannot be read answers no and
// nothing, the dearer case.
struct LiveLook {
  std::function<bool(const std::string& key)> is_key;        // is this key already in force?
  std::function<std::vector<std::string>()> other_sessions;  // address families beside the object's own
};

// Reads `object` (as the state has it). Both must live as long as the result.
LiveLook LookAt(const Call& call, const Value& object, Freshness freshness);

}  // namespace ic::reconcile

#endif  // RECONCILE_LIVE_LOOK_H_
