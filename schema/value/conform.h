// Whether a value is one of a type.
#ifndef SCHEMA_VALUE_CONFORM_H_
#define SCHEMA_VALUE_CONFORM_H_

#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "schema/value/type.h"
#include "schema/value/value.h"

namespace ic {

// The kind a value of `type` has when it is known.
Value::Kind KindOf(TypeKind type);

// "a number", "a list": for messages.
std::string_view KindName(Value::Kind kind);

struct Mismatch {
  AttributePath path;   // of a set's element: the set
  std::string problem;  // "a number is required, found a string"; never holds the value
};

// Every place where `value` is not of `type`: another kind, or a field the type does not have. Null, unknown and absent
// fields fit everywhere.
std::vector<Mismatch> FindMismatches(const Type& type, const Value& value);

}  // namespace ic

#endif  // SCHEMA_VALUE_CONFORM_H_
