// Which members of each kind the control address can set.
#include <functional>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "simulators/aws/control.h"

namespace ic::sim::aws {
namespace {

using Json = nlohmann::json;
using Setter = std::function<void(const Json&)>;
using Setters = std::map<std::string, Setter, std::less<>>;

Setter Text(std::string& target) {
  return [&target](const Json& value) { target = value.get<std::string>(); };
}
template <typename Number>
Setter Whole(Number& target) {
  return [&target](const Json& value) { target = value.get<Number>(); };
}
Setter Flag(bool& target) {
  return [&target](const Json& value) { target = value.get<bool>(); };
}
// Set from outside, a state stays: what was to follow by itself does not.
Setter State(Life& life, Time now = {}) {
  return [&life, now](const Json& value) {
    life.state = value.get<std::string>();
    life.next.clear();
    life.gone = life.Is({"deleted", "rejected"}) ? std::optional<Time>(now) : std::nullopt;
  };
}
// [{"key": …, "value": …}], replacing all; or {"key": "value"}, merged, null taking one away.
Setter TagList(Tags& tags) {
  return [&tags](const Json& value) {
    if (value.is_array()) tags.clear();
    for (const auto& [name, item] : value.items()) {
      const std::string key = value.is_array() ? item.at("key").get<std::string>() : name;
      std::erase_if(tags, [&](const auto& tag) { return tag.first == key; });
      const Json text = value.is_array() ? item.value("value", Json("")) : item;
      if (!text.is_null()) tags.emplace_back(key, text.get<std::string>());
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

Status Apply(const Setters& setters, const Json& members, std::string_view kind) {
  if (!members.is_object()) return InvalidArgumentError("the members must be a JSON object");
  for (const auto& [name, value] : members.items()) {
    const auto setter = setters.find(name);
    if (setter == setters.end()) {
      return InvalidArgumentError(fmt::format("\"{}\" is not a member of {} that can be set", name, kind));
    }
    try {
      setter->second(value);
    } catch (const Json::exception& failure) {
      return InvalidArgumentError(fmt::format("\"{}\" of {}: {}", name, kind, failure.what()));
    }
  }
  return OkStatus();
}

}  // namespace

Status SetConnection(const ControlContext& context, Connection& connection, const Json& members) {
  return Apply({{"connectionId", Text(connection.id)},
                {"connectionName", Text(connection.name)},
                {"ownerAccount", Text(connection.owner)},
                {"region", Text(connection.region)},
                {"location", Text(connection.location)},
                {"bandwidth", Text(connection.bandwidth)},
                {"connectionState", State(connection.life, context.now)},
                {"vlan",
                 [&](const Json& value) {
                   connection.vlan = value.is_null() ? std::nullopt : std::optional<int>(value.get<int>());
                 }},
                {"partnerName", Text(connection.partner_name)},
                {"providerName", Text(connection.provider_name)},
                {"lagId", Text(connection.lag_id)},
                {"parentConnectionId", Text(connection.parent_id)},
                {"awsDeviceV2", Text(connection.device)},
                {"requestMACSec", Flag(connection.request_macsec)},
                {"encryptionMode", Text(connection.encryption_mode)},
                {"tags", TagList(connection.tags)}},
               members, "a connection");
}

Status SetLag(const ControlContext& context, Lag& lag, const Json& members) {
  return Apply({{"lagId", Text(lag.id)},
                {"lagName", Text(lag.name)},
                {"ownerAccount", Text(lag.owner)},
                {"region", Text(lag.region)},
                {"location", Text(lag.location)},
                {"connectionsBandwidth", Text(lag.bandwidth)},
                {"lagState", State(lag.life, context.now)},
                {"providerName", Text(lag.provider_name)},
                {"awsDeviceV2", Text(lag.device)},
                {"minimumLinks", Whole(lag.minimum_links)},
                {"requestMACSec", Flag(lag.request_macsec)},
                {"encryptionMode", Text(lag.encryption_mode)},
                {"tags", TagList(lag.tags)}},
               members, "a LAG");
}

Status SetPeer(VirtualInterface& interface, BgpPeer& peer, const Json& members) {
  return Apply({{"bgpPeerId", Text(peer.id)},
                {"addressFamily", Text(peer.family)},
                {"asn", Whole(peer.asn)},
                {"asnLong", Whole(peer.asn)},
                {"authKey", Text(peer.auth_key)},
                {"amazonAddress", Text(peer.amazon_address)},
                {"customerAddress", Text(peer.customer_address)},
                {"awsDeviceV2", Text(peer.device)},
                {"bgpPeerState", State(peer.life)},
                {"bgpStatus", Text(peer.bgp_status)},
                {"router_up", [&](const Json& value) { Lifecycle::SetRouter(interface, peer, value.get<bool>()); }}},
               members, "a BGP peer");
}

Status SetInterface(const ControlContext& context, VirtualInterface& interface, const Json& members) {
  Setters setters = {{"virtualInterfaceId", Text(interface.id)},
                     {"virtualInterfaceName", Text(interface.name)},
                     {"ownerAccount", Text(interface.owner)},
                     {"region", Text(interface.region)},
                     {"connectionId", Text(interface.connection_id)},
                     {"virtualInterfaceType", Text(interface.type)},
                     {"virtualInterfaceState", State(interface.life, context.now)},
                     {"vlan", Whole(interface.vlan)},
                     {"mtu", Whole(interface.mtu)},
                     {"virtualGatewayId", Text(interface.gateway_id)},
                     {"directConnectGatewayId", Text(interface.dx_gateway_id)},
                     {"amazonSideAsn", Whole(interface.amazon_asn)},
                     {"siteLinkEnabled", Flag(interface.site_link)},
                     {"routeFilterPrefixes", Prefixes(interface.prefixes)},
                     {"tags", TagList(interface.tags)}};
  setters["reviewed"] = [&](const Json& value) {
    if (value.get<bool>()) context.life.Reviewed(interface, context.now);
  };
  setters["router_up"] = [&](const Json& value) { Lifecycle::SetRouter(interface, value.get<bool>()); };
  return Apply(setters, members, "a virtual interface");
}

Status SetGateway(DxGateway& gateway, const Json& members) {
  return Apply({{"directConnectGatewayId", Text(gateway.id)},
                {"directConnectGatewayName", Text(gateway.name)},
                {"ownerAccount", Text(gateway.owner)},
                {"amazonSideAsn", Whole(gateway.asn)},
                {"directConnectGatewayState", State(gateway.life)},
                {"stateChangeError", Text(gateway.error)},
                {"tags", TagList(gateway.tags)}},
               members, "a Direct Connect gateway");
}

Status SetCloudGateway(CloudGateway& gateway, const Json& members) {
  return Apply({{"id", Text(gateway.id)},
                {"type", Text(gateway.type)},
                {"ownerAccount", Text(gateway.owner)},
                {"region", Text(gateway.region)},
                {"amazonSideAsn", Whole(gateway.asn)},
                {"state", Text(gateway.state)}},
               members, "a gateway");
}

Status SetAssociation(Association& association, const Json& members) {
  return Apply({{"associationId", Text(association.id)},
                {"directConnectGatewayId", Text(association.dx_gateway_id)},
                {"directConnectGatewayOwnerAccount", Text(association.dx_gateway_owner)},
                {"gatewayId", Text(association.gateway.id)},
                {"gatewayType", Text(association.gateway.type)},
                {"gatewayOwnerAccount", Text(association.gateway.owner)},
                {"gatewayRegion", Text(association.gateway.region)},
                {"associationState", State(association.life)},
                {"stateChangeError", Text(association.error)},
                {"allowedPrefixesToDirectConnectGateway", Prefixes(association.prefixes)}},
               members, "an association");
}

}  // namespace ic::sim::aws
