// Addresses, masks and prefixes, as the parameters of Express Connect write them.
#ifndef SIMULATORS_ALIBABA_WORLD_ADDRESS_H_
#define SIMULATORS_ALIBABA_WORLD_ADDRESS_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ic::sim::alibaba {

// Network byte order; an IPv4 address fills the first four bytes.
struct Address {
  bool v6 = false;
  std::array<std::uint8_t, 16> bytes{};
  bool operator==(const Address&) const = default;
};
std::optional<Address> ParseAddress(std::string_view text);

// An address and a length: "10.0.0.0/24". A bare address means all its bits.
struct Prefix {
  Address address;
  int length = 0;
};
std::optional<Prefix> ParsePrefix(std::string_view text);
// True if no bit behind the length is set.
bool HasNoHostBits(const Prefix& prefix);
// In canonical text.
std::string FormatPrefix(const Prefix& prefix);

// "255.255.255.252" → 30; nullopt if it is no mask.
std::optional<int> MaskLength(std::string_view text);

bool SameSubnet(const Address& a, const Address& b, int length);

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_WORLD_ADDRESS_H_
