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

#include "reconcile/ledger/call.h"
#include "reconcile/object/subject.h"

namespace ic::reconcile {

// Stand-ins (PlanInput) for the fields of `config` that name another object and are not known, and for the object's own
// id: one name for all new objects of the kind. What counts in a group of that name counts against all of them
// together.
std::vector<std::pair<std::string, std::string>> AnyStandIns(const Subject& subject, const Value& config);
// True if the id at `leaf` of `object` (as it is now), which is not known yet, will be another one: what it names now
// leaves in this run, or the run makes one more of that kind. What is made in the place of another object says nothing
// about who stands beside that: such an id may come out as it is.
bool WillBeAnother(const Call& call, const Value& object, const Leaf& leaf);
// Takes those out of `stand_ins` (AnyStandIns) that stand for ids of `object` which may come out as they are.
void DropOpen(const Call& call, const Value& object, std::vector<std::pair<std::string, std::string>>& stand_ins);
// The kind, if `text` holds such a stand-in.
std::optional<Kind> AnyIn(std::string_view text);

}  // namespace ic::reconcile

#endif  // RECONCILE_GUARD_UNKNOWN_PARENTS_H_
