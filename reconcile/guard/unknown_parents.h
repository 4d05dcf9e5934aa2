// Ids that are not known yet, where nobody says which new object they are of: Terraform does not. They are bounded all
// the same: what an object refers to is planned before it, so an unknown id is of one of the objects that this run
// makes and that are planned by then.
#ifndef RECONCILE_GUARD_UNKNOWN_PARENTS_H_
#define RECONCILE_GUARD_UNKNOWN_PARENTS_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reconcile/object/subject.h"

namespace ic::reconcile {

// Stand-ins (PlanInput) for the fields of `config` that name another object and are not known, and for the object's own
// id: one name for all new objects of the kind. What counts in a group of that name counts against all of them
// together.
std::vector<std::pair<std::string, std::string>> AnyStandIns(const Subject& subject, const Value& config);
// The kind, if `text` holds such a stand-in.
std::optional<Kind> AnyIn(std::string_view text);

}  // namespace ic::reconcile

#endif  // RECONCILE_GUARD_UNKNOWN_PARENTS_H_
