// Terraform's JSON form of values, as in its state file (RawState.json of tfplugin6), guided by a type.
#ifndef SCHEMA_VALUE_JSON_H_
#define SCHEMA_VALUE_JSON_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "schema/value/type.h"
#include "schema/value/value.h"

namespace ic {

// Reads a value of `type`. Lax where Terraform's own reader is: a number, bool or string is converted to the primitive
// type wanted if its text can be, and an absent attribute is null. Numbers keep every digit. Objects get no field for a
// null attribute. Fields that an object type does not have are dropped, because they are left over from an older schema
// whose attribute is gone; their paths go to `dropped` if it is given. kInvalidArgument names the place and never the
// value: text that is no JSON, values that cannot be converted, nesting deeper than 100.
StatusOr<Value> DecodeJson(const Type& type, std::string_view text, std::vector<std::string>* dropped = nullptr);

// Whether attributes of objects that are null are written. Reading makes no difference between the two.
enum class Nulls : std::uint8_t { kWritten, kLeftOut };

// Writes `value` as compact JSON, attributes of object types in the order of their names and no others. Unknown, which
// JSON cannot express, and what does not fit the type count as null.
std::string EncodeJson(const Type& type, const Value& value, Nulls nulls = Nulls::kWritten);

}  // namespace ic

#endif  // SCHEMA_VALUE_JSON_H_
