// The step of one object: what is to be done with it, and why.
#ifndef RECONCILE_RUN_PLAN_OBJECT_STEPS_H_
#define RECONCILE_RUN_PLAN_OBJECT_STEPS_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "reconcile/engine.h"
#include "reconcile/run/plan/run_plan.h"
#include "reconcile/run/set/desired_set.h"
#include "reconcile/run/set/field_index.h"
#include "reconcile/run/set/refresh.h"

namespace ic::run {

// What the state keeps until it is deleted, because its replacement is there already: by cloud and id.
using ReplacedObjects = std::map<std::pair<std::string, std::string>, Address>;
ReplacedObjects ReplacedAmong(const KnownObjects& known, const DesiredSet& desired);

struct StepTools {
  Engine& engine;
  const FieldIndex& field_index;
  const ReplacedObjects& replaced;
  std::map<Address, std::string> begun;  // StateStore::Begun, with the names of now
};

// `step.action` may be kNothing. What is a safety rail is among the diagnostics.
struct PlannedStep {
  Step step;
  Diagnostics diagnostics;
};

// A wanted object when its turn has come.
struct WantedObject {
  const DesiredObject& object;
  const Known* known = nullptr;  // null: there is none
  bool was_known = false;        // the state has it, even if the cloud has not
  bool forced = false;           // replaced although nothing differs
  bool allowed = false;          // its replacement is acknowledged
  std::vector<Value> ids;        // of what it refers to, as for Resolve
  OtherHalf other_half = {};
};
// `said`: of the object alone, before. With an error among it a replacement is not planned any further.
PlannedStep PlanWantedObject(const StepTools& tools, const WantedObject& wanted, Diagnostics said);

// `why`: a sentence, "it is no longer in the configuration".
PlannedStep PlanUnwantedObject(const StepTools& tools, const Address& address, const Known& known, std::string why);

}  // namespace ic::run

#endif  // RECONCILE_RUN_PLAN_OBJECT_STEPS_H_
