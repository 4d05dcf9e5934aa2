// Prefixes and gateway addresses of both families.
#ifndef SIMULATORS_HUAWEI_WORLD_ADDRESS_H_
#define SIMULATORS_HUAWEI_WORLD_ADDRESS_H_

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"

namespace ic::sim::huawei {

// An address with its mask, "192.168.0.1/30" or "fd00::1/64".
struct Cidr {
  bool v6 = false;
  std::array<unsigned char, 16> bytes{};  // network order; an IPv4 address fills the first four
  int length = 0;

  int width() const { return v6 ? 128 : 32; }
  bool operator==(const Cidr&) const = default;
};

std::optional<Cidr> ParseCidr(std::string_view text);
// Without the bits of the host.
Cidr NetworkOf(const Cidr& cidr);
bool Overlap(const Cidr& a, const Cidr& b);

// Both ends of a session's link. IPv4: /8 to /31, one network, different hosts, neither its first nor (up to /30) its
// last address. IPv6: two different addresses; the user guide's own example has two networks. `family` is "ipv4" or
// "ipv6".
Status CheckGatewayPair(std::string_view family, std::string_view local, std::string_view remote);

// A list of subnets of one family, none twice (DC.1401). Remote ones may not lie in loopback, link-local or multicast
// space. 100.64.0.0/10 is taken, although cloud services may break with it.
StatusOr<std::vector<Cidr>> ReadSubnets(std::string_view what, std::string_view family,
                                        const std::vector<std::string>& texts, bool remote);

}  // namespace ic::sim::huawei

#endif  // SIMULATORS_HUAWEI_WORLD_ADDRESS_H_
