#include "simulators/aws/world/render.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <nlohmann/json.hpp>

#include "simulators/aws/world/router_xml.h"

namespace ic::sim::aws {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kPublicAsn = 7224;
constexpr std::int64_t kLargestShortAsn = INT32_MAX;

bool Lit(const Life& life) { return life.Is({"available", "down"}); }

void AddMacSec(Json& json, bool capable, const std::string& mode, const std::vector<MacSecKey>& keys) {
  json["macSecCapable"] = capable;
  if (!capable) return;
  json["encryptionMode"] = mode;
  json["macSecKeys"] = MacSecKeysJson(keys);
}

// A long ASN does not fit the older member, which is then 0.
void AddAsn(Json& json, std::int64_t asn) {
  json["asn"] = asn <= kLargestShortAsn ? asn : 0;
  json["asnLong"] = asn;
}

Json PeerJson(const BgpPeer& peer) {
  Json json{{"bgpPeerId", peer.id},
            {"authKey", peer.auth_key},
            {"addressFamily", peer.family},
            {"amazonAddress", peer.amazon_address},
            {"customerAddress", peer.customer_address},
            {"bgpPeerState", peer.life.state},
            {"bgpStatus", peer.bgp_status},
            {"awsDeviceV2", peer.device},
            {"awsLogicalDeviceId", peer.device}};
  AddAsn(json, peer.asn);
  return json;
}

Json AssociatedGatewayJson(const CloudGateway& gateway) {
  return {{"id", gateway.id}, {"type", gateway.type}, {"ownerAccount", gateway.owner}, {"region", gateway.region}};
}

// What a port shows once its router is known; both kinds of port share these members.
void AddPortFacts(Json& json, const Connection& port, std::string_view viewer) {
  json["region"] = port.region;
  json["location"] = port.location;
  json["bandwidth"] = port.bandwidth;
  json["jumboFrameCapable"] = Lit(port.life);
  json["hasLogicalRedundancy"] = Lit(port.life) ? "no" : "unknown";
  json["tags"] = TagsJson(viewer == port.owner ? port.tags : Tags());
  AddMacSec(json, port.request_macsec, port.encryption_mode, port.macsec_keys);
  if (!port.provider_name.empty()) json["providerName"] = port.provider_name;
  if (!port.lag_id.empty()) json["lagId"] = port.lag_id;
  if (port.loa_time) json["loaIssueTime"] = EpochSeconds(*port.loa_time);
  if (!Lit(port.life)) return;
  json["awsDevice"] = port.device;
  json["awsDeviceV2"] = port.device;
  json["awsLogicalDeviceId"] = port.device;
  if (port.request_macsec)
    json["portEncryptionStatus"] = port.macsec_keys.empty() ? "Encryption Down" : "Encryption Up";
}

// What interfaces may take of a port, and what they have taken.
void AddShares(Json& json, const World& world, const std::string& port_id) {
  const std::optional<int> four = PrefixPool(world, port_id, "ipv4");
  const std::optional<int> six = PrefixPool(world, port_id, "ipv6");
  if (!four && !six) return;
  const PortUse use = UseOf(world, port_id);
  if (four) {
    json["prefixPoolSizeIpv4"] = *four;
    json["prefixPoolUnallocatedCountIpv4"] = std::max(0, *four - use.prefixes_ipv4);
  }
  if (six) {
    json["prefixPoolSizeIpv6"] = *six;
    json["prefixPoolUnallocatedCountIpv6"] = std::max(0, *six - use.prefixes_ipv6);
  }
  const int most = world.quotas.rate_limiters_per_connection;
  json["rateLimiterStatus"] = {
      {"maxAllowed", most}, {"inUse", use.rate_limiters}, {"remaining", std::max(0, most - use.rate_limiters)}};
}

}  // namespace

double EpochSeconds(Time time) {
  const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
  return static_cast<double>(since.count()) / 1000.0;
}

Json TagsJson(const Tags& tags) {
  Json list = Json::array();
  for (const auto& [key, value] : tags) list.push_back({{"key", key}, {"value", value}});
  return list;
}

Json MacSecKeysJson(const std::vector<MacSecKey>& keys) {
  Json list = Json::array();
  for (const MacSecKey& key : keys) {
    list.push_back({{"secretARN", key.secret_arn}, {"ckn", key.ckn}, {"state", key.state}, {"startOn", key.start_on}});
  }
  return list;
}

Json PrefixesJson(const std::vector<std::string>& prefixes) {
  Json list = Json::array();
  for (const std::string& prefix : prefixes) list.push_back({{"cidr", prefix}});
  return list;
}

Json ConnectionJson(const World& world, const Connection& connection, std::string_view viewer) {
  Json json{{"ownerAccount", connection.owner},
            {"connectionId", connection.id},
            {"connectionName", connection.name},
            {"connectionState", connection.life.state}};
  AddPortFacts(json, connection, viewer);
  if (connection.vlan) json["vlan"] = *connection.vlan;
  if (!connection.hosted()) json["billingMode"] = connection.billing_mode;
  if (!connection.partner_name.empty()) json["partnerName"] = connection.partner_name;
  AddShares(json, world, connection.id);
  return json;
}

Json InterconnectJson(const Connection& interconnect, std::string_view viewer) {
  Json json{{"interconnectId", interconnect.id},
            {"interconnectName", interconnect.name},
            {"interconnectState", interconnect.life.state}};
  AddPortFacts(json, interconnect, viewer);
  return json;
}

Json LagJson(const World& world, const Lag& lag, std::string_view viewer) {
  Json connections = Json::array();
  for (const Connection* member : Members(world, lag)) connections.push_back(ConnectionJson(world, *member, viewer));
  Json json{{"lagId", lag.id},
            {"lagName", lag.name},
            {"lagState", lag.life.state},
            {"ownerAccount", lag.owner},
            {"region", lag.region},
            {"location", lag.location},
            {"connectionsBandwidth", lag.bandwidth},
            {"numberOfConnections", connections.size()},
            {"minimumLinks", lag.minimum_links},
            {"allowsHostedConnections", false},
            {"jumboFrameCapable", Lit(lag.life)},
            {"hasLogicalRedundancy", Lit(lag.life) ? "no" : "unknown"},
            {"awsDevice", lag.device},
            {"awsDeviceV2", lag.device},
            {"awsLogicalDeviceId", lag.device},
            {"billingMode", lag.billing_mode},
            {"tags", TagsJson(viewer == lag.owner ? lag.tags : Tags())}};
  json["connections"] = std::move(connections);
  if (!lag.provider_name.empty()) json["providerName"] = lag.provider_name;
  AddMacSec(json, lag.request_macsec, lag.encryption_mode, lag.macsec_keys);
  AddShares(json, world, lag.id);
  return json;
}

std::int64_t AmazonAsn(const World& world, const VirtualInterface& interface) {
  if (interface.type == "public") return kPublicAsn;
  if (interface.amazon_asn != 0) return interface.amazon_asn;
  if (const DxGateway* gateway = world.gateways.Find(interface.dx_gateway_id)) return gateway->asn;
  if (const CloudGateway* gateway = world.cloud_gateways.Find(interface.gateway_id)) return gateway->asn;
  return kPublicAsn;  // not attached yet
}

const BgpPeer* FirstPeer(const VirtualInterface& interface) {
  for (const BgpPeer& peer : interface.peers) {
    if (!peer.life.Is({"deleting", "deleted"})) return &peer;
  }
  return interface.peers.empty() ? nullptr : &interface.peers.front();
}

Json InterfaceJson(const World& world, const VirtualInterface& interface, std::string_view viewer) {
  const Connection* connection = world.connections.Find(interface.connection_id);
  const Lag* lag = world.lags.Find(interface.connection_id);
  const std::string device = connection != nullptr ? connection->device : lag != nullptr ? lag->device : "";
  Json json{{"ownerAccount", interface.owner},
            {"virtualInterfaceId", interface.id},
            {"location", connection != nullptr ? connection->location
                         : lag != nullptr      ? lag->location
                                               : ""},
            {"connectionId", interface.connection_id},
            {"virtualInterfaceType", interface.type},
            {"virtualInterfaceName", interface.name},
            {"vlan", interface.vlan},
            {"amazonSideAsn", AmazonAsn(world, interface)},
            {"virtualInterfaceState", interface.life.state},
            {"mtu", interface.mtu},
            {"jumboFrameCapable", connection != nullptr || lag != nullptr},
            {"virtualGatewayId", interface.gateway_id},
            {"directConnectGatewayId", interface.dx_gateway_id},
            {"region", interface.region},
            {"awsDeviceV2", device},
            {"awsLogicalDeviceId", device},
            {"siteLinkEnabled", interface.site_link},
            {"routeFilterPrefixes", PrefixesJson(interface.prefixes)},
            {"tags", TagsJson(viewer == interface.owner ? interface.tags : Tags())},
            {"customerRouterConfig", RouterXml(interface, AmazonAsn(world, interface))}};
  if (const BgpPeer* first = FirstPeer(interface)) {
    AddAsn(json, first->asn);
    json["authKey"] = first->auth_key;
    json["amazonAddress"] = first->amazon_address;
    json["customerAddress"] = first->customer_address;
    json["addressFamily"] = first->family;
  }
  json["bgpPeers"] = Json::array();
  for (const BgpPeer& peer : interface.peers) json["bgpPeers"].push_back(PeerJson(peer));
  if (!interface.rate_limit.empty()) json["rateLimit"] = interface.rate_limit;
  if (interface.type != "public") {
    json["prefixPoolAllocatedCountIpv4"] = AllocatedPrefixes(interface, "ipv4");
    json["prefixPoolAllocatedCountIpv6"] = AllocatedPrefixes(interface, "ipv6");
  }
  return json;
}

Json GatewayJson(const World& world, const DxGateway& gateway, std::string_view viewer) {
  Json json{{"directConnectGatewayId", gateway.id},
            {"directConnectGatewayName", gateway.name},
            {"amazonSideAsn", gateway.asn},
            {"ownerAccount", gateway.owner},
            {"directConnectGatewayState", gateway.life.state},
            {"totalPrefixPoolAllocations", AllocatedAt(world, gateway.id)},
            {"tags", TagsJson(viewer == gateway.owner ? gateway.tags : Tags())}};
  if (!gateway.error.empty()) json["stateChangeError"] = gateway.error;
  return json;
}

Json AssociationJson(const Association& association) {
  Json json{{"associationId", association.id},
            {"directConnectGatewayId", association.dx_gateway_id},
            {"directConnectGatewayOwnerAccount", association.dx_gateway_owner},
            {"associationState", association.life.state},
            {"associatedGateway", AssociatedGatewayJson(association.gateway)},
            {"allowedPrefixesToDirectConnectGateway", PrefixesJson(association.prefixes)}};
  if (association.gateway.type == "virtualPrivateGateway") {
    json["virtualGatewayId"] = association.gateway.id;
    json["virtualGatewayRegion"] = association.gateway.region;
    json["virtualGatewayOwnerAccount"] = association.gateway.owner;
  }
  if (!association.error.empty()) json["stateChangeError"] = association.error;
  return json;
}

Json ProposalJson(const Proposal& proposal) {
  return {{"proposalId", proposal.id},
          {"directConnectGatewayId", proposal.dx_gateway_id},
          {"directConnectGatewayOwnerAccount", proposal.dx_gateway_owner},
          {"proposalState", proposal.life.state},
          {"associatedGateway", AssociatedGatewayJson(proposal.gateway)},
          {"existingAllowedPrefixesToDirectConnectGateway", PrefixesJson(proposal.existing_prefixes)},
          {"requestedAllowedPrefixesToDirectConnectGateway", PrefixesJson(proposal.requested_prefixes)}};
}

Json FailoverTestJson(const FailoverTest& test) {
  return {{"testId", test.id},
          {"virtualInterfaceId", test.interface_id},
          {"bgpPeers", test.peers},
          {"status", test.status},
          {"ownerAccount", test.owner},
          {"testDurationInMinutes", test.minutes},
          {"startTime", EpochSeconds(test.start)},
          {"endTime", EpochSeconds(test.end)}};
}

}  // namespace ic::sim::aws
