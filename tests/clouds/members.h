// The members of a cloud's objects that each field shows in, from the attribute rows of the vendor's tables.
#ifndef TESTS_CLOUDS_MEMBERS_H_
#define TESTS_CLOUDS_MEMBERS_H_

#include <vector>

#include "adapters/common/tables/kind_tables.h"
#include "tests/clouds/vendor.h"

namespace ic::simulation {

// `by_hand`: what no row says.
std::vector<FieldMembers> MembersOf(const std::vector<KindTables>& tables, std::vector<FieldMembers> by_hand);

}  // namespace ic::simulation

#endif  // TESTS_CLOUDS_MEMBERS_H_
