// The ways to write in a configuration that there is nothing.
#ifndef RECONCILE_RUN_TESTING_SPELLINGS_H_
#define RECONCILE_RUN_TESTING_SPELLINGS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "adapters/contract/fields.h"
#include "base/random.h"
#include "schema/value/value.h"

namespace ic {

// Writes nothing, in one of its spellings, into fields of `object` that are left out, each with that chance. It is as
// good as not written: no call may come of it.
void SpellNothing(const std::vector<Field>& fields, std::uint64_t percent, Random& random, Value& object);

// False if it is left out, or something of `object` that spells nothing.
bool SaysText(const Value& object, std::string_view name);

}  // namespace ic

#endif  // RECONCILE_RUN_TESTING_SPELLINGS_H_
