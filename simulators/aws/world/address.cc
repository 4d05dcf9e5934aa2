#include "simulators/aws/world/address.h"

#include <array>
#include <charconv>
#include <utility>

#include <arpa/inet.h>
#include <fmt/format.h>

#include "simulators/aws/wire/error.h"

namespace ic::sim::aws {
namespace {

// "address/length" in two parts; nullopt if the length is not a number up to `most`.
std::optional<std::pair<std::string, int>> SplitCidr(std::string_view text, int most) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view digits = text.substr(slash + 1);
  int length = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), length);
  if (digits.empty() || parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size()) return std::nullopt;
  if (length < 0 || length > most) return std::nullopt;
  return std::pair(std::string(text.substr(0, slash)), length);
}

bool IsPrivate(std::uint32_t address) {  // RFC 1918
  return (address >> 24) == 10 || (address >> 20) == 0xac1 || (address >> 16) == 0xc0a8;
}

Status CheckEnd(std::string_view side, const Ipv4Cidr& cidr, bool is_public) {
  if (cidr.length < 31) {  // a /31 has neither (RFC 3021)
    if (cidr.address == cidr.network()) return ClientError(fmt::format("{} is address 0 on its subnet.", side));
    if (cidr.address == (cidr.network() | ~cidr.mask())) {
      return ClientError(fmt::format("{} is the broadcast address on its subnet.", side));
    }
  }
  if (is_public && IsPrivate(cidr.address)) {
    return ClientError(fmt::format("{} is not allowed to contain a private IP", side));
  }
  return OkStatus();
}

Status CheckPrefix(std::string_view cidr, int least, int most_v6) {
  const bool v6 = cidr.find(':') != std::string_view::npos;
  const int most = v6 ? most_v6 : 32;
  const auto parts = SplitCidr(cidr, v6 ? 128 : 32);
  std::array<unsigned char, 16> bytes{};
  if (!parts || inet_pton(v6 ? AF_INET6 : AF_INET, parts->first.c_str(), bytes.data()) != 1) {
    return ClientError(fmt::format("{} is not a valid CIDR", cidr));
  }
  if (parts->second < least || parts->second > most) {
    return ClientError(fmt::format("The prefix length of {} must be from /{} to /{}", cidr, least, most));
  }
  return OkStatus();
}

std::string Ipv6(std::uint32_t block, unsigned host) {
  // 2001:db8:1100:2f0:0:1 and 32 bits, of which the last three number the hosts of the /125.
  const std::uint32_t low = (block << 3) | host;
  std::array<unsigned char, 16> bytes = {0x20, 0x01, 0x0d, 0xb8, 0x11, 0x00, 0x02, 0xf0, 0, 0, 0, 1};
  for (int i = 0; i < 4; ++i) bytes[12 + i] = static_cast<unsigned char>(low >> (24 - 8 * i));
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(AF_INET6, bytes.data(), text.data(), text.size());
  return fmt::format("{}/125", text.data());
}

}  // namespace

std::optional<Ipv4Cidr> ParseIpv4Cidr(std::string_view text) {
  const auto parts = SplitCidr(text, 32);
  if (!parts) return std::nullopt;
  in_addr address{};
  if (inet_pton(AF_INET, parts->first.c_str(), &address) != 1) return std::nullopt;
  return Ipv4Cidr{ntohl(address.s_addr), parts->second};
}

std::string FormatIpv4Cidr(const Ipv4Cidr& cidr) {
  return fmt::format("{}.{}.{}.{}/{}", cidr.address >> 24, (cidr.address >> 16) & 255, (cidr.address >> 8) & 255,
                     cidr.address & 255, cidr.length);
}

Status CheckIpv4Pair(std::string_view amazon, std::string_view customer, bool is_public) {
  if (amazon.empty() || customer.empty()) {
    return ClientError("Amazon Address and Customer Address must both be specified");
  }
  const auto ours = ParseIpv4Cidr(amazon);
  if (!ours) return ClientError(fmt::format("Amazon Address {} is not a valid IPv4 CIDR", amazon));
  const auto theirs = ParseIpv4Cidr(customer);
  if (!theirs) return ClientError(fmt::format("Customer Address {} is not a valid IPv4 CIDR", customer));
  IC_RETURN_IF_ERROR(CheckEnd("Amazon Address", *ours, is_public));
  IC_RETURN_IF_ERROR(CheckEnd("Customer Address", *theirs, is_public));
  if (ours->length != theirs->length || ours->network() != theirs->network()) {
    return ClientError("Amazon Address and Customer Address must be in the same CIDR");
  }
  if (ours->address == theirs->address) {
    return ClientError("Amazon Address and Customer Address must be different");
  }
  return OkStatus();
}

Status CheckRouteFilter(std::string_view cidr) { return CheckPrefix(cidr, 1, 64); }
Status CheckAllowedPrefix(std::string_view cidr) { return CheckPrefix(cidr, 0, 128); }

std::string AmazonIpv4(std::uint32_t block) { return FormatIpv4Cidr({0xa9fe0000U + 4 * block + 1, 30}); }
std::string CustomerIpv4(std::uint32_t block) { return FormatIpv4Cidr({0xa9fe0000U + 4 * block + 2, 30}); }
std::string AmazonIpv6(std::uint32_t block) { return Ipv6(block, 1); }
std::string CustomerIpv6(std::uint32_t block) { return Ipv6(block, 6); }

}  // namespace ic::sim::aws
