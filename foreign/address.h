// Which provider a state names.
#ifndef FOREIGN_ADDRESS_H_
#define FOREIGN_ADDRESS_H_

#include <string_view>

namespace ic::foreign {

// Whether `address` names the provider `name` ("hashicorp/aws"), whatever the host: Terraform's registry, OpenTofu's
// and mirrors give one provider different hosts. Three forms are in use: with a host, without, and the type alone, by
// which OpenTofu 1.10 to 1.12.3 names a provider; a state file has the first in `provider["…"]`, with an alias behind
// it.
bool NamesProvider(std::string_view address, std::string_view name);

}  // namespace ic::foreign

#endif  // FOREIGN_ADDRESS_H_
