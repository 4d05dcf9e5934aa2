// Terraform's wire form of values: msgpack, guided by a type (DynamicValue.msgpack of tfplugin6).
//
// Facts, as https://github.com/hashicorp/terraform/blob/main/docs/plugin-protocol/object-wire-format.md has them and
// as Terraform 1.11.4 was seen to send them:
// - a number is read as an integer, a float64 or a string of decimal digits, and always written as the last: Terraform
//   1.11 compares a refreshed object with the one from its JSON state down to the precision numbers were parsed with,
//   and any other form makes `plan -refresh-only -detailed-exitcode` report changes that are none;
// - an object has exactly the attributes of its type; a null is nil;
// - every extension is an unknown value. Type 12 carries refinements (not null, a prefix, bounds), which are dropped:
//   that is always legal.
#ifndef SCHEMA_VALUE_MSGPACK_H_
#define SCHEMA_VALUE_MSGPACK_H_

#include <string>
#include <string_view>

#include "base/status.h"
#include "schema/value/type.h"
#include "schema/value/value.h"

namespace ic {

// Reads one value of `type`; what follows it is ignored, as Terraform does. Whatever the bytes are, memory stays in
// proportion to their number and recursion to the depth of `type`. kInvalidArgument names the place in the value
// (`tags["team"]`) and in the bytes, never the value itself: truncated input, a form that the type does not take,
// missing, unknown or repeated names, strings that are not UTF-8, numbers that are not finite or are too long.
StatusOr<Value> DecodeMsgpack(const Type& type, std::string_view bytes);

// Writes `value` as a value of `type`, with the names in order. Always decodable:
// a part that does not fit the type is written as null (see conform.h for finding it), absent attributes as null,
// fields the type does not have are left out, and strings are made valid UTF-8.
std::string EncodeMsgpack(const Type& type, const Value& value);

}  // namespace ic

#endif  // SCHEMA_VALUE_MSGPACK_H_
