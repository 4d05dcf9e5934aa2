// What the tables of several kinds share: forms of ids, and the blocks of attributes that mean the same on each.
#ifndef ADAPTERS_ALIBABA_TABLES_PARTS_H_
#define ADAPTERS_ALIBABA_TABLES_PARTS_H_

#include <string>
#include <string_view>

#include "adapters/alibaba/tables/sources.h"
#include "adapters/common/tables/kind_tables.h"

namespace ic::alibaba {

inline constexpr std::string_view kCloud = "alibaba";
inline constexpr std::string_view kWholeConnection = "everything on the connection: its virtual interfaces go with it";
inline constexpr std::string_view kWholeInterface = "all traffic of the virtual interface";
inline constexpr std::string_view kIpv6Traffic =
    "IPv6 traffic of the virtual interface, until its sessions are up again";
inline constexpr std::string_view kOneSession = "the BGP session, until it is up again";
inline constexpr std::string_view kMembers = "the sessions of the group, until they are up again";
inline constexpr std::string_view kRoutes = "traffic to the prefix, until the new one is advertised";

// Members of one kind travel in one call of its Modify.
inline constexpr std::string_view kModify = "modify";

inline constexpr std::string_view kIdRemedy =
    "Take the id from the vendor's console, its other tools, or a reference to it.";

LimitRow ConnectionIdRow();
LimitRow InterfaceIdRow(Source source, std::string_view wrong = "pc-bp1ctxy813985gkuk0001");
LimitRow CustomerAsnRow();
LimitRow PrefixesRow();
LimitRow HopsRow();
LimitRow RouteLimitRow();

// Whatever is inside the vendor's object stays as it is when it is left out.
Field OwnField(std::string description, FieldType type = FieldType::kString);

// Names of connections and virtual border routers. The first two texts are the summaries of a wrong length and of
// letters that are not allowed; then a name that is one, and one that is none; last, what else is written of letters.
void AllowName(AttributeBlock block, std::string_view length_summary, std::string_view summary,
               std::string_view example, std::string_view wrong, Source source, std::string_view older);

// What the vendor alone decides.
Field ToldField(std::string description);

void AllowDescription(AttributeBlock block, Source source);

// `description` and `resource_group_id` of connections and virtual border routers, inside the vendor's object.
void AddDescription(KindTables& tables, std::string_view noun, Source source);
void AddResourceGroup(KindTables& tables, std::string_view noun);

// `tags` and `redundancy_group`, which is kept as a tag.
void AddTags(KindTables& tables, Source cost);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_TABLES_PARTS_H_
