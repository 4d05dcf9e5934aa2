// Which members of each kind the control address can set.
#include <nlohmann/json.hpp>

#include "simulators/aws/control.h"
#include "simulators/server/objects/setters.h"

namespace ic::sim::aws {
namespace {

using Json = nlohmann::json;
// Set from outside, a state stays: what was to follow by itself does not.
Setter State(Life& life, Time now = {}) {
  return [&life, now](const Json& value) {
    life.state = value.get<std::string>();
    life.next.clear();
    life.gone = life.Is({"deleted", "rejected"}) ? std::optional<Time>(now) : std::nullopt;
  };
}
Setter SetCount(std::optional<int>& target) {
  return
      [&target](const Json& value) { target = value.is_null() ? std::nullopt : std::optional<int>(value.get<int>()); };
}
// Names of the keys.
Setter SetKeys(std::vector<MacSecKey>& keys) {
  return [&keys](const Json& value) {
    keys.clear();
    for (const Json& name : value) {
      keys.push_back({.secret_arn = {}, .ckn = name.get<std::string>(), .state = "associated", .start_on = {}});
    }
  };
}
// ["192.0.2.0/24"] or [{"cidr": "192.0.2.0/24"}]
Setter Prefixes(std::vector<std::string>& prefixes) {
  return [&prefixes](const Json& value) {
    prefixes.clear();
    for (const Json& item : value) {
      prefixes.push_back(item.is_object() ? item.at("cidr").get<std::string>() : item.get<std::string>());
    }
  };
}

}  // namespace

Status SetConnection(const ControlContext& context, Connection& connection, const Json& members) {
  return ApplySetters({{"connectionId", SetText(connection.id)},
                       {"connectionName", SetText(connection.name)},
                       {"ownerAccount", SetText(connection.owner)},
                       {"region", SetText(connection.region)},
                       {"location", SetText(connection.location)},
                       {"bandwidth", SetText(connection.bandwidth)},
                       {"connectionState", State(connection.life, context.now)},
                       {"vlan",
                        [&](const Json& value) {
                          connection.vlan = value.is_null() ? std::nullopt : std::optional<int>(value.get<int>());
                        }},
                       {"partnerName", SetText(connection.partner_name)},
                       {"providerName", SetText(connection.provider_name)},
                       {"lagId", SetText(connection.lag_id)},
                       {"parentConnectionId", SetText(connection.parent_id)},
                       {"awsDeviceV2", SetText(connection.device)},
                       {"requestMACSec", SetFlag(connection.request_macsec)},
                       {"encryptionMode", SetText(connection.encryption_mode)},
                       {"billingMode", SetText(connection.billing_mode)},
                       {"macSecKeys", SetKeys(connection.macsec_keys)},
                       {"prefixPoolSizeIpv4", SetCount(connection.prefix_pool_ipv4)},
                       {"prefixPoolSizeIpv6", SetCount(connection.prefix_pool_ipv6)},
                       {"tags", SetTags(connection.tags)}},
                      members, "a connection");
}

Status SetLag(const ControlContext& context, Lag& lag, const Json& members) {
  return ApplySetters({{"lagId", SetText(lag.id)},
                       {"lagName", SetText(lag.name)},
                       {"ownerAccount", SetText(lag.owner)},
                       {"region", SetText(lag.region)},
                       {"location", SetText(lag.location)},
                       {"connectionsBandwidth", SetText(lag.bandwidth)},
                       {"lagState", State(lag.life, context.now)},
                       {"providerName", SetText(lag.provider_name)},
                       {"awsDeviceV2", SetText(lag.device)},
                       {"minimumLinks", SetWhole(lag.minimum_links)},
                       {"prefixPoolSizeIpv4", SetCount(lag.prefix_pool_ipv4)},
                       {"prefixPoolSizeIpv6", SetCount(lag.prefix_pool_ipv6)},
                       {"requestMACSec", SetFlag(lag.request_macsec)},
                       {"encryptionMode", SetText(lag.encryption_mode)},
                       {"tags", SetTags(lag.tags)}},
                      members, "a LAG");
}

Status SetPeer(VirtualInterface& interface, BgpPeer& peer, const Json& members) {
  return ApplySetters(
      {{"bgpPeerId", SetText(peer.id)},
       {"addressFamily", SetText(peer.family)},
       {"asn", SetWhole(peer.asn)},
       {"asnLong", SetWhole(peer.asn)},
       {"authKey", SetText(peer.auth_key)},
       {"amazonAddress", SetText(peer.amazon_address)},
       {"customerAddress", SetText(peer.customer_address)},
       {"awsDeviceV2", SetText(peer.device)},
       {"bgpPeerState", State(peer.life)},
       {"bgpStatus", SetText(peer.bgp_status)},
       {"router_up", [&](const Json& value) { Lifecycle::SetRouter(interface, peer, value.get<bool>()); }}},
      members, "a BGP peer");
}

Status SetInterface(const ControlContext& context, VirtualInterface& interface, const Json& members) {
  Setters setters = {{"virtualInterfaceId", SetText(interface.id)},
                     {"virtualInterfaceName", SetText(interface.name)},
                     {"ownerAccount", SetText(interface.owner)},
                     {"region", SetText(interface.region)},
                     {"connectionId", SetText(interface.connection_id)},
                     {"virtualInterfaceType", SetText(interface.type)},
                     {"virtualInterfaceState", State(interface.life, context.now)},
                     {"vlan", SetWhole(interface.vlan)},
                     {"mtu", SetWhole(interface.mtu)},
                     {"virtualGatewayId", SetText(interface.gateway_id)},
                     {"directConnectGatewayId", SetText(interface.dx_gateway_id)},
                     {"amazonSideAsn", SetWhole(interface.amazon_asn)},
                     {"siteLinkEnabled", SetFlag(interface.site_link)},
                     {"routeFilterPrefixes", Prefixes(interface.prefixes)},
                     {"rateLimit", SetText(interface.rate_limit)},
                     {"prefixPoolAllocatedCountIpv4", SetCount(interface.prefix_pool_ipv4)},
                     {"prefixPoolAllocatedCountIpv6", SetCount(interface.prefix_pool_ipv6)},
                     {"tags", SetTags(interface.tags)}};
  setters["reviewed"] = [&](const Json& value) {
    if (value.get<bool>()) context.life.Reviewed(interface, context.now);
  };
  setters["router_up"] = [&](const Json& value) { Lifecycle::SetRouter(interface, value.get<bool>()); };
  setters["announced_routes"] = [&](const Json& value) {
    interface.announced_routes.reset();
    if (!value.is_null()) interface.announced_routes = value.get<std::vector<std::string>>();
  };
  return ApplySetters(setters, members, "a virtual interface");
}

Status SetGateway(DxGateway& gateway, const Json& members) {
  return ApplySetters({{"directConnectGatewayId", SetText(gateway.id)},
                       {"directConnectGatewayName", SetText(gateway.name)},
                       {"ownerAccount", SetText(gateway.owner)},
                       {"amazonSideAsn", SetWhole(gateway.asn)},
                       {"directConnectGatewayState", State(gateway.life)},
                       {"stateChangeError", SetText(gateway.error)},
                       {"tags", SetTags(gateway.tags)}},
                      members, "a Direct Connect gateway");
}

Status SetCloudGateway(CloudGateway& gateway, const Json& members) {
  return ApplySetters({{"id", SetText(gateway.id)},
                       {"type", SetText(gateway.type)},
                       {"ownerAccount", SetText(gateway.owner)},
                       {"region", SetText(gateway.region)},
                       {"amazonSideAsn", SetWhole(gateway.asn)},
                       {"state", SetText(gateway.state)}},
                      members, "a gateway");
}

Status SetAssociation(Association& association, const Json& members) {
  return ApplySetters({{"associationId", SetText(association.id)},
                       {"directConnectGatewayId", SetText(association.dx_gateway_id)},
                       {"directConnectGatewayOwnerAccount", SetText(association.dx_gateway_owner)},
                       {"gatewayId", SetText(association.gateway.id)},
                       {"gatewayType", SetText(association.gateway.type)},
                       {"gatewayOwnerAccount", SetText(association.gateway.owner)},
                       {"gatewayRegion", SetText(association.gateway.region)},
                       {"associationState", State(association.life)},
                       {"stateChangeError", SetText(association.error)},
                       {"allowedPrefixesToDirectConnectGateway", Prefixes(association.prefixes)}},
                      members, "an association");
}

}  // namespace ic::sim::aws
