// What Interconnect knows of Sky Links before it talks to it.
#ifndef ADAPTERS_SKY_TABLES_TRAITS_H_
#define ADAPTERS_SKY_TABLES_TRAITS_H_

#include <vector>

#include "adapters/common/tables/kind_tables.h"
#include "adapters/common/tables/stages.h"
#include "adapters/contract/traits.h"

namespace ic::sky {

// Live for ever.
const VendorTraits& SkyTraits();
const std::vector<KindTables>& SkyTables();
const StateTable& States();

// connection.cc
KindTables ConnectionTables();

}  // namespace ic::sky

#endif  // ADAPTERS_SKY_TABLES_TRAITS_H_
