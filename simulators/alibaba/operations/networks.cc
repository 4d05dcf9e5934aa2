// BGP networks: the prefixes that a VBR announces to the data centre.
#include <algorithm>

#include <fmt/format.h>

#include "simulators/alibaba/operations/bgp.h"
#include "simulators/alibaba/world/address.h"
#include "simulators/alibaba/world/render.h"

namespace ic::sim::alibaba {
namespace {

StatusOr<Prefix> ReadNetwork(const OperationCall& call, const Router& router) {
  const std::string text = call.in.Text("DstCidrBlock");
  const auto prefix = text.find('/') == std::string::npos ? std::nullopt : ParsePrefix(text);
  if (!prefix) return ApiError("InvalidDestCidrBlock.Malformed", "The specified DstCidrBlock is not a CIDR block.");
  if (!HasNoHostBits(*prefix)) {
    return ApiError("IllegalParamFormat.DstCidrBlock", "The specified DstCidrBlock has host bits set.");
  }
  const bool multicast =
      prefix->address.v6 ? prefix->address.bytes[0] == 0xff : (prefix->address.bytes[0] & 0xf0) == 0xe0;
  if (multicast) {
    return ApiError("IllegalParam.ConflictWithDClass", "The specified DstCidrBlock is a multicast block.");
  }
  if (prefix->address.v6 && !router.addresses.ipv6) return Illegal("IpVersion", "IPv6 is not enabled on the VBR");
  return *prefix;
}

Network* Find(const OperationCall& call, const Router& router, const std::string& cidr) {
  const auto wanted = ParsePrefix(cidr);
  for (Network* network : NetworksOf(call.world, router.id)) {
    if (wanted && network->cidr == FormatPrefix(*wanted)) return network;
  }
  return nullptr;
}

Status CheckUplink(const OperationCall& call, const Router& router) {
  const bool interface =
      std::any_of(call.world.interfaces.items().begin(), call.world.interfaces.items().end(),
                  [&](const auto& one) { return one->router_id == router.id && one->status == "Active"; });
  if (router.uplink || interface) return OkStatus();
  return ApiError("OperationFailed.NoActiveRouterInterface", "The VBR has no active router interface.");
}

StatusOr<Json> AddBgpNetwork(OperationCall& call) {
  const Input& in = call.in;
  call.target = in.Text("RouterId");
  const Router* router = OwnRouter(call, call.target);
  if (router == nullptr) return ApiError("InvalidVbrNetwork", "vbr netowrk not exists");
  IC_ASSIGN_OR_RETURN(const Prefix prefix, ReadNetwork(call, *router));
  const std::string vpc = in.Text("VpcId");
  if (!vpc.empty() && (!vpc.starts_with("vpc-") || vpc.find("missing") != std::string::npos)) {
    return ApiError("InvalidParams.NotFound", "vpc instance not found");
  }
  IC_RETURN_IF_ERROR(CheckTrafficService(call));
  IC_RETURN_IF_ERROR(CheckActive(*router));
  IC_RETURN_IF_ERROR(CheckUplink(call, *router));
  const std::string cidr = FormatPrefix(prefix);
  if (Find(call, *router, cidr) != nullptr) {
    return ApiError("Duplicated.CidrBlock", "The specified DstCidrBlock already exists.");
  }
  if (static_cast<int>(NetworksOf(call.world, router->id).size()) >= call.world.quotas.networks_per_router) {
    return ApiError("QuotaExceeded.BgpNetwork", "bgp network count per vbr quota exceed.");
  }
  Network& network = call.world.networks.Add({.id = fmt::format("{}/{}", router->id, cidr),
                                              .owner = call.account(),
                                              .region = call.region,
                                              .router_id = router->id,
                                              .cidr = cidr,
                                              .vpc_id = vpc});
  call.life.Starting(network.life, "Pending", "Available", call.now);
  return Json::object();
}

StatusOr<Json> DeleteBgpNetwork(OperationCall& call) {
  call.target = call.in.Text("RouterId");
  const Router* router = OwnRouter(call, call.target);
  if (router == nullptr) return ApiError("InvalidVbrNetwork", "vbr netowrk not exists");
  Network* network = Find(call, *router, call.in.Text("DstCidrBlock"));
  if (network == nullptr) return ApiError("InvalidParams.NotFound", "instance not found");
  IC_RETURN_IF_ERROR(CheckAvailable(network->life));
  call.life.Deleting(network->life, call.now);
  return Json::object();
}

StatusOr<Json> DescribeBgpNetworks(OperationCall& call) {
  std::vector<const Network*> list;
  for (const auto& network : call.world.networks.items()) {
    if (network->owner != call.account() || network->region != call.region) continue;
    if (Wanted(call, "RouterId", network->router_id)) list.push_back(network.get());
  }
  return NumberedPage(call, "BgpNetworks", "BgpNetwork", list, NetworkJson);
}

}  // namespace

std::span<const Operation> NetworkOperations() {
  static constexpr Operation kOperations[] = {
      {"AddBgpNetwork", AddBgpNetwork},
      {"DeleteBgpNetwork", DeleteBgpNetwork},
      {"DescribeBgpNetworks", DescribeBgpNetworks},
  };
  return kOperations;
}

}  // namespace ic::sim::alibaba
