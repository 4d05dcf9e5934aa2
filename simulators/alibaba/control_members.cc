// Which members of each kind the control address can set.
#include <nlohmann/json.hpp>

#include "simulators/alibaba/control.h"
#include "simulators/server/objects/setters.h"

namespace ic::sim::alibaba {
namespace {

using Json = nlohmann::json;

// Set from outside, a state stays: what was to follow by itself does not.
Setter State(Life& life) {
  return [&life](const Json& value) { life.Enter(value.get<std::string>()); };
}

// Ids of accounts are taken as text or as numbers.
Setter Account(std::string& target) {
  return [&target](const Json& value) { target = value.is_string() ? value.get<std::string>() : value.dump(); };
}

// Ids of further circuits that the router is on.
Setter SetAssociations(std::vector<Association>& associations) {
  return [&associations](const Json& value) {
    associations.clear();
    for (const Json& id : value) {
      Association one;
      one.circuit_id = id.get<std::string>();
      associations.push_back(std::move(one));
    }
  };
}

}  // namespace

Status SetCircuit(const ControlContext& context, Circuit& circuit, const Json& members) {
  Setters setters = {{"PhysicalConnectionId", SetText(circuit.id)},
                     {"OwnerId", Account(circuit.owner)},
                     {"RegionId", SetText(circuit.region)},
                     {"Name", SetText(circuit.name)},
                     {"Description", SetText(circuit.description)},
                     {"Status", State(circuit.life)},
                     {"BusinessStatus", SetText(circuit.business_status)},
                     {"AccessPointId", SetText(circuit.access_point)},
                     {"LineOperator", SetText(circuit.line_operator)},
                     {"PortType", SetText(circuit.port_type)},
                     {"Bandwidth", SetWhole(circuit.bandwidth)},
                     {"PeerLocation", SetText(circuit.peer_location)},
                     {"RedundantPhysicalConnectionId", SetText(circuit.redundant_id)},
                     {"CircuitCode", SetText(circuit.circuit_code)},
                     {"ResourceGroupId", SetText(circuit.resource_group)},
                     {"ParentPhysicalConnectionId", SetText(circuit.parent_id)},
                     {"ParentPhysicalConnectionAliUid", Account(circuit.parent_owner)},
                     {"VlanId", SetWhole(circuit.vlan)},
                     {"Spec", SetText(circuit.spec)},
                     {"ExpectSpec", SetText(circuit.expect_spec)},
                     {"OrderMode", SetText(circuit.order_mode)},
                     {"VpconnStatus", SetText(circuit.vpconn_status)},
                     {"Tags", SetTags(circuit.tags)}};
  setters["LoaStatus"] = [&](const Json& value) {
    if (!circuit.loa) circuit.loa.emplace();
    circuit.loa->life.Enter(value.get<std::string>());
  };
  // The customer pays the order that waits.
  setters["paid"] = [&](const Json& value) {
    if (value.get<bool>() && circuit.ordered && circuit.life.state == "Confirmed") {
      context.life.Enabling(circuit, context.now);
    }
  };
  return ApplySetters(setters, members, "a physical connection");
}

Status SetRouter(Router& router, const Json& members) {
  return ApplySetters({{"VbrId", SetText(router.id)},
                       {"OwnerId", Account(router.owner)},
                       {"RegionId", SetText(router.region)},
                       {"PhysicalConnectionId", SetText(router.circuit_id)},
                       {"Name", SetText(router.name)},
                       {"Description", SetText(router.description)},
                       {"CircuitCode", SetText(router.circuit_code)},
                       {"ResourceGroupId", SetText(router.resource_group)},
                       {"Status", State(router.life)},
                       {"VlanId", SetWhole(router.vlan)},
                       {"Bandwidth", SetWhole(router.bandwidth)},
                       {"LocalGatewayIp", SetText(router.addresses.local)},
                       {"PeerGatewayIp", SetText(router.addresses.peer)},
                       {"PeeringSubnetMask", SetText(router.addresses.mask)},
                       {"EnableIpv6", SetFlag(router.addresses.ipv6)},
                       {"LocalIpv6GatewayIp", SetText(router.addresses.local6)},
                       {"PeerIpv6GatewayIp", SetText(router.addresses.peer6)},
                       {"PeeringIpv6SubnetMask", SetText(router.addresses.mask6)},
                       {"MinTxInterval", SetWhole(router.min_tx)},
                       {"MinRxInterval", SetWhole(router.min_rx)},
                       {"DetectMultiplier", SetWhole(router.multiplier)},
                       {"Mtu", SetWhole(router.mtu)},
                       {"SitelinkEnable", SetFlag(router.sitelink)},
                       {"EcrId", SetText(router.ecr_id)},
                       {"AssociatedPhysicalConnections", SetAssociations(router.associations)},
                       {"uplink", SetFlag(router.uplink)},
                       {"Tags", SetTags(router.tags)}},
                      members, "a VBR");
}

Status SetGroup(Group& group, const Json& members) {
  return ApplySetters({{"BgpGroupId", SetText(group.id)},
                       {"OwnerId", Account(group.owner)},
                       {"RegionId", SetText(group.region)},
                       {"RouterId", SetText(group.router_id)},
                       {"Name", SetText(group.name)},
                       {"Description", SetText(group.description)},
                       {"AuthKey", SetText(group.auth_key)},
                       {"PeerAsn", SetWhole(group.peer_asn)},
                       {"LocalAsn", SetWhole(group.local_asn)},
                       {"IsFake", SetFlag(group.fake_asn)},
                       {"IpVersion", SetText(group.ip_version)},
                       {"RouteLimit", SetWhole(group.route_limit)},
                       {"Status", State(group.life)}},
                      members, "a BGP group");
}

Status SetPeer(Peer& peer, const Json& members) {
  return ApplySetters({{"BgpPeerId", SetText(peer.id)},
                       {"OwnerId", Account(peer.owner)},
                       {"RegionId", SetText(peer.region)},
                       {"BgpGroupId", SetText(peer.group_id)},
                       {"RouterId", SetText(peer.router_id)},
                       {"PeerIpAddress", SetText(peer.address)},
                       {"IpVersion", SetText(peer.ip_version)},
                       {"EnableBfd", SetFlag(peer.bfd)},
                       {"BfdMultiHop", SetWhole(peer.hop)},
                       {"BgpStatus", SetText(peer.bgp_status)},
                       {"router_up", SetFlag(peer.router_up)},
                       {"announced_routes", SetWhole(peer.announced)},
                       {"Status", State(peer.life)}},
                      members, "a BGP peer");
}

Status SetNetwork(Network& network, const Json& members) {
  return ApplySetters({{"OwnerId", Account(network.owner)},
                       {"RegionId", SetText(network.region)},
                       {"RouterId", SetText(network.router_id)},
                       {"DstCidrBlock", SetText(network.cidr)},
                       {"VpcId", SetText(network.vpc_id)},
                       {"Status", State(network.life)}},
                      members, "a BGP network");
}

Status SetRoute(RouteEntry& entry, const Json& members) {
  return ApplySetters({{"RouteEntryId", SetText(entry.id)},
                       {"RouteTableId", SetText(entry.table_id)},
                       {"DestinationCidrBlock", SetText(entry.cidr)},
                       {"NextHopId", SetText(entry.next_hop)},
                       {"NextHopType", SetText(entry.next_hop_type)},
                       {"RouteEntryName", SetText(entry.name)},
                       {"Description", SetText(entry.description)},
                       {"Type", SetText(entry.type)},
                       {"IpVersion", SetText(entry.ip_version)},
                       {"Status", State(entry.life)}},
                      members, "a route entry");
}

Status SetInterface(RouterInterface& interface, const Json& members) {
  return ApplySetters({{"RouterInterfaceId", SetText(interface.id)},
                       {"OwnerId", Account(interface.owner)},
                       {"RegionId", SetText(interface.region)},
                       {"RouterId", SetText(interface.router_id)},
                       {"OppositeRouterId", SetText(interface.opposite_id)},
                       {"Name", SetText(interface.name)},
                       {"Spec", SetText(interface.spec)},
                       {"Status", SetText(interface.status)},
                       {"Tags", SetTags(interface.tags)}},
                      members, "a router interface");
}

Status SetExpressRouter(ExpressRouter& router, const Json& members) {
  return ApplySetters({{"EcrId", SetText(router.id)},
                       {"OwnerId", Account(router.owner)},
                       {"Name", SetText(router.name)},
                       {"Description", SetText(router.description)},
                       {"ResourceGroupId", SetText(router.resource_group)},
                       {"AlibabaSideAsn", SetWhole(router.asn)},
                       {"Status", SetText(router.status)},
                       {"Tags", SetTags(router.tags)}},
                      members, "an Express Connect router");
}

}  // namespace ic::sim::alibaba
