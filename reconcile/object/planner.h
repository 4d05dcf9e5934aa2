// Planner: the values an object is to have, and what getting there costs. Makes no call and keeps nothing: the plan of
// the apply phase comes to the same answer from the same input.
#ifndef RECONCILE_OBJECT_PLANNER_H_
#define RECONCILE_OBJECT_PLANNER_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "reconcile/object/compare.h"
#include "reconcile/object/requests.h"
#include "reconcile/object/subject.h"

namespace ic::reconcile {

struct PlannedObject {
  Value completed;  // the configuration, completed
  Value planned;
  bool unchanged = false;               // `planned` is the prior object
  std::vector<Difference> differences;  // none on create
  Diagnostics diagnostics;

  bool Replaces() const;
  bool TouchesCloud() const;
};

// `region`: where it goes if the configuration does not say; unknown if that is not known.
PlannedObject PlanCreate(const Subject& subject, const Value& config, const Value& region);

// If the plan of an object that exists is the object as it is. `group`: as the BGP group that a session is in will be;
// null: nothing is planned for it, or the object is in none.
std::optional<PlannedObject> PlanUnchanged(const Subject& subject, const Value& prior, const Value& config,
                                           const Value& group);

// `was`: what others changed (Facts::was).
PlannedObject PlanUpdate(const Subject& subject, const Value& prior, const Value& config,
                         const std::map<std::string, std::string>& was, const LiveLook& look, const Value& group);

// `planned` without what changes with the BGP group that the session is in: that is no change of the session's own, and
// no call is made for it.
Value WithoutGroupChanges(const Subject& subject, const Value& prior, const Value& config, Value planned);

// The effective on_destroy of an object in a state.
std::string OnDestroyOf(const Subject& subject, const Value& object);

// For people, in the order of the fields.
std::vector<FieldChange> Explain(const Subject& subject, const Value& prior, const PlannedObject& plan);

}  // namespace ic::reconcile

#endif  // RECONCILE_OBJECT_PLANNER_H_
