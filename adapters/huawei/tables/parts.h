// What the tables of several kinds share: forms of ids, and the blocks of attributes that mean the same on each.
#ifndef ADAPTERS_HUAWEI_TABLES_PARTS_H_
#define ADAPTERS_HUAWEI_TABLES_PARTS_H_

#include <string>
#include <string_view>

#include "adapters/common/tables/kind_tables.h"
#include "adapters/huawei/tables/sources.h"
#include "adapters/huawei/tables/traits.h"

namespace ic::huawei {

inline constexpr std::string_view kWholeConnection = "everything on the connection: its virtual interfaces go with it";
inline constexpr std::string_view kWholeInterface = "all traffic of the virtual interface";
inline constexpr std::string_view kOnlyThisSession = "the BGP session, until the new one is up";
inline constexpr std::string_view kMembers = "the sessions of its members, which are replaced";
inline constexpr std::string_view kRoutes = "traffic to the prefix, until the new one is advertised";

// A UUID; `words` says whose.
LimitRow UuidRow(std::string_view words, std::string_view summary);
LimitRow InterfaceIdRow();
LimitRow ProjectIdRow();
LimitRow CustomerAsnRow();
LimitRow CloudAsnRow(std::string_view reason);

// A field of the vendor's own object that is, left out, what the cloud has; and one that is only read.
Field OpenField(std::string description, FieldType type = FieldType::kString);
Field ToldField(std::string description);

void AllowName(AttributeBlock block);
void AllowDescription(AttributeBlock block);

// `tags`, of which `most` may be the user's; `why` names the source of that number.
void AddTags(KindTables& tables, std::int64_t most, Source why);

// What the interface's own session and every other one have in common. `fixed`: why a change replaces the object (the
// key, on an interface, is refused instead).
void AddSession(KindTables& tables, std::string_view fixed);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_TABLES_PARTS_H_
