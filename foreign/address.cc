#include "foreign/address.h"

#include <string>
#include <vector>

#include "base/text.h"

namespace ic::foreign {
namespace {

// What stands in the brackets of a state file's `provider["…"].alias`, otherwise all of it.
std::string_view Bare(std::string_view address) {
  const std::size_t open = address.find("[\"");
  if (open == std::string_view::npos) return address;
  const std::size_t close = address.find("\"]", open);
  return close == std::string_view::npos ? address : address.substr(open + 2, close - open - 2);
}

}  // namespace

bool NamesProvider(std::string_view address, std::string_view name) {
  const std::vector<std::string> parts = Split(Bare(address), '/');
  const std::vector<std::string> wanted = Split(name, '/');
  if (parts.size() > 3 || wanted.size() != 2 || !EqualsIgnoreCase(parts.back(), wanted[1])) return false;
  return parts.size() == 1 || EqualsIgnoreCase(parts[parts.size() - 2], wanted[0]);
}

}  // namespace ic::foreign
