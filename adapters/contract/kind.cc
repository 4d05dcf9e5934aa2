#include "adapters/contract/kind.h"

#include <cstddef>

namespace ic {
namespace {

struct Words {
  std::string_view name;
  std::string_view title;
};

// In the order of Kind.
constexpr std::array<Words, kAllKinds.size()> kWords = {{
    {"connection", "connection"},
    {"virtual_interface", "virtual interface"},
    {"bgp_peer", "BGP peer"},
    {"bgp_group", "BGP group"},
    {"bgp_cidr", "BGP CIDR"},
}};

const Words& WordsOf(Kind kind) { return kWords.at(static_cast<std::size_t>(kind)); }

}  // namespace

std::string_view KindName(Kind kind) { return WordsOf(kind).name; }

std::optional<Kind> ParseKind(std::string_view name) {
  for (const Kind kind : kAllKinds) {
    if (KindName(kind) == name) return kind;
  }
  return std::nullopt;
}

std::string_view KindTitle(Kind kind) { return WordsOf(kind).title; }

}  // namespace ic
