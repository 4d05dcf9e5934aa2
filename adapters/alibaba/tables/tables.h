// The parts of AlibabaTraits(), one function a file. Only traits.cc and tests use it.
#ifndef ADAPTERS_ALIBABA_TABLES_TABLES_H_
#define ADAPTERS_ALIBABA_TABLES_TABLES_H_

#include <vector>

#include "adapters/contract/traits.h"

namespace ic::alibaba {

// Per kind, in the order of Kind.
std::vector<std::vector<Field>> VendorFields();
std::vector<Field> ProviderFields();
std::vector<Limit> Limits();
std::vector<Change> Changes();
std::vector<Rule> Rules();
std::vector<Quota> Quotas();
std::vector<CapabilityRow> Capabilities();

// VendorTraits::complete.
void Complete(Kind kind, Value& object);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_TABLES_TABLES_H_
