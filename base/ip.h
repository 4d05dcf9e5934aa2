// IPv4 and IPv6 addresses and prefixes.
#ifndef BASE_IP_H_
#define BASE_IP_H_

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/status.h"

namespace ic {

enum class AddressFamily : std::uint8_t { kIpv4, kIpv6 };

// "ipv4", "ipv6", as users type them; "IPv4", "IPv6" for messages.
std::string_view AddressFamilyName(AddressFamily family);
std::string_view AddressFamilyTitle(AddressFamily family);

class IpAddress {
 public:
  IpAddress() = default;  // 0.0.0.0

  // Dotted decimal without leading zeros, or any IPv6 text without a zone. Otherwise kInvalidArgument.
  static StatusOr<IpAddress> Parse(std::string_view text);

  AddressFamily family() const { return family_; }
  int bits() const { return family_ == AddressFamily::kIpv4 ? 32 : 128; }
  // IPv6 as RFC 5952 wants it.
  std::string ToString() const;

  // With the host bits cleared or set; 0 <= length <= bits().
  IpAddress First(int length) const { return WithHostBits(length, 0x00); }
  IpAddress Last(int length) const { return WithHostBits(length, 0xff); }

  auto operator<=>(const IpAddress&) const = default;

 private:
  IpAddress WithHostBits(int length, std::uint8_t value) const;

  AddressFamily family_ = AddressFamily::kIpv4;
  std::array<std::uint8_t, 16> bytes_ = {};  // network order, IPv4 in the first four
};

// An address with a prefix length: an interface's address (host bits matter) or a prefix (they do not).
class Cidr {
 public:
  Cidr() = default;

  // `10.0.0.1/16`, `2001:db8::1/125`; host bits are kept. Otherwise kInvalidArgument with a full sentence.
  static StatusOr<Cidr> Parse(std::string_view text);
  // Likewise, or an address alone, `10.0.0.1`, as the prefix of that one address.
  static StatusOr<Cidr> ParseHost(std::string_view text);
  // 0 <= length <= address.bits().
  static Cidr Of(const IpAddress& address, int length) { return {address, length}; }

  const IpAddress& address() const { return address_; }
  int length() const { return length_; }
  AddressFamily family() const { return address_.family(); }
  std::string ToString() const;

  // The prefix this is in: host bits cleared.
  Cidr Prefix() const;
  bool has_host_bits() const { return Prefix() != *this; }
  // True if every address of `other` is one of this prefix. Never across families.
  bool Contains(const Cidr& other) const;
  bool Contains(const IpAddress& address) const;
  bool Overlaps(const Cidr& other) const { return Contains(other) || other.Contains(*this); }

  // The address names its whole subnet (all host bits 0) or all of its hosts (IPv4: all host bits 1). A /31 or /32
  // has neither (RFC 3021).
  bool is_network_address() const;
  bool is_broadcast_address() const;

  auto operator<=>(const Cidr&) const = default;

 private:
  Cidr(const IpAddress& address, int length) : address_(address), length_(length) {}

  IpAddress address_;
  int length_ = 0;
};

// True if some address of `cidr` is for private use (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16: RFC 1918; fc00::/7:
// RFC 4193).
bool IsPrivateUse(const Cidr& cidr);

// True if some address of `cidr` can never be announced to the internet: private use, "this network", shared
// (100.64.0.0/10), loopback, link-local, multicast and reserved ranges (RFC 6890). The ranges for documentation are not
// counted, so that examples pass.
bool IsNeverGlobal(const Cidr& cidr);

}  // namespace ic

#endif  // BASE_IP_H_
