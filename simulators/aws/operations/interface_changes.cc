// What can be changed of a virtual interface in place: name, MTU, SiteLink, the port it is on; and its router
// configuration as text.
#include <fmt/format.h>

#include "simulators/aws/operations/interface_rules.h"
#include "simulators/aws/operations/interfaces.h"
#include "simulators/aws/operations/rate_limits.h"
#include "simulators/aws/world/render.h"
#include "simulators/aws/world/router_text.h"

namespace ic::sim::aws {
namespace {

Status CheckChangeable(const VirtualInterface& interface) {
  if (interface.life.Is({"deleting", "deleted", "rejected", "confirming"})) {
    return ClientError(fmt::format("Virtual Interface {} is in state {}", interface.id, interface.life.state));
  }
  return OkStatus();
}

void SetPool(const Json& in, std::string_view member, std::optional<int>& pool) {
  if (Has(in, member)) pool = static_cast<int>(NumberOf(in, member));
}

StatusOr<Json> UpdateInterface(OperationCall& call) {
  call.target = TextOf(call.in, "virtualInterfaceId");
  IC_ASSIGN_OR_RETURN(VirtualInterface * interface, OwnInterface(call, call.target));
  IC_RETURN_IF_ERROR(CheckChangeable(*interface));
  const std::int64_t mtu = NumberOf(call.in, "mtu", interface->mtu);
  const bool site_link = Has(call.in, "enableSiteLink") ? FlagOf(call.in, "enableSiteLink") : interface->site_link;
  if (Has(call.in, "mtu")) IC_RETURN_IF_ERROR(CheckMtu(interface->type, mtu));
  if (Has(call.in, "enableSiteLink") && site_link) {
    IC_RETURN_IF_ERROR(CheckSiteLink(interface->type, interface->dx_gateway_id));
  }
  if (Has(call.in, "rateLimit")) {
    IC_RETURN_IF_ERROR(CheckRateLimit(call, interface->connection_id, TextOf(call.in, "rateLimit"), interface));
  }
  IC_RETURN_IF_ERROR(CheckPrefixPools(call.in, interface->type));
  VirtualInterface wanted = *interface;
  SetPool(call.in, "prefixPoolAllocatedCountIpv4", wanted.prefix_pool_ipv4);
  SetPool(call.in, "prefixPoolAllocatedCountIpv6", wanted.prefix_pool_ipv6);
  // Fewer are always taken.
  const bool more = AllocatedPrefixes(wanted, "ipv4") > AllocatedPrefixes(*interface, "ipv4") ||
                    AllocatedPrefixes(wanted, "ipv6") > AllocatedPrefixes(*interface, "ipv6");
  if (more) IC_RETURN_IF_ERROR(TakePrefixes(call, interface, wanted));
  if (Has(call.in, "virtualInterfaceName")) {
    IC_RETURN_IF_ERROR(CheckName("Virtual interface name", TextOf(call.in, "virtualInterfaceName"), 100));
    interface->name = TextOf(call.in, "virtualInterfaceName");
  }
  if (Has(call.in, "rateLimit")) interface->rate_limit = TextOf(call.in, "rateLimit");
  interface->prefix_pool_ipv4 = wanted.prefix_pool_ipv4;
  interface->prefix_pool_ipv6 = wanted.prefix_pool_ipv6;
  interface->site_link = site_link;
  if (mtu != interface->mtu) {
    interface->mtu = static_cast<int>(mtu);
    // The port is set up anew: the interface is pending meanwhile.
    if (interface->life.Is({"available", "down"})) call.life.Pending(*interface, call.now);
  }
  return InterfaceJson(call.world, *interface, call.account());
}

// Each live peer is taken down and made again, with a new id and the same values.
void RebuildPeers(OperationCall& call, VirtualInterface& interface, const std::string& device) {
  std::vector<BgpPeer> rebuilt;
  for (BgpPeer* peer : LivePeers(interface)) {
    BgpPeer next = *peer;
    next.id = call.world.NewId("dxpeer");
    next.device = device;
    next.bgp_status = "down";
    call.life.Pending(interface, next, call.now);
    rebuilt.push_back(std::move(next));
    call.life.Deleting(*peer, call.now);
  }
  for (BgpPeer& peer : rebuilt) interface.peers.push_back(std::move(peer));
}

StatusOr<Json> AssociateInterface(OperationCall& call) {
  call.target = TextOf(call.in, "virtualInterfaceId");
  IC_ASSIGN_OR_RETURN(VirtualInterface * interface, VisibleInterface(call, call.target));
  IC_RETURN_IF_ERROR(CheckChangeable(*interface));
  IC_ASSIGN_OR_RETURN(const Port port, OwnPort(call, TextOf(call.in, "connectionId")));
  const Connection* from = call.world.connections.Find(interface->connection_id);
  if (from != nullptr && from->hosted() && (port.lag != nullptr || port.hosted())) {
    return ClientError(fmt::format("Virtual Interface {} is on a hosted connection and cannot be associated with {}",
                                   interface->id, port.id()));
  }
  IC_RETURN_IF_ERROR(CheckPortTakes(call, port, interface->type, interface->vlan, interface));
  if (port.id() != interface->connection_id) {
    VirtualInterface wanted = *interface;
    wanted.connection_id = port.id();
    IC_RETURN_IF_ERROR(TakePrefixes(call, interface, wanted));
  }
  interface->connection_id = port.id();
  RebuildPeers(call, *interface, port.device());
  call.life.Pending(*interface, call.now);
  return InterfaceJson(call.world, *interface, call.account());
}

StatusOr<Json> DescribeRouter(OperationCall& call) {
  call.target = TextOf(call.in, "virtualInterfaceId");
  IC_ASSIGN_OR_RETURN(const VirtualInterface* interface, VisibleInterface(call, call.target));
  const std::string identifier = TextOf(call.in, "routerTypeIdentifier");
  const RouterType* router = FindRouterType(identifier);
  if (router == nullptr) return ClientError(fmt::format("Router type identifier {} is invalid", identifier));
  return Json{{"customerRouterConfig", RouterText(*router, *interface, AmazonAsn(call.world, *interface))},
              {"router", RouterTypeJson(*router)},
              {"virtualInterfaceId", interface->id},
              {"virtualInterfaceName", interface->name}};
}

}  // namespace

std::span<const Operation> InterfaceChangeOperations() {
  static constexpr Operation kOperations[] = {
      {"UpdateVirtualInterfaceAttributes", UpdateInterface},
      {"AssociateVirtualInterface", AssociateInterface},
      {"DescribeRouterConfiguration", DescribeRouter},
  };
  return kOperations;
}

}  // namespace ic::sim::aws
