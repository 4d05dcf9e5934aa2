#include "simulators/aws/operations/interface_rules.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "simulators/aws/operations/rate_limits.h"
#include "simulators/aws/world/address.h"

namespace ic::sim::aws {
namespace {

constexpr std::int64_t kMaxShortAsn = 2147483646;
constexpr std::int64_t kMaxAsn = 4294967294;
constexpr std::size_t kMaxPrefixes = 1000;

// asnLong wins if both are given; an absent one is 0, as in the service's own message.
StatusOr<std::int64_t> ReadAsn(const Json& in) {
  const bool is_long = Has(in, "asnLong");
  const std::int64_t asn = is_long ? NumberOf(in, "asnLong") : NumberOf(in, "asn");
  const std::int64_t most = is_long ? kMaxAsn : kMaxShortAsn;
  if (asn < 1) return ClientError(fmt::format("BGP ASN {} must have value greater than or equal to 1", asn));
  if (asn > most) return ClientError(fmt::format("BGP ASN {} must have value less than or equal to {}", asn, most));
  return asn;
}

Status CheckAuthKey(std::string_view key) {
  const bool printable = std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c <= '~'; });
  if (key.size() < 6 || key.size() > 80 || !printable) {
    return ClientError("BGP Auth Key must have 6 to 80 printable characters without spaces");
  }
  return OkStatus();
}

// Numbers that no session of this world has, drawn from the seed.
template <typename Taken>
std::uint32_t FreeBlock(World& world, std::uint32_t bound, const Taken& taken) {
  while (true) {  // ends: a world holds far fewer sessions than there are blocks
    const auto block = static_cast<std::uint32_t>(world.random().Below(bound));
    const bool used =
        std::any_of(world.interfaces.items().begin(), world.interfaces.items().end(), [&](const auto& interface) {
          return std::any_of(interface->peers.begin(), interface->peers.end(),
                             [&](const BgpPeer& peer) { return taken(peer, block); });
        });
    if (!used) return block;
  }
}

void AllocateAddresses(World& world, BgpPeer& peer) {
  if (peer.family == "ipv6") {
    const std::uint32_t block = FreeBlock(world, 1U << 29, [](const BgpPeer& other, std::uint32_t candidate) {
      return other.amazon_address == AmazonIpv6(candidate);
    });
    peer.amazon_address = AmazonIpv6(block);
    peer.customer_address = CustomerIpv6(block);
    return;
  }
  const std::uint32_t block = FreeBlock(world, 1U << 14, [](const BgpPeer& other, std::uint32_t candidate) {
    return other.amazon_address == AmazonIpv4(candidate);
  });
  peer.amazon_address = AmazonIpv4(block);
  peer.customer_address = CustomerIpv4(block);
}

Status ReadAddresses(World& world, const VirtualInterface& interface, const Json& in, BgpPeer& peer) {
  const bool given = Has(in, "amazonAddress") || Has(in, "customerAddress");
  if (peer.family == "ipv6") {
    if (given) return ClientError("Amazon Address and Customer Address cannot be specified for address family ipv6");
    AllocateAddresses(world, peer);
    return OkStatus();
  }
  if (!given && interface.type != "public") {
    AllocateAddresses(world, peer);
    return OkStatus();
  }
  peer.amazon_address = TextOf(in, "amazonAddress");
  peer.customer_address = TextOf(in, "customerAddress");
  return CheckIpv4Pair(peer.amazon_address, peer.customer_address, interface.type == "public");
}

Status ReadPrefixes(const Json& in, VirtualInterface& interface) {
  if (const auto list = in.find("routeFilterPrefixes"); list != in.end()) {
    for (const Json& prefix : *list) interface.prefixes.push_back(TextOf(prefix, "cidr"));
  }
  if (interface.prefixes.empty()) return ClientError("At least one route filter prefix must be specified");
  if (interface.prefixes.size() > kMaxPrefixes) {
    return ClientError(fmt::format("No more than {} route filter prefixes can be specified", kMaxPrefixes));
  }
  for (const std::string& prefix : interface.prefixes) IC_RETURN_IF_ERROR(CheckRouteFilter(prefix));
  return OkStatus();
}

Status CheckCount(std::string_view what, long held, int most, std::string_view where) {
  if (held < most) return OkStatus();
  return ClientError(fmt::format("{} has the maximum of {} {}", where, most, what));
}

// An interface on a hosted connection takes the VLAN that the partner assigned.
Status CheckVlan(const OperationCall& call, const Port& port, int vlan, const VirtualInterface* moving) {
  if (vlan < 1 || vlan > 4094) return ClientError(fmt::format("VLAN {} is invalid: it must be from 1 to 4094", vlan));
  if (port.hosted() && vlan != *port.connection->vlan) {
    return ClientError(
        fmt::format("VLAN {} does not match VLAN {} of hosted connection {}", vlan, *port.connection->vlan, port.id()));
  }
  for (const VirtualInterface* other : InterfacesOn(call.world, port.id())) {
    if (other->vlan == vlan && other != moving) return ClientError(fmt::format("VLAN {} is already in use", vlan));
  }
  return OkStatus();
}

Status CheckDxGateway(const OperationCall& call, std::string_view id, std::string_view type) {
  const DxGateway* gateway = call.world.gateways.Find(id);
  if (gateway == nullptr || gateway->life.Is({"deleting", "deleted"})) {
    return ClientError(fmt::format("Direct Connect Gateway {} does not exist", id));
  }
  const auto& items = call.world.interfaces.items();
  const auto on = [&](const auto& interface) {
    return interface->dx_gateway_id == id && !interface->life.Is({"deleting", "deleted", "rejected"});
  };
  const auto held = std::count_if(items.begin(), items.end(), on);
  const bool other = std::any_of(items.begin(), items.end(),
                                 [&](const auto& interface) { return on(interface) && interface->type != type; });
  if (other) {
    return ClientError(
        fmt::format("Direct Connect Gateway {} is attached to virtual interfaces of another type than {}", id, type));
  }
  return CheckCount("virtual interfaces", held, call.world.quotas.interfaces_per_gateway,
                    fmt::format("Direct Connect Gateway {}", id));
}

}  // namespace

Status CheckMtu(std::string_view type, std::int64_t mtu) {
  // The documents disagree on the jumbo size of private interfaces: the service takes both.
  const bool ok = mtu == 1500 || (type != "public" && mtu == 8500) || (type == "private" && mtu == 9001);
  if (ok) return OkStatus();
  return ClientError(fmt::format("MTU {} is invalid: it must be {}", mtu,
                                 type == "public"    ? "1500"
                                 : type == "private" ? "1500, 8500 or 9001"
                                                     : "1500 or 8500"));
}

Status CheckSiteLink(std::string_view type, std::string_view dx_gateway_id) {
  if (type == "public" || dx_gateway_id.empty()) {
    return ClientError("SiteLink can only be enabled on a virtual interface attached to a Direct Connect Gateway");
  }
  return OkStatus();
}

const CloudGateway* FindCloudGateway(OperationCall& call, const std::string& id) {
  CloudGateway* gateway = call.world.cloud_gateways.Find(id);
  const bool transit = id.starts_with("tgw-");
  if (gateway == nullptr) {
    if ((!transit && !id.starts_with("vgw-")) || id.find("missing") != std::string::npos) return nullptr;
    // A virtual private gateway of the old, short kind of id has the old Amazon ASN.
    const bool legacy = !transit && id.size() == std::string_view("vgw-f9eb0c90").size();
    gateway = &call.world.cloud_gateways.Add({.id = id,
                                              .type = transit ? "transitGateway" : "virtualPrivateGateway",
                                              .owner = call.account(),
                                              .region = call.region(),
                                              .asn = legacy ? 7224 : 64512});
  }
  return gateway->state == "available" && gateway->region == call.region() ? gateway : nullptr;
}

Status CheckGateways(OperationCall& call, std::string_view type, const std::string& gateway_id,
                     const std::string& dx_gateway_id) {
  if (type == "public") return OkStatus();
  if (type == "transit" && dx_gateway_id.empty()) {
    return ClientError("A Direct Connect Gateway ID must be specified for a transit virtual interface");
  }
  if (gateway_id.empty() == dx_gateway_id.empty()) {
    return ClientError("Exactly one of Virtual Gateway ID and Direct Connect Gateway ID must be specified");
  }
  if (!gateway_id.empty() && FindCloudGateway(call, gateway_id) == nullptr) {
    return ClientError(fmt::format("The VirtualGateway {} is not available", gateway_id));
  }
  return dx_gateway_id.empty() ? OkStatus() : CheckDxGateway(call, dx_gateway_id, type);
}

Status CheckPortTakes(const OperationCall& call, const Port& port, std::string_view type, int vlan,
                      const VirtualInterface* moving) {
  if (!port.life().Is({"available", "down"})) return ClientError("The specified Connection ID is not available");
  IC_RETURN_IF_ERROR(CheckVlan(call, port, vlan, moving));
  long all = 0;
  long transit = 0;
  for (const VirtualInterface* other : InterfacesOn(call.world, port.id())) {
    all += other != moving ? 1 : 0;
    transit += other != moving && other->type == "transit" ? 1 : 0;
  }
  if (port.hosted()) return CheckCount("virtual interfaces", all, 1, fmt::format("Hosted connection {}", port.id()));
  const Quotas& quotas = call.world.quotas;
  IC_RETURN_IF_ERROR(CheckCount("virtual interfaces", all, quotas.interfaces_per_connection, port.id()));
  return type == "transit" ? CheckCount("transit virtual interfaces", transit, quotas.transit_per_connection, port.id())
                           : CheckCount("private and public virtual interfaces", all - transit,
                                        quotas.private_public_per_connection, port.id());
}

StatusOr<BgpPeer> ReadPeer(OperationCall& call, const VirtualInterface& interface, const Json& in) {
  BgpPeer peer;
  peer.family = Has(in, "addressFamily") ? TextOf(in, "addressFamily") : "ipv4";
  IC_ASSIGN_OR_RETURN(peer.asn, ReadAsn(in));
  peer.auth_key = TextOf(in, "authKey");
  if (Has(in, "authKey")) {
    IC_RETURN_IF_ERROR(CheckAuthKey(peer.auth_key));
  } else {
    peer.auth_key = call.world.NewAuthKey();
  }
  IC_RETURN_IF_ERROR(ReadAddresses(call.world, interface, in, peer));
  peer.id = call.world.NewId("dxpeer");
  peer.router_up = call.options.router_up;
  return peer;
}

StatusOr<VirtualInterface> ReadInterface(OperationCall& call, const Port& port, std::string_view type, const Json& in) {
  VirtualInterface interface {
    .name = TextOf(in, "virtualInterfaceName"), .owner = call.account(), .region = call.region(),
    .connection_id = port.id(), .type = std::string(type), .gateway_id = TextOf(in, "virtualGatewayId"),
    .dx_gateway_id = TextOf(in, "directConnectGatewayId"), .site_link = FlagOf(in, "enableSiteLink"),
    .rate_limit = TextOf(in, "rateLimit")
  };
  IC_RETURN_IF_ERROR(CheckName("Virtual interface name", interface.name, 100));
  const std::int64_t vlan = NumberOf(in, "vlan");
  const std::int64_t mtu = NumberOf(in, "mtu", 1500);
  IC_RETURN_IF_ERROR(CheckMtu(type, mtu));
  interface.vlan = static_cast<int>(vlan);
  interface.mtu = static_cast<int>(mtu);
  IC_RETURN_IF_ERROR(CheckPortTakes(call, port, type, interface.vlan, nullptr));
  if (interface.site_link) IC_RETURN_IF_ERROR(CheckSiteLink(type, interface.dx_gateway_id));
  if (type == "public") IC_RETURN_IF_ERROR(ReadPrefixes(in, interface));
  IC_RETURN_IF_ERROR(CheckRateLimit(call, port.id(), interface.rate_limit, nullptr));
  IC_RETURN_IF_ERROR(CheckPrefixPools(in, type));
  if (Has(in, "prefixPoolAllocatedCountIpv4")) {
    interface.prefix_pool_ipv4 = static_cast<int>(NumberOf(in, "prefixPoolAllocatedCountIpv4"));
  }
  if (Has(in, "prefixPoolAllocatedCountIpv6")) {
    interface.prefix_pool_ipv6 = static_cast<int>(NumberOf(in, "prefixPoolAllocatedCountIpv6"));
  }
  IC_RETURN_IF_ERROR(TakePrefixes(call, nullptr, interface));
  IC_ASSIGN_OR_RETURN(interface.tags, ReadTags(in, "tags"));
  IC_ASSIGN_OR_RETURN(BgpPeer peer, ReadPeer(call, interface, in));
  peer.device = port.device();
  interface.peers.push_back(std::move(peer));
  interface.id = call.world.NewId("dxvif");
  call.target = interface.id;
  return interface;
}

}  // namespace ic::sim::aws
