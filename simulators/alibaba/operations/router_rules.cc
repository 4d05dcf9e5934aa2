#include <algorithm>

#include <fmt/format.h>

#include "simulators/alibaba/operations/routers.h"
#include "simulators/alibaba/world/address.h"

namespace ic::sim::alibaba {
namespace {

constexpr std::int64_t kMaxVlan = 2999;
constexpr std::int64_t kRouterBandwidths[] = {50,   100,  200,   300,   400,   500,   1000,  2048,
                                              5120, 8192, 10240, 20480, 40960, 50120, 61440, 102400};

bool Reserved(const Address& address) {
  static const Prefix kCarrier = *ParsePrefix("100.64.0.0/10");
  return SameSubnet(address, kCarrier.address, kCarrier.length);
}

Status CheckIpv4(const Addresses& addresses) {
  const auto local = ParseAddress(addresses.local);
  const auto peer = ParseAddress(addresses.peer);
  const auto length = MaskLength(addresses.mask);
  if (!local || local->v6 || Reserved(*local)) {
    return ApiError("InvalidLocalGatewayIp.Malformed", "The specified LocalGatewayIp is not valid.");
  }
  if (!peer || peer->v6 || Reserved(*peer) || *peer == *local) {
    return ApiError("InvalidPeerGatewayIp.Malformed", "The specified PeerGatewayIp is not valid.");
  }
  if (!length || *length < 24 || *length > 30) {
    return ApiError("InvalidPeeringSubnetMask.Malformed",
                    "PeeringSubnetMask must be 255.255.255.0 to 255.255.255.252.");
  }
  if (!SameSubnet(*local, *peer, *length)) {
    return ApiError("InvalidIp.NotSameSubnet", "LocalGatewayIp and PeerGatewayIp are not in the same subnet.");
  }
  return OkStatus();
}

Status CheckIpv6(const Addresses& addresses) {
  const auto local = ParseAddress(addresses.local6);
  const auto peer = ParseAddress(addresses.peer6);
  const auto mask = ParsePrefix(addresses.mask6);
  if (!local || !local->v6) {
    return ApiError("InvalidLocalIpv6GatewayIp.Malformed", "The specified LocalIpv6GatewayIp is not valid.");
  }
  if (!peer || !peer->v6 || *peer == *local) {
    return ApiError("InvalidPeerIpv6GatewayIp.Malformed", "The specified PeerIpv6GatewayIp is not valid.");
  }
  if (!mask || !mask->address.v6) {
    return ApiError("IllegalParam.PeeringIpv6SubnetMask",
                    "PeeringIpv6SubnetMask must be an IPv6 prefix, such as 2408:4004:cc:400::/56.");
  }
  if (!SameSubnet(*local, mask->address, mask->length) || !SameSubnet(*peer, mask->address, mask->length)) {
    return ApiError("InvalidIp.NotSameSubnet", "The IPv6 addresses are not in the same subnet.");
  }
  return OkStatus();
}

}  // namespace

StatusOr<Addresses> ReadAddresses(const OperationCall& call, const Input& in, Addresses addresses) {
  const auto set = [&](const char* name, std::string& target) {
    if (in.Has(name)) target = in.Text(name);
  };
  set("LocalGatewayIp", addresses.local);
  set("PeerGatewayIp", addresses.peer);
  set("PeeringSubnetMask", addresses.mask);
  set("LocalIpv6GatewayIp", addresses.local6);
  set("PeerIpv6GatewayIp", addresses.peer6);
  set("PeeringIpv6SubnetMask", addresses.mask6);
  if (in.Has("EnableIpv6")) addresses.ipv6 = in.Flag("EnableIpv6");
  for (const auto& [name, value] :
       {std::pair("LocalGatewayIp", &addresses.local), std::pair("PeerGatewayIp", &addresses.peer),
        std::pair("PeeringSubnetMask", &addresses.mask)}) {
    if (value->empty()) {
      return ApiError("MissingParameter",
                      fmt::format("The input parameter \"{}\" that is mandatory for processing this "
                                  "request is not supplied.",
                                  name));
    }
  }
  IC_RETURN_IF_ERROR(CheckIpv4(addresses));
  if (!addresses.ipv6) {
    addresses.local6.clear();
    addresses.peer6.clear();
    addresses.mask6.clear();
    return addresses;
  }
  if (!call.world.switches.ipv6) {
    return ApiError("OperationUnsupported.IPV6ForThisRegion", "IPv6 is not supported in this region.");
  }
  IC_RETURN_IF_ERROR(CheckIpv6(addresses));
  return addresses;
}

Status CheckVlan(const World& world, std::string_view circuit_id, std::int64_t vlan, std::string_view router_id) {
  if (vlan < 0 || vlan > kMaxVlan) {
    return ApiError("InvalidVlanId.Malformed", fmt::format("VlanId must be from 0 to {}.", kMaxVlan));
  }
  bool used = false;
  const auto take = [&](std::int64_t other) { used = used || other == vlan || other == 0 || vlan == 0; };
  for (const auto& router : world.routers.items()) {
    if (router->id == router_id) continue;
    if (router->circuit_id == circuit_id) take(router->vlan);
    for (const Association& one : router->associations) {
      if (one.circuit_id == circuit_id) take(one.vlan);
    }
  }
  for (const auto& circuit : world.circuits.items()) {
    if (circuit->parent_id == circuit_id && circuit->vpconn_status != "Deleted") take(circuit->vlan);
  }
  if (!used) return OkStatus();
  return ApiError("InvalidVlanId.Used", fmt::format("The VLAN {} is in use on the physical connection.", vlan));
}

Status RefuseOwners(const Input& in) {
  for (const char* name : {"LocalGatewayIp", "PeerGatewayIp", "PeeringSubnetMask", "Name", "Description", "EnableIpv6",
                           "LocalIpv6GatewayIp", "PeerIpv6GatewayIp", "PeeringIpv6SubnetMask"}) {
    if (in.Has(name)) {
      return ApiError(fmt::format("Forbidden.{}NotAllowedByCaller", name),
                      fmt::format("{} is the VBR owner's to set.", name), 403);
    }
  }
  return OkStatus();
}

Status CheckRouterTexts(const Input& in) {
  if (in.Has("Name") && !GoodName(in.Text("Name"))) {
    return ApiError("InvalidName.Malformed", "The name must have 2 to 128 characters and begin with a letter.");
  }
  if (in.Has("Description") && !in.Text("Description").empty() && !GoodDescription(in.Text("Description"))) {
    return ApiError("InvalidDescription.Malformed",
                    "The description must have 2 to 256 characters and begin with a letter.");
  }
  return OkStatus();
}

Status CheckRouterBandwidth(const Input& in) {
  if (!in.Has("Bandwidth")) return OkStatus();
  const std::int64_t bandwidth = in.Number("Bandwidth");
  if (OneOf(kRouterBandwidths, bandwidth)) return OkStatus();
  return ApiError("InvalidBandwidth", fmt::format("The bandwidth {} is not one that a VBR can have.", bandwidth));
}

StatusOr<Router*> FindOwnRouter(OperationCall& call, const std::string& id, int http_status) {
  call.target = id;
  Router* found = OwnRouter(call, id);
  if (found == nullptr) return ApiError("InvalidVbrId.NotFound", "The VbrId provided does not exist.", http_status);
  return found;
}

}  // namespace ic::sim::alibaba
