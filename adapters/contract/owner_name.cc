#include "adapters/contract/owner_name.h"

#include <algorithm>

#include <fmt/format.h>

namespace ic {
namespace {

constexpr std::size_t kMostCharacters = 128;

bool IsTaken(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return letter || (c >= '0' && c <= '9') || std::string_view(" _.:/=+-@").find(c) != std::string_view::npos;
}

bool HasAddress(std::string_view name) {
  return name.find("http://") != std::string_view::npos || name.find("https://") != std::string_view::npos;
}

}  // namespace

std::string FaultOfOwnerName(std::string_view name) {
  if (name.empty()) return "it is empty, and so would be everybody's";
  if (name.size() > kMostCharacters) {
    return fmt::format("it has {} characters; at most {} are allowed", name.size(), kMostCharacters);
  }
  if (!std::all_of(name.begin(), name.end(), IsTaken)) {
    return "it may have letters and digits of ASCII, blanks, and _ . : / = + - @ only";
  }
  if (name.front() == ' ' || name.back() == ' ') return "it begins or ends with a blank";
  return HasAddress(name) ? "it has http:// or https:// in it, which not every cloud takes in a tag" : "";
}

}  // namespace ic
