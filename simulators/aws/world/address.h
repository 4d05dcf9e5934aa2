// The address rules of BGP sessions and route filters, from the user guide's prerequisites of virtual interfaces.
#ifndef SIMULATORS_AWS_WORLD_ADDRESS_H_
#define SIMULATORS_AWS_WORLD_ADDRESS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/status.h"

namespace ic::sim::aws {

// An IPv4 address with its mask, "169.254.255.1/30".
struct Ipv4Cidr {
  std::uint32_t address = 0;  // host byte order
  int length = 0;

  std::uint32_t mask() const { return length == 0 ? 0 : ~std::uint32_t{0} << (32 - length); }
  std::uint32_t network() const { return address & mask(); }
};

std::optional<Ipv4Cidr> ParseIpv4Cidr(std::string_view text);
std::string FormatIpv4Cidr(const Ipv4Cidr& cidr);

// Both ends of an IPv4 session: present, of one subnet, usable, different, and on a public interface not private.
Status CheckIpv4Pair(std::string_view amazon, std::string_view customer, bool is_public);

// One prefix of a public interface's route filter: IPv4 /1 to /32, IPv6 /1 to /64.
Status CheckRouteFilter(std::string_view cidr);
// One allowed prefix of a gateway association: any IPv4 or IPv6 prefix, a default route too.
Status CheckAllowedPrefix(std::string_view cidr);

// The two ends in the /30 that starts at 169.254.0.0 + 4 × `block`; `block` < 16384.
std::string AmazonIpv4(std::uint32_t block);
std::string CustomerIpv4(std::uint32_t block);

// The two ends of the /125 that is number `block` in the simulator's documentation range: the first and the sixth
// address, as in AWS's own example.
std::string AmazonIpv6(std::uint32_t block);
std::string CustomerIpv6(std::uint32_t block);

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_WORLD_ADDRESS_H_
