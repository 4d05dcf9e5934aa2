// Desired: what a configuration asks for, completed with everything that is known before any call, and checked.
#ifndef RECONCILE_OBJECT_DESIRED_H_
#define RECONCILE_OBJECT_DESIRED_H_

#include "adapters/contract/limits/audit.h"
#include "base/diagnostics.h"
#include "reconcile/object/vendor_tables.h"
#include "schema/value/value.h"

namespace ic::reconcile {

// `config` with the neutral defaults, what it takes from a lowered group, and the vendor's own defaults. Never changes
// a value that is set. Fields that are null may be left out.
Value Complete(const VendorTables& tables, Value config);

// Everything that is wrong with `completed` (an object made by Complete) as far as it is known.
Diagnostics CheckDesired(const VendorTables& tables, const Value& config, const Value& completed,
                         const AuditOptions& options);

// Errors for a version of a key that is to be noted (`planned` has another than `prior`, null for a new object) while
// `config` has no key that goes with it. CheckDesired cannot tell: a version that stays may be without its key.
void CheckKeyIsThere(const Value& config, const Value& prior, const Value& planned, Diagnostics& diagnostics);

// Errors for keys that are there but empty, as CheckDesired has them: for what becomes known when it is applied.
void CheckKeysAreNotEmpty(const Value& config, Diagnostics& diagnostics);

}  // namespace ic::reconcile

#endif  // RECONCILE_OBJECT_DESIRED_H_
