// Holds the rows of a vendor's kinds against its fields and costs. Every vendor's tests call it, beside CheckTables.
#ifndef ADAPTERS_COMMON_TABLES_ROWS_CHECK_H_
#define ADAPTERS_COMMON_TABLES_ROWS_CHECK_H_

#include <string>
#include <vector>

#include "adapters/common/tables/kind_tables.h"

namespace ic {

// What is wrong with the rows, a sentence each; empty if all is well:
// - every path is a field of its kind, and has one row;
// - every attribute that a user may set and that means something to the cloud has a row, its own or that of the object
//   it is in, with a member that a create takes or a reason in `by_hand`;
// - one that changes in place has a member that a change takes, or such a reason;
// - a row with `together`, `clears` or `usual` has a member that they speak of.
// What the vendor does not support, the place and what stays on this side (timeouts, on_destroy, adopt) needs no row;
// nor do kinds that are lowered.
std::vector<std::string> CheckRows(const VendorTraits& traits, const std::vector<KindTables>& tables);

}  // namespace ic

#endif  // ADAPTERS_COMMON_TABLES_ROWS_CHECK_H_
