// The rules of a session: addresses, AS numbers, the key, subnets.
#include <algorithm>

#include <fmt/format.h>

#include "simulators/huawei/operations/checks.h"
#include "simulators/huawei/wire/error.h"
#include "simulators/huawei/world/address.h"

namespace ic::sim::huawei {
namespace {

constexpr std::int64_t kCloudAsn = 64512;
constexpr std::int64_t kMostPeerAsn = 4294967295;
constexpr std::size_t kLeastKey = 8;
constexpr std::size_t kMostKey = 255;
constexpr std::string_view kKeySpecials = "~`!,.:;-_?\"(){}[]/@#$%^&*+|\\=";

// Says what is wrong, never the key.
Status CheckKey(std::string_view key) {
  bool upper = false;
  bool lower = false;
  bool digit = false;
  bool special = false;
  for (const char c : key) {
    if (c >= 'A' && c <= 'Z') {
      upper = true;
    } else if (c >= 'a' && c <= 'z') {
      lower = true;
    } else if (c >= '0' && c <= '9') {
      digit = true;
    } else if (kKeySpecials.find(c) != std::string_view::npos) {
      special = true;
    } else {
      return ParameterError("bgp_md5 contains a character that is not allowed");
    }
  }
  if (key.size() < kLeastKey || key.size() > kMostKey) {
    return ParameterError(fmt::format("bgp_md5 must have {} to {} characters", kLeastKey, kMostKey));
  }
  if (upper + lower + digit + special < 2) {
    return ParameterError("bgp_md5 must contain two of: upper-case letters, lower-case letters, digits, specials");
  }
  return OkStatus();
}

Status CheckBgp(const Session& session, const Resource* gateway) {
  if (session.route_mode != "bgp") {
    if (session.asn == 0 && session.md5.empty()) return OkStatus();
    return ParameterError("bgp_asn and bgp_md5 belong to route_mode bgp");
  }
  if (session.asn == 0) return DcError("DC.1203", "bgp_asn is required when route_mode is bgp");
  if (session.asn < 1 || session.asn > kMostPeerAsn) {
    return DcError("DC.0008", fmt::format("bgp_asn must be from 1 to {}", kMostPeerAsn));
  }
  const std::int64_t ours = gateway == nullptr ? kCloudAsn : gateway->Number("bgp_asn");
  if (session.asn == ours || session.asn == kCloudAsn) {
    return DcError("DC.1223", fmt::format("bgp_asn {} is the cloud's own", session.asn));
  }
  return session.md5.empty() ? OkStatus() : CheckKey(session.md5);
}

// The gateway's local subnets of that family.
StatusOr<std::vector<Cidr>> LocalSubnets(std::string_view family, const Resource* gateway) {
  if (gateway == nullptr) return std::vector<Cidr>{};
  const std::string_view member = family == "ipv6" ? "local_ep_group_ipv6" : "local_ep_group";
  return ReadSubnets(member, family, ListOf(gateway->members, member), false);
}

}  // namespace

Status CheckRemoteSubnets(const OperationCall& call, std::string_view family, const std::vector<std::string>& subnets,
                          const Resource* gateway) {
  const std::int64_t most = call.world.quotas.at("remoteSubnetsPerPeer");
  if (most >= 0 && subnets.size() > static_cast<std::size_t>(most)) {
    return ParameterError(fmt::format("remote_ep_group has {} subnets, {} at most", subnets.size(), most));
  }
  IC_ASSIGN_OR_RETURN(const std::vector<Cidr> remote, ReadSubnets("remote_ep_group", family, subnets, true));
  IC_ASSIGN_OR_RETURN(const std::vector<Cidr> local, LocalSubnets(family, gateway));
  for (std::size_t i = 0; i < remote.size(); ++i) {
    for (const Cidr& one : local) {
      if (Overlap(one, remote[i])) {
        return DcError("DC.1105", fmt::format("the remote subnet {} overlaps a local subnet", subnets[i]));
      }
    }
  }
  return OkStatus();
}

Status CheckSession(const OperationCall& call, const Session& session, const Resource* gateway) {
  IC_RETURN_IF_ERROR(CheckGatewayPair(session.family, session.local, session.remote));
  IC_RETURN_IF_ERROR(CheckBgp(session, gateway));
  IC_ASSIGN_OR_RETURN(const std::vector<Cidr> local, LocalSubnets(session.family, gateway));
  const Cidr link = NetworkOf(*ParseCidr(session.local));
  for (const Cidr& one : local) {
    if (Overlap(one, link)) return DcError("DC.1105", "the gateways' subnet overlaps a local subnet");
  }
  return CheckRemoteSubnets(call, session.family, session.subnets, gateway);
}

}  // namespace ic::sim::huawei
