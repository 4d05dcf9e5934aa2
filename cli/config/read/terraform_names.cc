#include "cli/config/read/terraform_names.h"

#include <cstddef>

#include "reconcile/state/address.h"

namespace ic::cli {
namespace {

// "link-aws" of `module.link["aws"]`; "" of the root.
std::string Prefix(std::string_view address) {
  std::string prefix;
  std::size_t at = 0;
  while (at < address.size()) {
    constexpr std::string_view kModule = "module.";
    if (address.compare(at, kModule.size(), kModule) == 0 && (at == 0 || address[at - 1] == '.')) {
      at += kModule.size();
      continue;
    }
    prefix += address[at++];
  }
  return prefix;
}

// Letters, digits, `_`, `-` and `.`; anything else becomes `-`, of which one is enough.
std::string ValidName(std::string_view text) {
  std::string name;
  for (char c : text) {
    const bool valid =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    if (!valid) c = '-';
    if (c == '-' && (name.empty() || name.back() == '-')) continue;
    if (c == '.' && name.ends_with('-')) name.pop_back();
    name += c;
  }
  while (name.ends_with('-')) name.pop_back();
  if (!IsValidName(name.substr(0, 1))) name.insert(0, 1, '_');
  constexpr std::size_t kLongest = 120;  // leaves room for what makes it unique
  return name.substr(0, kLongest);
}

}  // namespace

std::string NameOfResource(std::string_view module, std::string_view name, std::string_view key) {
  std::string all = module.empty() ? std::string() : Prefix(module) + "-";
  all += name;
  if (!key.empty()) {
    all += '-';
    all += key;
  }
  return ValidName(all);
}

}  // namespace ic::cli
