#include "reconcile/state/address.h"

#include <algorithm>

namespace ic {
namespace {

constexpr std::size_t kMaxNameLength = 128;

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

bool IsNameCharacter(char c) { return IsLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

}  // namespace

std::string Address::ToString() const { return std::string(KindName(kind)) + "." + name; }

bool IsValidName(std::string_view name) {
  if (name.empty() || name.size() > kMaxNameLength || !IsLetter(name.front())) return false;
  return std::all_of(name.begin(), name.end(), IsNameCharacter);
}

std::optional<Address> ParseAddress(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const std::optional<Kind> kind = ParseKind(text.substr(0, dot));
  const std::string_view name = text.substr(dot + 1);
  if (!kind || !IsValidName(name)) return std::nullopt;
  return Address{*kind, std::string(name)};
}

}  // namespace ic
