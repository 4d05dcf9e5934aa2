// What a step takes down, said of the step itself.
#ifndef RECONCILE_GUARD_DISRUPTION_H_
#define RECONCILE_GUARD_DISRUPTION_H_

#include <map>
#include <string>
#include <vector>

#include "reconcile/ledger/call.h"
#include "reconcile/object/compare.h"

namespace ic::reconcile {

struct Disruption {
  ObjectKey key;    // without an id: what is about to be made, which takes others down
  Value object;     // as it is now
  std::string how;  // "Deleting", "Replacing", "Changing vlan and mtu"
  // kSession: of an interface, the session of its own address family. What is a session itself is never more.
  Reach reach = Reach::kObject;
  // Members that the state was known to hold when it was planned (Facts::held).
  std::map<std::string, std::vector<std::string>> held = {};
  // By a process that is not told the state, and to which its host hands on nothing of the plan: no deletion, right
  // before the call, or planned once more for it.
  bool plan_is_untold = false;
};

// Of a change in place of `object` that makes `differences`.
Disruption DisruptionBy(const Call& call, const Value& object, const std::vector<Difference>& differences);

// The values of a new object (completed) for whose sake a change of it would take along all that is on its connection.
std::vector<Difference> InterruptingValues(const Subject& subject, const Value& wanted);
Disruption DisruptionByMaking(const Call& call, const Value& wanted);

}  // namespace ic::reconcile

#endif  // RECONCILE_GUARD_DISRUPTION_H_
