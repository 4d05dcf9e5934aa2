// The five kinds of the vocabulary.
#ifndef ADAPTERS_CONTRACT_KIND_H_
#define ADAPTERS_CONTRACT_KIND_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ic {

enum class Kind : std::uint8_t { kConnection, kVirtualInterface, kBgpPeer, kBgpGroup, kBgpCidr };

inline constexpr std::array<Kind, 5> kAllKinds = {Kind::kConnection, Kind::kVirtualInterface, Kind::kBgpPeer,
                                                  Kind::kBgpGroup, Kind::kBgpCidr};

// "connection", "virtual_interface", … as users type them.
std::string_view KindName(Kind kind);
std::optional<Kind> ParseKind(std::string_view name);
// "connection", "virtual interface", "BGP peer", … for messages.
std::string_view KindTitle(Kind kind);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_KIND_H_
