#include "base/ip.h"

#include <algorithm>
#include <charconv>
#include <span>
#include <vector>

#include <arpa/inet.h>
#include <fmt/format.h>

namespace ic {
namespace {

// The text of a prefix length: digits without sign or leading zeros.
bool ReadLength(std::string_view text, int max, int& length) {
  if (text.empty() || text.size() > 3 || text.find_first_not_of("0123456789") != std::string_view::npos) return false;
  if (text.size() > 1 && text.front() == '0') return false;
  std::from_chars(text.data(), text.data() + text.size(), length);
  return length <= max;
}

constexpr std::array<std::string_view, 4> kPrivateUse = {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"};
constexpr std::array<std::string_view, 10> kNeverGlobal = {
    "0.0.0.0/8",   "100.64.0.0/10", "127.0.0.0/8",   "169.254.0.0/16", "224.0.0.0/4",
    "240.0.0.0/4", "::/127",        "::ffff:0:0/96", "fe80::/10",      "ff00::/8"};

std::vector<Cidr> ParseAll(std::span<const std::string_view> texts) {
  std::vector<Cidr> cidrs;
  for (const std::string_view text : texts) cidrs.push_back(*Cidr::Parse(text));
  return cidrs;
}

bool OverlapsAny(const Cidr& cidr, const std::vector<Cidr>& ranges) {
  return std::ranges::any_of(ranges, [&](const Cidr& range) { return range.Overlaps(cidr); });
}

}  // namespace

std::string_view AddressFamilyName(AddressFamily family) { return family == AddressFamily::kIpv4 ? "ipv4" : "ipv6"; }
std::string_view AddressFamilyTitle(AddressFamily family) { return family == AddressFamily::kIpv4 ? "IPv4" : "IPv6"; }

StatusOr<IpAddress> IpAddress::Parse(std::string_view text) {
  IpAddress address;
  const std::string terminated(text);
  // A NUL inside would hide the rest from inet_pton.
  if (text.find('\0') == std::string_view::npos) {
    if (inet_pton(AF_INET, terminated.c_str(), address.bytes_.data()) == 1) return address;
    address.bytes_ = {};
    address.family_ = AddressFamily::kIpv6;
    if (inet_pton(AF_INET6, terminated.c_str(), address.bytes_.data()) == 1) return address;
  }
  return InvalidArgumentError(
      fmt::format("\"{}\" is not an IP address: write it as \"192.0.2.1\" or \"2001:db8::1\".", text));
}

std::string IpAddress::ToString() const {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(family_ == AddressFamily::kIpv4 ? AF_INET : AF_INET6, bytes_.data(), text.data(), text.size());
  return text.data();
}

IpAddress IpAddress::WithHostBits(int length, std::uint8_t value) const {
  IpAddress result = *this;
  for (int bit = length; bit < bits(); bit += 8 - bit % 8) {
    std::uint8_t& byte = result.bytes_.at(static_cast<std::size_t>(bit / 8));
    const auto host_mask = static_cast<std::uint8_t>(0xff >> (bit % 8));
    byte = static_cast<std::uint8_t>((byte & ~host_mask) | (value & host_mask));
  }
  return result;
}

StatusOr<Cidr> Cidr::Parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  const StatusOr<IpAddress> address = IpAddress::Parse(text.substr(0, slash));
  if (slash == std::string_view::npos && address.ok()) {
    return InvalidArgumentError(
        fmt::format("\"{0}\" has no prefix length: write it as \"{0}/{1}\", with the length of "
                    "its subnet.",
                    text, address->family() == AddressFamily::kIpv4 ? 30 : 125));
  }
  int length = 0;
  if (slash == std::string_view::npos || !address.ok()) {
    return InvalidArgumentError(fmt::format(
        "\"{}\" is not an address with a prefix length: write it as \"192.0.2.1/30\" or \"2001:db8::1/125\".", text));
  }
  if (!ReadLength(text.substr(slash + 1), address->bits(), length)) {
    return InvalidArgumentError(fmt::format("\"{}\" has a wrong prefix length: for {} it is a number from 0 to {}.",
                                            text, AddressFamilyTitle(address->family()), address->bits()));
  }
  return Cidr(*address, length);
}

StatusOr<Cidr> Cidr::ParseHost(std::string_view text) {
  if (const StatusOr<IpAddress> address = IpAddress::Parse(text); address.ok()) return Of(*address, address->bits());
  return Parse(text);
}

std::string Cidr::ToString() const { return fmt::format("{}/{}", address_.ToString(), length_); }

Cidr Cidr::Prefix() const { return {address_.First(length_), length_}; }

bool Cidr::Contains(const Cidr& other) const { return length_ <= other.length_ && Contains(other.address_); }

bool Cidr::Contains(const IpAddress& address) const {
  return family() == address.family() && address_.First(length_) == address.First(length_);
}

bool Cidr::is_network_address() const { return length_ < address_.bits() - 1 && address_ == address_.First(length_); }

bool Cidr::is_broadcast_address() const {
  return family() == AddressFamily::kIpv4 && length_ < 31 && address_ == address_.Last(length_);
}

bool IsPrivateUse(const Cidr& cidr) {
  static const std::vector<Cidr> kRanges = ParseAll(kPrivateUse);
  return OverlapsAny(cidr, kRanges);
}

bool IsNeverGlobal(const Cidr& cidr) {
  static const std::vector<Cidr> kRanges = ParseAll(kNeverGlobal);
  return IsPrivateUse(cidr) || OverlapsAny(cidr, kRanges);
}

}  // namespace ic
