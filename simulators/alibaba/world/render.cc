#include "simulators/alibaba/world/render.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/time_text.h"
#include "simulators/alibaba/wire/input.h"

namespace ic::sim::alibaba {
namespace {

using Json = nlohmann::json;

std::string TimeOf(const std::optional<Time>& time) { return time ? IsoTime(*time) : ""; }

Json TagList(const Tags& tags) {
  Json list = Json::array();
  for (const auto& [key, value] : tags) list.push_back({{"Key", key}, {"Value", value}});
  return list;
}

void PutAddresses(Json& out, const Addresses& addresses) {
  out["LocalGatewayIp"] = addresses.local;
  out["PeerGatewayIp"] = addresses.peer;
  out["PeeringSubnetMask"] = addresses.mask;
  out["EnableIpv6"] = addresses.ipv6;
  out["LocalIpv6GatewayIp"] = addresses.local6;
  out["PeerIpv6GatewayIp"] = addresses.peer6;
  out["PeeringIpv6SubnetMask"] = addresses.mask6;
}

// Numbers of accounts are JSON numbers; 0 for what is none.
std::int64_t AccountNumber(const std::string& account) { return ReadNumber(account).value_or(0); }

// What an answer about a VBR says of the circuit below it.
void PutCircuit(Json& out, const World& world, const std::string& id) {
  const Circuit* circuit = world.circuits.Find(id);
  out["PhysicalConnectionId"] = id;
  out["PhysicalConnectionStatus"] = circuit == nullptr ? "" : circuit->life.state;
  out["PhysicalConnectionBusinessStatus"] = circuit == nullptr ? "" : circuit->business_status;
  out["PhysicalConnectionOwnerUid"] = circuit == nullptr ? "" : circuit->owner;
}

// "" until it is known.
std::string SessionStatus(const World& world, const Peer& peer) {
  if (!peer.bgp_status.empty()) return peer.bgp_status;
  if (peer.life.state == "Pending") return "";
  const Router* router = world.routers.Find(peer.router_id);
  const bool works = peer.router_up && router != nullptr && router->life.state == "active";
  return works && peer.life.state != "Deleting" ? "Established" : "Active";
}

}  // namespace

std::string SpecOf(const Circuit& circuit) {
  if (circuit.hosted()) return circuit.spec;
  if (circuit.port_type.starts_with("100GBase")) return "100G";
  if (circuit.port_type.starts_with("40GBase")) return "40G";
  if (circuit.port_type.starts_with("10GBase")) return "10G";
  return circuit.port_type.starts_with("1000Base") ? "1G" : "100M";
}

Json CircuitJson(const World& world, const Circuit& circuit) {
  const auto hosted_here = std::count_if(
      world.circuits.items().begin(), world.circuits.items().end(),
      [&](const auto& other) { return other->parent_id == circuit.id && other->vpconn_status != "Deleted"; });
  Json out{{"PhysicalConnectionId", circuit.id},
           {"Name", circuit.name},
           {"Description", circuit.description},
           {"Status", circuit.life.state},
           {"BusinessStatus", circuit.business_status},
           {"AccessPointId", circuit.access_point},
           {"AccessPointType", "VPC"},
           {"AdLocation", circuit.access_point},
           {"Type", "VPC"},
           {"LineOperator", circuit.line_operator},
           {"PortType", circuit.port_type},
           {"PortNumber", circuit.life.Is({"Initial", "Approved", "Allocating"}) ? "" : "1/0/1"},
           {"Bandwidth", circuit.bandwidth},
           {"Spec", SpecOf(circuit)},
           {"PeerLocation", circuit.peer_location},
           {"RedundantPhysicalConnectionId", circuit.redundant_id},
           {"CircuitCode", circuit.circuit_code},
           {"ResourceGroupId", circuit.resource_group},
           {"OpticalModuleModel", circuit.optical_module},
           {"ChargeType", "Prepaid"},
           {"CreationTime", IsoTime(circuit.created)},
           {"EnabledTime", TimeOf(circuit.enabled)},
           {"EndTime", ""},
           {"HasReservationData", "false"},
           {"LoaStatus", circuit.loa ? circuit.loa->life.state : ""},
           {"ProductType", circuit.hosted() ? "VirtualPhysicalConnection" : "PhysicalConnection"},
           {"VirtualPhysicalConnectionCount", hosted_here},
           {"Tags", {{"tags", TagList(circuit.tags)}}}};
  if (circuit.hosted()) {
    out["ParentPhysicalConnectionId"] = circuit.parent_id;
    out["ParentPhysicalConnectionAliUid"] = AccountNumber(circuit.parent_owner);
    out["VlanId"] = std::to_string(circuit.vlan);
    out["VpconnStatus"] = circuit.vpconn_status;
    out["OrderMode"] = circuit.order_mode;
    out["ExpectSpec"] = circuit.expect_spec;
  }
  return out;
}

Json HostedJson(const Circuit& circuit) {
  return {{"PhysicalConnectionId", circuit.id},
          {"ParentPhysicalConnectionId", circuit.parent_id},
          {"ParentPhysicalConnectionAliUid", circuit.parent_owner},
          {"AliUid", circuit.owner},
          {"Name", circuit.name},
          {"Description", circuit.description},
          {"Status", circuit.life.state},
          {"VirtualPhysicalConnectionStatus", circuit.vpconn_status},
          {"BusinessStatus", circuit.business_status},
          {"AccessPointId", circuit.access_point},
          {"Type", "VPC"},
          {"LineOperator", circuit.line_operator},
          {"PortType", circuit.port_type},
          {"Bandwidth", circuit.bandwidth},
          {"Spec", circuit.spec},
          {"ExpectSpec", circuit.expect_spec},
          {"OrderMode", circuit.order_mode},
          {"VlanId", std::to_string(circuit.vlan)},
          {"ChargeType", "Prepaid"},
          {"ProductType", "VirtualPhysicalConnection"},
          {"CreationTime", IsoTime(circuit.created)},
          {"EnabledTime", TimeOf(circuit.enabled)},
          {"EndTime", ""},
          {"ResourceGroupId", circuit.resource_group},
          {"Tags", TagList(circuit.tags)}};
}

Json LoaJson(const Circuit& circuit) {
  const Loa& loa = *circuit.loa;
  const bool shown = loa.life.Is({"Available", "Completing", "Complete"});
  Json people = Json::array();
  for (const auto& person : loa.people) people.push_back(person);
  return {{"InstanceId", circuit.id},
          {"Status", loa.life.state},
          {"CompanyName", loa.company},
          {"CompanyLocalizedName", loa.company},
          {"ConstructionTime", loa.construction_time},
          {"Description", ""},
          {"LineCode", loa.line_code},
          {"LineLabel", loa.line_label},
          {"LineSPContactInfo", loa.line_contact},
          {"LineServiceProvider", loa.line_provider},
          {"LineType", loa.line_type},
          {"LoaUrl", shown ? "http://simulator.invalid/loa/" + circuit.id + ".pdf" : ""},
          {"PMInfo", {{"PMInfo", std::move(people)}}},
          {"SI", loa.construction_firm}};
}

Json RouterJson(const World& world, const Router& router) {
  Json associated = Json::array();
  for (const Association& one : router.associations) {
    Json item{{"Status", "Associated"},
              {"VlanId", std::to_string(one.vlan)},
              {"VlanInterfaceId", one.vlan_interface},
              {"CircuitCode", one.circuit_code}};
    PutAddresses(item, one.addresses);
    PutCircuit(item, world, one.circuit_id);
    associated.push_back(std::move(item));
  }
  const Circuit* circuit = world.circuits.Find(router.circuit_id);
  Json out{{"VbrId", router.id},
           {"Name", router.name},
           {"Description", router.description},
           {"Status", router.life.state},
           {"Type", "pconnVBR"},
           {"VlanId", router.vlan},
           {"VlanInterfaceId", router.vlan_interface},
           {"RouteTableId", router.route_table},
           {"Bandwidth", router.bandwidth},
           {"CircuitCode", router.circuit_code},
           {"MinTxInterval", router.min_tx},
           {"MinRxInterval", router.min_rx},
           {"DetectMultiplier", router.multiplier},
           {"Mtu", router.mtu},
           {"SitelinkEnable", router.sitelink},
           {"AccessPointId", circuit == nullptr ? "" : circuit->access_point},
           {"CreationTime", IsoTime(router.created)},
           {"ActivationTime", TimeOf(router.activated)},
           {"TerminationTime", TimeOf(router.terminated)},
           {"RecoveryTime", TimeOf(router.recovered)},
           {"PConnVbrChargeType", "PrePaid"},
           {"PConnVbrExpireTime", ""},
           {"ResourceGroupId", router.resource_group},
           {"EccId", ""},
           {"EcrId", router.ecr_id},
           {"AssociatedCens", {{"AssociatedCen", Json::array()}}},
           {"AssociatedPhysicalConnections", {{"AssociatedPhysicalConnection", std::move(associated)}}},
           {"Tags", {{"Tags", TagList(router.tags)}}}};
  PutAddresses(out, router.addresses);
  PutCircuit(out, world, router.circuit_id);
  return out;
}

Json RouterOnCircuitJson(const Router& router) {
  Json out{{"VbrId", router.id},
           {"VbrName", router.name},
           {"VbrOwnerUid", AccountNumber(router.owner)},
           {"VlanId", router.vlan},
           {"Status", router.life.state},
           {"Type", "pconnVBR"},
           {"Bandwidth", std::to_string(router.bandwidth)},
           {"CircuitCode", router.circuit_code},
           {"CreationTime", IsoTime(router.created)},
           {"ActivationTime", TimeOf(router.activated)},
           {"TerminationTime", TimeOf(router.terminated)},
           {"RecoveryTime", TimeOf(router.recovered)},
           {"PConnVbrChargeType", "PrePaid"},
           {"PConnVbrExpireTime", ""}};
  PutAddresses(out, router.addresses);
  return out;
}

// Numbers and the flag are text in a group's answer; a peer's has the same members with the flag as one.
Json GroupJson(const Group& group) {
  return {{"BgpGroupId", group.id},
          {"RouterId", group.router_id},
          {"RegionId", group.region},
          {"Name", group.name},
          {"Description", group.description},
          {"AuthKey", group.auth_key},
          {"PeerAsn", std::to_string(group.peer_asn)},
          {"LocalAsn", std::to_string(group.local_asn)},
          {"IsFake", group.fake_asn ? "true" : "false"},
          {"IpVersion", group.ip_version},
          {"Hold", "30"},
          {"Keepalive", "10"},
          {"RouteLimit", std::to_string(group.route_limit)},
          {"Status", group.life.state}};
}

// ASNs, key, timers and limit are the group's. The IP version is told in capitals, where a group tells `IPv4`: so the
// acceptance tests of the vendor's own Terraform provider read it.
Json PeerJson(const World& world, const Peer& peer) {
  const Group* group = world.groups.Find(peer.group_id);
  Json out = group == nullptr ? Json::object() : GroupJson(*group);
  const bool up = SessionStatus(world, peer) == "Established";
  const std::int64_t limit = group == nullptr ? 0 : group->route_limit;
  const auto networks = NetworksOf(world, peer.router_id);
  out.update({{"BgpPeerId", peer.id},
              {"BgpGroupId", peer.group_id},
              {"RouterId", peer.router_id},
              {"RegionId", peer.region},
              {"Name", ""},
              {"PeerIpAddress", peer.address},
              {"IpVersion", peer.ip_version == "IPv6" ? "IPV6" : "IPV4"},
              {"IsFake", group != nullptr && group->fake_asn},
              {"EnableBfd", peer.bfd},
              {"BfdMultiHop", peer.hop},
              {"AdvertisedRouteCount", up ? networks.size() : 0},
              {"ReceivedRouteCount", up ? std::min(peer.announced, limit) : 0},
              {"BgpStatus", SessionStatus(world, peer)},
              {"Status", peer.life.state},
              {"GmtModified", IsoTime(peer.modified)}});
  return out;
}

Json NetworkJson(const Network& network) {
  return {{"RouterId", network.router_id},
          {"DstCidrBlock", network.cidr},
          {"VpcId", network.vpc_id},
          {"Status", network.life.state}};
}

Json RouteEntryJson(const RouteEntry& entry) {
  return {{"RouteEntryId", entry.id},
          {"RouteEntryName", entry.name},
          {"RouteTableId", entry.table_id},
          {"DestinationCidrBlock", entry.cidr},
          {"Description", entry.description},
          {"Type", entry.type},
          {"IpVersion", entry.ip_version},
          {"Status", entry.life.state},
          {"Origin", "Vpc"},
          {"NextHops",
           {{"NextHop", Json::array({{{"NextHopId", entry.next_hop},
                                      {"NextHopType", entry.next_hop_type},
                                      {"Weight", 0},
                                      {"Enabled", 1}}})}}}};
}

Json RouteInTableJson(const RouteEntry& entry) {
  return {{"RouteEntryId", entry.id},
          {"RouteEntryName", entry.name},
          {"RouteTableId", entry.table_id},
          {"DestinationCidrBlock", entry.cidr},
          {"InstanceId", entry.next_hop},
          {"NextHopType", entry.next_hop_type},
          {"Type", entry.type},
          {"Status", entry.life.state}};
}

Json InterfaceJson(const RouterInterface& interface) {
  return {{"RouterInterfaceId", interface.id},
          {"RouterId", interface.router_id},
          {"RouterType", "VBR"},
          {"OppositeRouterId", interface.opposite_id},
          {"Name", interface.name},
          {"Spec", interface.spec},
          {"Status", interface.status},
          {"BusinessStatus", "Normal"},
          {"Role", "InitiatingSide"},
          {"Tags", {{"Tags", TagList(interface.tags)}}}};
}

}  // namespace ic::sim::alibaba
