// Small helpers over the values that links are made of.
#ifndef ROUTER_VALUES_H_
#define ROUTER_VALUES_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/ip.h"
#include "schema/value/value.h"

namespace ic::router {

// The text at `name`; empty if it is absent, unknown or no text.
std::string TextAt(const Value& object, std::string_view name);
std::optional<std::int64_t> NumberAt(const Value& object, std::string_view name);
// False if it is absent or unknown.
bool FlagAt(const Value& object, std::string_view name);

// Puts what is there; nothing else.
void PutText(Value& object, std::string_view name, std::string_view text);
void PutNumber(Value& object, std::string_view name, const std::optional<std::int64_t>& number);
void PutFlag(Value& object, std::string_view name, bool flag);

// "255.255.255.252" of 30, "0.0.0.3" turned round.
std::string Netmask(int length);
std::string Wildcard(int length);

// Prefixes as PrefixFields in fields.cc says.
Value PrefixList(const std::set<Cidr>& prefixes);

}  // namespace ic::router

#endif  // ROUTER_VALUES_H_
