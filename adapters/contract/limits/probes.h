// Values made from a row of limits: the last good and the first bad ones. Used by the check of the tables, and by tests
// that hold a simulator against them.
#ifndef ADAPTERS_CONTRACT_LIMITS_PROBES_H_
#define ADAPTERS_CONTRACT_LIMITS_PROBES_H_

#include <vector>

#include "adapters/contract/traits.h"
#include "schema/value/value.h"

namespace ic {

struct Probes {
  // Objects that hold nothing but the row's field and its condition.
  std::vector<Value> good;
  std::vector<Value> bad;
};

// `fields` is AllFields(traits, limit.kind).
Probes MakeProbes(const Limit& limit, const std::vector<Field>& fields);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_LIMITS_PROBES_H_
