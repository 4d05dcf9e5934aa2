// What the rules of several kinds share.
#ifndef ADAPTERS_AWS_TABLES_RULE_PARTS_H_
#define ADAPTERS_AWS_TABLES_RULE_PARTS_H_

#include <string>
#include <string_view>

#include "adapters/contract/limits.h"
#include "base/diagnostics.h"
#include "schema/value/value.h"

namespace ic::aws {

// "private", …; "" while it is unknown.
std::string InterfaceTypeOf(const Value& object);
// "ipv4", "ipv6"; `fallback` if it is not set, "" while it is unknown.
std::string SessionFamilyOf(const Value& object, std::string_view fallback);

// Refuses an ARN where an id is wanted, with the id that is in it.
void RefuseArn(const Value& object, const Rule& rule, std::string_view path, Diagnostics& diagnostics);

// A rule: the two ends of an IPv4 session fit together.
void CheckAddresses(const Value& object, const Rule& rule, Diagnostics& diagnostics);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_TABLES_RULE_PARTS_H_
