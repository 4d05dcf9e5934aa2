// Halves: one object of a cloud that is two entries of the set, because two accounts have part in it: the one that
// offers it, and the one that took it over. What is done to one of them is done to the other.
#ifndef RECONCILE_RUN_PLAN_HALVES_H_
#define RECONCILE_RUN_PLAN_HALVES_H_

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "reconcile/engine.h"
#include "reconcile/run/plan/run_plan.h"
#include "reconcile/run/set/desired_set.h"
#include "reconcile/run/set/field_index.h"
#include "reconcile/run/set/refresh.h"
#include "schema/value/value.h"

namespace ic::run {

// The object that another entry takes over by its name: `adopt` refers to it. Null: it is taken over by its id, or
// made.
const Reference* NamedOffer(const DesiredObject& object);

// The other half of a wanted object that there is.
struct Counterpart {
  Address address;
  bool offers = false;  // that one made it, and this one took it over
};
// By address, of both halves. Of halves that both take the object over, nothing is said.
using Counterparts = std::map<Address, Counterpart>;
Counterparts CounterpartsAmong(const DesiredSet& desired, const KnownObjects& known);
// Of halves that are to take over by its name what is there, and are in no state: the engine is told
// (Engine::NoteHalf).
void NoteHalves(Engine& engine, const DesiredSet& desired, const KnownObjects& known);
// What the counterpart of `address` asks for; `id_of` as for Resolve.
OtherHalf OtherHalfOf(const Counterparts& counterparts, const DesiredSet& desired, const Address& address,
                      const std::function<Value(const Address&)>& id_of);

// An entry that no step takes away, or one that is only forgotten, and whose object goes all the same: with the other
// half.
struct GoesAlong {
  Address address;
  std::string id;
  Address with;            // of the step that deletes or replaces it
  bool replaced = false;   // by that step
  bool forgotten = false;  // its own step leaves it to nobody here
};
// By address.
std::vector<GoesAlong> GoingAlong(const FieldIndex& field_index, const KnownObjects& known,
                                  const std::vector<Step>& steps);

// What would be left behind with the id of what it took over, which another object is to take the place of: an error.
void RefuseLeftHalves(const DesiredSet& desired, const std::vector<GoesAlong>& along, RunPlan& plan);

// Halves that write different values for what both of them see and may change: each run would undo what the other half
// asks for. An error at the half that would change it. `will_be`: the wanted objects as they will be, by index of the
// set's objects; null: not planned.
void RefuseContradictions(const FieldIndex& field_index, const DesiredSet& desired, const KnownObjects& known,
                          const std::vector<Value>& will_be, RunPlan& plan);

}  // namespace ic::run

#endif  // RECONCILE_RUN_PLAN_HALVES_H_
