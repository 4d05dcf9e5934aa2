// What the tables of several kinds share: forms of ids, and the blocks of attributes that mean the same on each.
#ifndef ADAPTERS_AWS_TABLES_PARTS_H_
#define ADAPTERS_AWS_TABLES_PARTS_H_

#include <string_view>

#include "adapters/aws/tables/sources.h"
#include "adapters/common/tables/kind_tables.h"

namespace ic::aws {

inline constexpr std::string_view kCloud = "aws";
inline constexpr std::string_view kWholeConnection = "everything on the connection: its virtual interfaces go with it";
inline constexpr std::string_view kWholeInterface = "all traffic of the virtual interface";
inline constexpr std::string_view kOnlyThisSession = "the BGP session, until the new one is up";
inline constexpr std::string_view kMembers = "the sessions of its members, which are replaced";
inline constexpr std::string_view kRoutes = "traffic to the prefix, until the new one is advertised";

inline constexpr std::string_view kNameLetters = R"([\w \-,/]*)";
inline constexpr std::string_view kNameWords = "letters a to z and A to Z, digits, spaces and the characters - _ , /";

inline constexpr std::string_view kIdRemedy =
    "Take the id from the object's page, its other tool, or a reference to its id.";

// Blocks of `virtual_interface_id`, without a cost.
LimitRow InterfaceIdRow();
// The number of the customer's side, and that of AWS's, which nobody sets.
LimitRow CustomerAsnRow();
LimitRow CloudAsnRow();

// `aws.arn` and `aws.jumbo_frame_capable`, which nobody sets. `of`: "connection"; `note`: ends the description.
void AddArn(KindTables& tables, std::string_view of);
void AddJumboFrames(KindTables& tables, std::string_view of, std::string_view note);

// `tags` and `redundancy_group`, which is kept as a tag.
void AddTags(KindTables& tables);

// What the interface's own session and every other one have in common: numbers, addresses, key and BFD. `fixed`: why a
// change of one of them replaces the object (the key, on an interface, is refused instead).
void AddSession(KindTables& tables, std::string_view fixed);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_TABLES_PARTS_H_
