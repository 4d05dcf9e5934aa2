#include "reconcile/run/import/naming.h"

#include <algorithm>

#include <fmt/format.h>

namespace ic::run {
namespace {

// Leaves room for a number below the longest name there may be.
constexpr std::size_t kLongestName = 100;

bool IsWord(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

}  // namespace

std::string AsName(std::string_view text) {
  std::string name;
  for (const char c : text) {
    const char kept = IsWord(c) || c == '.' ? c : '-';
    if (kept == '-' && (name.empty() || name.back() == '-')) continue;
    name += kept;
    if (name.size() == kLongestName) break;
  }
  while (!name.empty() && !IsWord(name.back())) name.pop_back();
  while (!name.empty() && !IsWord(name.front())) name.erase(name.begin());
  return name;
}

Address Naming::NameFor(Kind kind, std::string_view name, std::string_view id) {
  std::string base = AsName(name);
  if (base.empty()) base = fmt::format("{}-{}", KindName(kind), AsName(id));
  if (!IsValidName(base)) base = AsName(fmt::format("{}-{}", KindName(kind), base));
  Address address{kind, base};
  for (std::size_t number = 2; !taken_.insert(address).second; ++number) {
    address.name = fmt::format("{}-{}", base, number);
  }
  return address;
}

}  // namespace ic::run
