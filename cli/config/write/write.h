// A DesiredSet written as a configuration.
#ifndef CLI_CONFIG_WRITE_WRITE_H_
#define CLI_CONFIG_WRITE_WRITE_H_

#include <map>
#include <string>

#include "adapters/contract/factory.h"
#include "reconcile/run/set/desired_set.h"

namespace ic::cli {

// The objects as YAML, readable by LoadConfiguration to the same set. `clouds` entries come first if `with_accounts`
// (never a secret: credentials are left out).
std::string WriteYaml(const AdapterFactory& factory, const DesiredSet& set, bool with_accounts);

// The same as HCL for the provider, with an import block for each object whose import id is given.
std::string WriteHcl(const AdapterFactory& factory, const DesiredSet& set,
                     const std::map<Address, std::string>& import_ids);

// Likewise in two files: a configuration that exists may say already what the first one says.
struct HclFiles {
  std::string providers;                   // `terraform` and `provider` blocks
  std::string resources;                   // all others
  std::map<Address, std::string> address;  // of each object, as it is called there: `interconnect_connection.dc1`
};
// `moved_from`: addresses in Terraform's state of what some objects were before; a `moved` block for each.
HclFiles WriteHclFiles(const AdapterFactory& factory, const DesiredSet& set,
                       const std::map<Address, std::string>& import_ids,
                       const std::map<Address, std::string>& moved_from);

}  // namespace ic::cli

#endif  // CLI_CONFIG_WRITE_WRITE_H_
