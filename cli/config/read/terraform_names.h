// Names here for what Terraform has under an address.
#ifndef CLI_CONFIG_READ_TERRAFORM_NAMES_H_
#define CLI_CONFIG_READ_TERRAFORM_NAMES_H_

#include <string>
#include <string_view>

namespace ic::cli {

// Of the resource `x` with the key `k` in `module.link["aws"]`: "link-aws-x-k". `module` is empty for the root, `key`
// for a resource without `count` or `for_each`. A valid name, and not always another one for another address.
std::string NameOfResource(std::string_view module, std::string_view name, std::string_view key);

}  // namespace ic::cli

#endif  // CLI_CONFIG_READ_TERRAFORM_NAMES_H_
