// Others: what somebody else decides of an object, or has changed of it. Where two accounts have part in one, the
// vendor's table says who decides a value (Decision); and what a change would replace the object for is remembered from
// the first read that finds it changed (Facts::was), so that a plan can tell whether the configuration asks for it.
#ifndef RECONCILE_OBJECT_OTHERS_H_
#define RECONCILE_OBJECT_OTHERS_H_

#include <map>
#include <string>

#include "adapters/contract/adapter.h"
#include "base/diagnostics.h"
#include "reconcile/object/facts.h"
#include "reconcile/object/subject.h"

namespace ic::reconcile {

// True if `adopt`, as it is planned, is another object than the one that there is. What is not known yet is one that is
// made in this run, as far as whoever plans the whole set is told; with Terraform it may be any.
bool NamesAnother(const Value& prior, const Value& adopt);

// Who decides the value at `leaf`, if not either of them: of all tags, who decides the object's own.
const Decision* DecisionOf(const Subject& subject, const Leaf& leaf);

// True if whoever has `role` in the object has no say in the value at `leaf`.
bool IsOthersToDecide(const Subject& subject, const Leaf& leaf, AccountRole role);

// True if a read leaves the value at `leaf` as it is in `state`, because whoever has `role` has no say in it. Null in a
// configuration asks for none where the cloud chooses nothing by itself: so such values are shown as they are written,
// and not as another account has them. An import (`state` has no id) shows what was given with the object when it was
// made. Others are shown, and left alone by the plan.
bool IsLeftOut(const Subject& subject, const Leaf& leaf, const Value& state, AccountRole role);

// True if what was read differs from `state` in a value that not everybody decides and that is shown as written: then
// it matters which role this account has.
bool RoleMatters(const Subject& subject, const Value& state, const Observed& observed);

// Facts::was after a read: `before` what was remembered, `state` and `read` the object before and after it.
std::map<std::string, std::string> ChangedByOthers(const Subject& subject,
                                                   const std::map<std::string, std::string>& before, const Value& state,
                                                   const Value& read);

// True if somebody else changed the value at `leaf`, and `planned` is what it was before: the configuration asks for
// what it asked for before.
bool IsAsItWas(const std::map<std::string, std::string>& was, const Leaf& leaf, const Value& planned);

// `planned` with what others decide and have changed as it is now.
Value WithOthersChanges(const Subject& subject, AccountRole role, const std::map<std::string, std::string>& was,
                        const Value& prior, Value planned);

// An error: `leaf` would change, and that is another account's decision.
void RefuseOthersDecision(const Subject& subject, const Leaf& leaf, AccountRole role, const Value& prior,
                          const Value& planned, Diagnostics& diagnostics);

}  // namespace ic::reconcile

#endif  // RECONCILE_OBJECT_OTHERS_H_
