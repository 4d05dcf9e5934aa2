// The default tags in the plan of one object: what its `tags_all` will be, and its own and the default ones together
// held against the cloud's limits. The settings themselves: tag_settings.h.
#ifndef RECONCILE_OBJECT_DEFAULT_TAGS_H_
#define RECONCILE_OBJECT_DEFAULT_TAGS_H_

#include "adapters/contract/limits/audit.h"
#include "base/diagnostics.h"
#include "reconcile/object/subject.h"
#include "schema/value/value.h"

namespace ic::reconcile {

// `tags_all` of `object`, whose own tags are `own`. Null where there are no default tags, or it takes none.
Value PlannedTagsAll(const Subject& subject, const Value& object, const Value& own);

// The tags of an object that exists, put into `planned`: `tags` as they are in `prior` where the configuration differs
// only in what the default tags say anyway (an import cannot tell whose such a tag is), and `tags_all`.
void PlanTags(const Subject& subject, const Value& prior, const Value& config, Value& planned);

// CheckDesired (desired.h), with the default tags among the object's own: limits hold for all of them together, and
// what is said of tags says which of them are default ones. A tag of its own that `ignore_tags` names is an error.
Diagnostics CheckWithDefaultTags(const Subject& subject, const Value& config, const Value& completed,
                                 const AuditOptions& options);

}  // namespace ic::reconcile

#endif  // RECONCILE_OBJECT_DEFAULT_TAGS_H_
