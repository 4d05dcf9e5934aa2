// Address: how an object is named in a configuration and in the state, `virtual_interface.prod`.
#ifndef RECONCILE_STATE_ADDRESS_H_
#define RECONCILE_STATE_ADDRESS_H_

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/contract/kind.h"

namespace ic {

struct Address {
  Kind kind = Kind::kConnection;
  std::string name;

  // `virtual_interface.prod`
  std::string ToString() const;
  auto operator<=>(const Address&) const = default;
  bool operator==(const Address&) const = default;
};

// A name starts with a letter or an underscore and goes on with letters, digits, `_`, `-` and `.`; at most 128
// characters. Terraform's names are a subset but for the dot, which export replaces.
bool IsValidName(std::string_view name);

// Reads `kind.name`; nullopt if it is none.
std::optional<Address> ParseAddress(std::string_view text);

}  // namespace ic

#endif  // RECONCILE_STATE_ADDRESS_H_
