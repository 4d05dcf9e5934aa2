#include "simulators/huawei/world/address.h"

#include <algorithm>
#include <charconv>

#include <arpa/inet.h>
#include <fmt/format.h>

#include "simulators/huawei/wire/error.h"

namespace ic::sim::huawei {
namespace {

constexpr int kShortestLink = 8;
constexpr int kLongestLink = 31;

Status BadAddress(std::string message) { return DcError("DC.0004", std::move(message)); }

// The bits behind the mask: all of them clear, or all of them set.
bool HostBits(const Cidr& cidr, bool set) {
  for (int bit = cidr.length; bit < cidr.width(); ++bit) {
    if (((cidr.bytes[bit / 8] >> (7 - bit % 8)) & 1) != (set ? 1 : 0)) return false;
  }
  return true;
}

Status CheckIpv4Pair(const Cidr& local, const Cidr& remote) {
  for (const auto& [side, cidr] : {std::pair("local", local), std::pair("remote", remote)}) {
    if (cidr.length < kShortestLink || cidr.length > kLongestLink) {
      return BadAddress(
          fmt::format("the mask of the {} gateway must be /{} to /{}", side, kShortestLink, kLongestLink));
    }
    if (cidr.length < kLongestLink && (HostBits(cidr, false) || HostBits(cidr, true))) {
      return BadAddress(fmt::format("the {} gateway is the network or the broadcast address of its subnet", side));
    }
  }
  if (local.length != remote.length || NetworkOf(local) != NetworkOf(remote)) {
    return BadAddress("the local gateway and the remote gateway must be in the same subnet");
  }
  return OkStatus();
}

const std::vector<Cidr>& NeverRemote() {
  static const auto* const ranges =
      new std::vector<Cidr>{*ParseCidr("127.0.0.0/8"), *ParseCidr("169.254.0.0/16"), *ParseCidr("224.0.0.0/3")};
  return *ranges;
}

}  // namespace

std::optional<Cidr> ParseCidr(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  Cidr cidr{.v6 = text.find(':') != std::string_view::npos};
  const std::string_view digits = text.substr(slash + 1);
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), cidr.length);
  if (digits.empty() || parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size()) return std::nullopt;
  if (cidr.length < 0 || cidr.length > cidr.width()) return std::nullopt;
  const std::string address(text.substr(0, slash));
  if (inet_pton(cidr.v6 ? AF_INET6 : AF_INET, address.c_str(), cidr.bytes.data()) != 1) return std::nullopt;
  return cidr;
}

Cidr NetworkOf(const Cidr& cidr) {
  Cidr network = cidr;
  for (int bit = cidr.length; bit < cidr.width(); ++bit) {
    network.bytes[bit / 8] &= static_cast<unsigned char>(~(1U << (7 - bit % 8)));
  }
  return network;
}

bool Overlap(const Cidr& a, const Cidr& b) {
  if (a.v6 != b.v6) return false;
  Cidr first = a;
  Cidr second = b;
  first.length = second.length = std::min(a.length, b.length);
  return NetworkOf(first) == NetworkOf(second);
}

Status CheckGatewayPair(std::string_view family, std::string_view local, std::string_view remote) {
  const auto ours = ParseCidr(local);
  const auto theirs = ParseCidr(remote);
  const bool v6 = family == "ipv6";
  for (const auto& [side, text, cidr] : {std::tuple("local", local, ours), std::tuple("remote", remote, theirs)}) {
    if (text.empty()) return ParameterError(fmt::format("the {} gateway of an {} session is missing", side, family));
    if (!cidr || cidr->v6 != v6) {
      return BadAddress(fmt::format("the {} gateway {} is not an {} address with its mask", side, text, family));
    }
  }
  if (ours->bytes == theirs->bytes) return BadAddress("the local gateway and the remote gateway must differ");
  return v6 ? OkStatus() : CheckIpv4Pair(*ours, *theirs);
}

StatusOr<std::vector<Cidr>> ReadSubnets(std::string_view what, std::string_view family,
                                        const std::vector<std::string>& texts, bool remote) {
  std::vector<Cidr> subnets;
  for (const std::string& text : texts) {
    const auto cidr = ParseCidr(text);
    if (!cidr || cidr->v6 != (family == "ipv6")) {
      return BadAddress(fmt::format("{}: {} is not an {} subnet", what, text, family));
    }
    const Cidr network = NetworkOf(*cidr);
    if (std::find(subnets.begin(), subnets.end(), network) != subnets.end()) {
      return DcError("DC.1401", fmt::format("{}: {} is there twice", what, text));
    }
    for (const Cidr& never : NeverRemote()) {
      if (remote && network.length >= never.length && Overlap(never, network))
        return BadAddress(fmt::format("{}: {} cannot be remote", what, text));
    }
    subnets.push_back(network);
  }
  return subnets;
}

}  // namespace ic::sim::huawei
