// Holds a vendor's tables against what they promise. Every vendor's tests call it.
#ifndef ADAPTERS_CONTRACT_LIMITS_LIMITS_CHECK_H_
#define ADAPTERS_CONTRACT_LIMITS_LIMITS_CHECK_H_

#include <string>
#include <vector>

#include "adapters/contract/traits.h"

namespace ic {

// What is wrong with the tables of `traits`, a sentence each; empty if all is well:
// - ids unique and in the vendor's name space; sources with a document and a date; words, remedies and reasons there;
// - every path (of a limit, its condition, a change, a quota) is a field of its kind;
// - every limit is interpreted: its last good values pass the audit, and its first bad ones get the row's own
//   diagnostic, which names value, limit, source and remedy;
// - every change that replaces or is refused has a reason; every field of the vendor has a description;
// - one capability row for each capability.
std::vector<std::string> CheckTables(const VendorTraits& traits);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_LIMITS_LIMITS_CHECK_H_
