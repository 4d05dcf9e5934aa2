// Dotted paths of fields ("vlan", "aws.encryption_mode"), as the tables write them.
#ifndef ADAPTERS_CONTRACT_PATH_H_
#define ADAPTERS_CONTRACT_PATH_H_

#include <string_view>
#include <vector>

#include "adapters/contract/fields.h"
#include "base/diagnostics.h"
#include "schema/value/value.h"

namespace ic {

AttributePath PathOf(std::string_view path);

// The field at `path`, or null.
const Field* FindFieldAt(const std::vector<Field>& fields, std::string_view path);

// The value at `path`: null if an object on the way is null, unknown if one is unknown.
const Value& ValueAt(const Value& object, std::string_view path);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_PATH_H_
