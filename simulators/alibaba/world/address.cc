#include "simulators/alibaba/world/address.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include "simulators/alibaba/wire/input.h"

namespace ic::sim::alibaba {
namespace {

bool Bit(const Address& address, int index) {
  return (address.bytes[static_cast<std::size_t>(index / 8)] >> (7 - index % 8) & 1) != 0;
}

}  // namespace

std::optional<Address> ParseAddress(std::string_view text) {
  const std::string copy(text);
  if (copy.find('\0') != std::string::npos) return std::nullopt;  // inet_pton would stop there
  Address address;
  if (inet_pton(AF_INET, copy.c_str(), address.bytes.data()) == 1) return address;
  address.v6 = true;
  if (inet_pton(AF_INET6, copy.c_str(), address.bytes.data()) == 1) return address;
  return std::nullopt;
}

std::optional<Prefix> ParsePrefix(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto address = ParseAddress(text.substr(0, slash));
  if (!address) return std::nullopt;
  const int most = address->v6 ? 128 : 32;
  if (slash == std::string_view::npos) return Prefix{*address, most};
  const auto length = ReadNumber(text.substr(slash + 1));
  if (!length || *length < 0 || *length > most) return std::nullopt;
  return Prefix{*address, static_cast<int>(*length)};
}

bool HasNoHostBits(const Prefix& prefix) {
  for (int i = prefix.length; i < (prefix.address.v6 ? 128 : 32); ++i) {
    if (Bit(prefix.address, i)) return false;
  }
  return true;
}

std::string FormatPrefix(const Prefix& prefix) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(prefix.address.v6 ? AF_INET6 : AF_INET, prefix.address.bytes.data(), text.data(), text.size());
  return fmt::format("{}/{}", text.data(), prefix.length);
}

std::optional<int> MaskLength(std::string_view text) {
  const auto mask = ParseAddress(text);
  if (!mask || mask->v6) return std::nullopt;
  int length = 0;
  while (length < 32 && Bit(*mask, length)) ++length;
  return HasNoHostBits({*mask, length}) ? std::optional(length) : std::nullopt;
}

bool SameSubnet(const Address& a, const Address& b, int length) {
  if (a.v6 != b.v6) return false;
  for (int i = 0; i < length; ++i) {
    if (Bit(a, i) != Bit(b, i)) return false;
  }
  return true;
}

}  // namespace ic::sim::alibaba
