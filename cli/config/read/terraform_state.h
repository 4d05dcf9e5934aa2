// A Terraform state read into a DesiredSet.
#ifndef CLI_CONFIG_READ_TERRAFORM_STATE_H_
#define CLI_CONFIG_READ_TERRAFORM_STATE_H_

#include <map>
#include <string>
#include <string_view>

#include "adapters/contract/factory.h"
#include "base/status.h"
#include "cli/config/read/load.h"

namespace ic::cli {

struct TerraformSet {
  LoadedSet loaded;
  std::map<Address, std::string> import_ids;  // of those that have what it takes
};

// Reads `terraform show -json` (a state): objects of this provider, ids among them turned into references.
StatusOr<TerraformSet> ReadTerraformState(const AdapterFactory& factory, std::string_view json);

}  // namespace ic::cli

#endif  // CLI_CONFIG_READ_TERRAFORM_STATE_H_
