// The checks that are the same on every cloud. Used by the audit only.
#ifndef ADAPTERS_CONTRACT_LIMITS_NEUTRAL_CHECKS_H_
#define ADAPTERS_CONTRACT_LIMITS_NEUTRAL_CHECKS_H_

#include <vector>

#include "adapters/contract/traits.h"
#include "base/diagnostics.h"
#include "schema/value/value.h"

namespace ic {

// `fields` is AllFields(traits, kind).
void CheckNeutral(const VendorTraits& traits, Kind kind, const std::vector<Field>& fields, const Value& object,
                  Diagnostics& diagnostics);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_LIMITS_NEUTRAL_CHECKS_H_
