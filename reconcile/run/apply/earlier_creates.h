// Creates whose end no run has learned, as they were noted when this run began: what they make may still appear.
#ifndef RECONCILE_RUN_APPLY_EARLIER_CREATES_H_
#define RECONCILE_RUN_APPLY_EARLIER_CREATES_H_

#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <utility>

#include "reconcile/engine.h"
#include "reconcile/run/plan/left_behind.h"
#include "reconcile/run/set/desired_set.h"

namespace ic::run {

// Thread-safe. What it is given outlives it.
class EarlierCreates {
 public:
  // Unknown: the object has none yet.
  using IdOf = std::function<Value(const Address&)>;

  EarlierCreates(Engine& engine, const DesiredSet* desired, Notes notes, IdOf id_of);

  // What was noted of the address; empty: nothing.
  std::string At(const Address& address) const;

  // Before one of the kind is created: what the configuration does not ask for any more as it was is waited for,
  // because another one beside it may be one too many. Errors: it has come about, or cannot be looked for.
  Diagnostics Await(Kind kind, const std::string& account);

 private:
  bool IsAskedFor(const Address& address, const std::string& note) const;
  bool IsAdopted(Kind kind, const std::string& id) const;

  Engine& engine_;
  const DesiredSet* const desired_;
  const Notes notes_;
  const IdOf id_of_;
  std::mutex mutex_;
  std::set<std::pair<Address, std::string>> over_;  // and whose create need not wait for it
};

}  // namespace ic::run

#endif  // RECONCILE_RUN_APPLY_EARLIER_CREATES_H_
