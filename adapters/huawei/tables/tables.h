// The parts of HuaweiTraits(), one function a file. Only traits.cc and tests use it.
#ifndef ADAPTERS_HUAWEI_TABLES_TABLES_H_
#define ADAPTERS_HUAWEI_TABLES_TABLES_H_

#include <vector>

#include "adapters/contract/traits.h"

namespace ic::huawei {

// Per kind, in the order of Kind.
std::vector<std::vector<Field>> VendorFields();
std::vector<Field> ProviderFields();
std::vector<Limit> Limits();
std::vector<Change> Changes();
std::vector<Rule> Rules();
std::vector<Quota> Quotas();
std::vector<CapabilityRow> Capabilities();

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_TABLES_TABLES_H_
