// Groups by which limits over several objects count (Quota::group), and what they are made of. An empty group: the
// object does not count (yet).
#ifndef ADAPTERS_COMMON_TABLES_QUOTA_GROUPS_H_
#define ADAPTERS_COMMON_TABLES_QUOTA_GROUPS_H_

#include <initializer_list>
#include <string>
#include <string_view>

#include "adapters/contract/kind.h"
#include "schema/value/value.h"

namespace ic {

// The text, the number at `path`; empty: not known, or not there.
std::string GroupText(const Value& object, std::string_view path);
std::string GroupNumber(const Value& object, std::string_view path);

// The parts joined, empty if one is missing.
std::string JoinedGroup(std::initializer_list<std::string> parts);

std::string ConnectionGroup(Kind kind, const Value& object);
// One VLAN on one connection.
std::string VlanGroup(Kind kind, const Value& object);
// One location of one region.
std::string LocationGroup(Kind kind, const Value& object);
// One family on one interface: an interface carries the session of its family, a peer is one on its interface.
std::string SessionGroup(Kind kind, const Value& object);
// One prefix at one that advertises it.
std::string PrefixGroup(Kind kind, const Value& object);

// Of two interfaces on one connection (Quota::clashes): one of them takes all of it.
bool UntaggedClash(Kind kind, const Value& object, Kind other_kind, const Value& other);

}  // namespace ic

#endif  // ADAPTERS_COMMON_TABLES_QUOTA_GROUPS_H_
