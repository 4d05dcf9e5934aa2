// Small predicates for rules (Rule::check): what is known of an object, and refusals in the house's form. A rule adds
// nothing while what it needs is unknown.
#ifndef ADAPTERS_CONTRACT_LIMITS_REFUSE_IF_H_
#define ADAPTERS_CONTRACT_LIMITS_REFUSE_IF_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/contract/limits.h"
#include "base/ip.h"

namespace ic {

// The value at `path` (path.h) if it is known, of that type and well-formed; otherwise nullopt.
std::optional<std::string> KnownText(const Value& object, std::string_view path);
std::optional<std::int64_t> KnownInteger(const Value& object, std::string_view path);
std::optional<bool> KnownBool(const Value& object, std::string_view path);
std::optional<Cidr> KnownCidr(const Value& object, std::string_view path);
// Of a text that may be an address alone: then as the prefix of that one address (Cidr::ParseHost).
std::optional<Cidr> KnownHost(const Value& object, std::string_view path);
std::optional<std::uint32_t> KnownAsn(const Value& object, std::string_view path);
std::optional<std::int64_t> KnownBandwidth(const Value& object, std::string_view path);

// Known to be null. Unknown is neither unset nor set.
bool IsUnset(const Value& object, std::string_view path);
// Neither null nor unknown.
bool IsSet(const Value& object, std::string_view path);

// "Source: <document>, checked <date>."
std::string SourceWords(const Source& source);

// One error of `rule` at `path`: `detail` (full sentences: value, limit, way out), then the source.
void Refuse(const Rule& rule, std::string_view path, std::string_view summary, std::string_view detail,
            Diagnostics& diagnostics);

// Refused if it is known to be null.
void RefuseIfUnset(const Value& object, const Rule& rule, std::string_view path, std::string_view detail,
                   Diagnostics& diagnostics);
// Refused if it is known to be set.
void RefuseIfSet(const Value& object, const Rule& rule, std::string_view path, std::string_view detail,
                 Diagnostics& diagnostics);
// Both or neither of them.
void RefuseIfOneOfTwo(const Value& object, const Rule& rule, std::string_view a, std::string_view b,
                      Diagnostics& diagnostics);
// Both ends of a link: one prefix length, one subnet, two addresses, none of them its subnet's network or broadcast
// address. One that is written alone has the length of the other; two that are must only be two.
void RefuseUnlessLink(const Value& object, const Rule& rule, std::string_view a, std::string_view b,
                      Diagnostics& diagnostics);
// Refused if one is set, and no prefix length is written with either.
void RefuseIfBare(const Value& object, const Rule& rule, std::string_view a, std::string_view b,
                  Diagnostics& diagnostics);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_LIMITS_REFUSE_IF_H_
