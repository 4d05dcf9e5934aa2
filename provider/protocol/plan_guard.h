// Terraform's rules for a plan, checked before Terraform does: its own message would show values and name no way out.
#ifndef PROVIDER_PROTOCOL_PLAN_GUARD_H_
#define PROVIDER_PROTOCOL_PLAN_GUARD_H_

#include <vector>

#include "base/diagnostics.h"
#include "schema/terraform/schema.h"
#include "schema/value/value.h"

namespace ic::protocol {

// An error on each attribute whose planned value Terraform 1.11 would refuse ("Provider produced invalid plan"):
// - the object is planned exactly if the configuration has it;
// - a configured value is planned as it is, or as the prior value where that stands for the same;
// - what is not configured is planned null, unless the attribute is computed;
// - configured nested objects are planned one for one, and are not unknown as a whole;
// - write-only attributes are null.
// Values of the wrong type are errors too. `prior` is null for a create, `config` and `planned` for a destroy.
Diagnostics CheckPlan(const terraform::Schema& schema, const Value& prior, const Value& config, const Value& planned);

// `paths` as Terraform accepts them in requires_replace: each cut to what exists in `prior` or `planned` (a path to
// nothing is an error there, and a parent stands for everything in it), without repetition.
std::vector<AttributePath> ExistingPaths(const std::vector<AttributePath>& paths, const Value& prior,
                                         const Value& planned);

}  // namespace ic::protocol

#endif  // PROVIDER_PROTOCOL_PLAN_GUARD_H_
