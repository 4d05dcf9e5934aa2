// The provider's functions on plain values: `asn_plain`, `asn_dot`, `link_addresses`, `import_id`, `parse_id` and
// `vlan_free`. They look at their arguments and at nothing else.
#ifndef PROVIDER_RESOURCES_VALUE_FUNCTIONS_H_
#define PROVIDER_RESOURCES_VALUE_FUNCTIONS_H_

#include <map>
#include <memory>
#include <string>

#include "adapters/contract/factory.h"
#include "schema/terraform/function.h"

namespace ic {

// By name. `factory` says which clouds there are, and outlives them.
std::map<std::string, std::unique_ptr<terraform::Function>> ValueFunctions(const AdapterFactory& factory);

}  // namespace ic

#endif  // PROVIDER_RESOURCES_VALUE_FUNCTIONS_H_
