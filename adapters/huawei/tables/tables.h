// The parts of HuaweiTraits(), one function a file. Only traits.cc and tests use it.
#ifndef ADAPTERS_HUAWEI_TABLES_TABLES_H_
#define ADAPTERS_HUAWEI_TABLES_TABLES_H_

#include <vector>

#include "adapters/common/tables/kind_tables.h"
#include "adapters/contract/traits.h"

namespace ic::huawei {

KindTables ConnectionTables();
KindTables InterfaceTables();
KindTables PeerTables();
KindTables GroupTables();
KindTables CidrTables();

std::vector<Field> ProviderFields();
std::vector<std::string_view> OwnHosts();
std::vector<Rule> Rules();
std::vector<Quota> Quotas();
std::vector<CapabilityRow> Capabilities();
RouterFacts LinkFacts();

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_TABLES_TABLES_H_
