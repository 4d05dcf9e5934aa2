// The interpreter of limits: every violation at once, each on its attribute, naming value, limit, source and way out.
#ifndef ADAPTERS_CONTRACT_AUDIT_H_
#define ADAPTERS_CONTRACT_AUDIT_H_

#include "adapters/contract/traits.h"
#include "base/diagnostics.h"
#include "schema/value/value.h"

namespace ic {

struct AuditOptions {
  LimitOverrides overrides;  // of adjustable limits
};

// Checks one object: neutral rules (well-formed ASNs, prefixes, addresses, durations; the other vendors' objects
// refused), then the vendor's limits and rules. `object` may hold unknowns anywhere: what is unknown is not checked.
// Limits over several objects are the ledger's (reconcile/ledger.h).
Diagnostics Audit(const VendorTraits& traits, Kind kind, const Value& object, const AuditOptions& options);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_AUDIT_H_
