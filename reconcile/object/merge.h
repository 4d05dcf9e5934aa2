// Merge: what the cloud says and what is known here become one object of the state.
#ifndef RECONCILE_OBJECT_MERGE_H_
#define RECONCILE_OBJECT_MERGE_H_

#include <string>
#include <vector>

#include "adapters/contract/adapter.h"
#include "base/diagnostics.h"
#include "reconcile/object/subject.h"

namespace ic::reconcile {

// The state after a read of what was known as `state`. The prior spelling stays where it means the same; what no cloud
// holds stays as it was. A value that is gone in `observed` is gone: what a cloud does not tell, its adapter leaves as
// it was. `state` null: an object that was not in a state before. `role`: this account's in the object, where that
// matters (others.h): what another one decides, and a configuration asks for only if it is written, stays as it was.
Value MergeRead(const Subject& subject, const Value& state, const Observed& observed, AccountRole role);

// The state after a change: everything planned stays exactly as planned (Terraform insists), what was left open is
// taken from `observed` (null: it could not be read). Where the cloud has another value than planned: a warning.
Value MergeApplied(const Subject& subject, const Value& planned, const Value& observed, const std::string& id,
                   Diagnostics& diagnostics);

// Leaves that `wanted` sets to something else than `observed` has, changeable in place, without secrets.
std::vector<const Leaf*> InPlaceDifferences(const Subject& subject, const Value& wanted, const Value& observed);

// The key to send, if the configuration has one.
Secrets SecretsOf(const Value& planned, const Value& config);

// `object` without its key.
Value WithoutKey(Value object);

}  // namespace ic::reconcile

#endif  // RECONCILE_OBJECT_MERGE_H_
