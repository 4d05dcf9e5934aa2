// How rows of limits are read: against a value, and in words.
#ifndef ADAPTERS_CONTRACT_LIMITS_LIMIT_CHECKS_H_
#define ADAPTERS_CONTRACT_LIMITS_LIMIT_CHECKS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/contract/traits.h"
#include "base/diagnostics.h"
#include "schema/value/value.h"

namespace ic {

// "1 to 4094", "at most 47", "1 to 100 characters", "ipv4 or ipv6", "letters and digits", "nothing: <reason>".
std::string AllowedWords(const Allowed& allowed);

// A limit's field: the path without "[keys]", and whether it had that.
struct LimitField {
  std::string_view path;
  bool keys = false;
};
LimitField FieldOf(const Limit& limit);

// The row with the user's number put in, if the row is adjustable and there is one.
Limit WithOverride(const Limit& limit, const LimitOverrides& overrides);

// Checks one row against the known `value` of its `field`. `fields` is AllFields(traits, limit.kind).
void CheckLimit(const VendorTraits& traits, const Limit& limit, const Field& field, const std::vector<Field>& fields,
                const Value& value, const Value& object, Diagnostics& diagnostics);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_LIMITS_LIMIT_CHECKS_H_
