// The parts of AlibabaTraits(), one function a file. Only traits.cc and tests use it.
#ifndef ADAPTERS_ALIBABA_TABLES_TABLES_H_
#define ADAPTERS_ALIBABA_TABLES_TABLES_H_

#include <vector>

#include "adapters/common/tables/kind_tables.h"
#include "adapters/contract/traits.h"

namespace ic::alibaba {

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

// VendorTraits::complete.
void Complete(Kind kind, Value& object);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_TABLES_TABLES_H_
