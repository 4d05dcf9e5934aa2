// Values of an object's fields as plain C++ values.
#ifndef ADAPTERS_CONTRACT_FIELD_VALUES_H_
#define ADAPTERS_CONTRACT_FIELD_VALUES_H_

#include <string>
#include <string_view>

#include "schema/value/value.h"

namespace ic {

// Text of a field, "" if it is null, unknown or no text. The other two: of a field inside the vendor's own object.
std::string TextField(const Value& object, std::string_view name);
std::string TextField(const Value& object, std::string_view vendor, std::string_view name);

// The text as a value; null if it is empty.
Value TextOrNull(std::string_view text);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_FIELD_VALUES_H_
