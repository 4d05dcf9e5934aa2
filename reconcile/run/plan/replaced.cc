#include "reconcile/run/plan/replaced.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace ic::run {
namespace {

constexpr std::string_view kSuffix = ".replaced-";
constexpr std::size_t kLongestStem = 100;  // leaves room for the suffix in what IsValidName takes

}  // namespace

Address ReplacedAddress(const Address& address, const std::function<bool(const Address&)>& taken) {
  for (int number = 1;; ++number) {  // bounded by what is taken
    Address place{address.kind, fmt::format("{}{}{}", address.name.substr(0, kLongestStem), kSuffix, number)};
    if (!taken(place)) return place;
  }
}

std::optional<Address> OriginalOf(const Address& address) {
  const std::size_t at = address.name.rfind(kSuffix);
  if (at == std::string::npos || at == 0) return std::nullopt;
  const std::string_view number = std::string_view(address.name).substr(at + kSuffix.size());
  const bool digits = std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (number.empty() || !digits) return std::nullopt;
  return Address{address.kind, address.name.substr(0, at)};
}

}  // namespace ic::run
