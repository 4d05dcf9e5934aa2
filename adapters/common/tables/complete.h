// What of a desired object follows from the configuration alone, on every cloud.
#ifndef ADAPTERS_COMMON_TABLES_COMPLETE_H_
#define ADAPTERS_COMMON_TABLES_COMPLETE_H_

#include "adapters/contract/kind.h"
#include "schema/value/value.h"

namespace ic {

// A BGP peer's family is that of its addresses, where it is not set. Other kinds stay as they are.
void TakeFamilyFromAddresses(Kind kind, Value& object);

}  // namespace ic

#endif  // ADAPTERS_COMMON_TABLES_COMPLETE_H_
