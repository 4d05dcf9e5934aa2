// The parts of AwsTraits(), one function a file. Only traits.cc and tests use it.
#ifndef ADAPTERS_AWS_TABLES_TABLES_H_
#define ADAPTERS_AWS_TABLES_TABLES_H_

#include <vector>

#include "adapters/common/tables/kind_tables.h"
#include "adapters/contract/traits.h"

namespace ic::aws {

KindTables ConnectionTables();
KindTables InterfaceTables();
// The part of an interface's that says what of its connection it may take.
void AddShares(KindTables& tables);
KindTables PeerTables();
KindTables GroupTables();
KindTables CidrTables();

std::vector<Rule> ConnectionRules();
std::vector<Rule> InterfaceRules();
std::vector<Rule> PeerRules();

std::vector<Field> ProviderFields();
std::vector<std::string_view> OwnHosts();
std::vector<Quota> Quotas();
std::vector<CapabilityRow> Capabilities();
RouterFacts LinkFacts();

// VendorTraits::complete.
void Complete(Kind kind, Value& object);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_TABLES_TABLES_H_
