// Comings: which creates of this run are known to have begun, and how they ended. Terraform tells of a create when its
// turn comes, and says of none what it replaces.
#ifndef RECONCILE_LEDGER_COMINGS_H_
#define RECONCILE_LEDGER_COMINGS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "adapters/contract/kind.h"
#include "schema/value/value.h"

namespace ic::reconcile {

enum class Coming : std::uint8_t {
  kNone,    // nobody has spoken of it
  kBegun,   // planned to be made at once, or being made
  kMade,    // it is there
  kFailed,  // it was refused, or did not come to be
};

// Thread-safe.
class Comings {
 public:
  // `object`: as planned, without keys.
  void Begin(const std::string& account, Kind kind, const Value& object);
  // Of what was begun with these values; nothing happens if nothing was.
  void End(const std::string& account, Kind kind, const Value& object, bool made);
  // Of the creates of which `is_it` is true: what has come of one, or else that one has begun.
  Coming Find(const std::string& account, Kind kind, const std::function<bool(const Value& object)>& is_it) const;

 private:
  struct One {
    Value object;
    Coming state = Coming::kBegun;
  };
  One* Known(const std::string& account, Kind kind, const Value& object);  // mutex_ is held

  mutable std::mutex mutex_;
  std::map<std::pair<std::string, Kind>, std::vector<One>> all_;  // guarded by mutex_
};

}  // namespace ic::reconcile

#endif  // RECONCILE_LEDGER_COMINGS_H_
