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

}  // namespace

std::string FaultOfOwnerName(std::string_view name) {
  if (name.empty()) return "it is empty, and so would be everybody's";
  if (name.size() > kMostCharacters) {
    return fmt::format("it has {} characters; at most {} are allowed", name.size(), kMostCharacters);
  }
  if (!std::all_of(name.begin(), name.end(), IsTaken)) {
    return "it may have letters and digits of ASCII, blanks, and _ . : / = + - @ only";
  }
  return name.front() == ' ' || name.back() == ' ' ? "it begins or ends with a blank" : "";
}

}  // namespace ic
