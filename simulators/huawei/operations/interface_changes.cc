// Changes of virtual interfaces. Some members travel alone: the priority, and health checks, of which one must be off
// before the other is switched on.
#include <algorithm>

#include <fmt/format.h>

#include "simulators/huawei/operations/checks.h"
#include "simulators/huawei/operations/peers.h"
#include "simulators/huawei/world/render.h"

namespace ic::sim::huawei {
namespace {

constexpr std::int64_t kMostChangedBandwidth = 2147483647;

// The receiving tenant's answer to an offer.
Status Decide(OperationCall& call, Resource& interface) {
  const std::string decision = TextOf(call.in, "status");
  if (decision != "ACCEPTED" && decision != "REJECTED") return ParameterError("status must be ACCEPTED or REJECTED");
  if (call.in.size() != 1) return ParameterError("status must be sent alone");
  if (interface.guest != call.caller()) return DcError("DC.1214", "the virtual interface was not offered to you");
  if (interface.life.state != "AUTHORIZATION") {
    return DcError("DC.1210", fmt::format("virtual interface {} does not wait for an answer", interface.id));
  }
  if (decision == "REJECTED") {
    interface.life.Enter("REJECTED");
  } else {
    call.life.Creating(interface, call.now);
  }
  return OkStatus();
}

Status CheckCouplings(const OperationCall& call, const Resource& interface) {
  const Json& in = call.in;
  if (Has(in, "priority")) {
    if (in.size() != 1) return ParameterError("priority must be sent alone");
    const auto peers = PeersOf(call.world, interface.id);
    const bool bgp =
        std::all_of(peers.begin(), peers.end(), [](const Resource* peer) { return peer->Text("route_mode") == "bgp"; });
    if (!bgp) return ParameterError("priority is for route_mode bgp only");
  }
  if (FlagOf(in, "enable_bfd") && FlagOf(in, "enable_nqa")) {
    return ParameterError("enable_bfd and enable_nqa exclude each other");
  }
  if ((FlagOf(in, "enable_bfd") && interface.Flag("enable_nqa")) ||
      (FlagOf(in, "enable_nqa") && interface.Flag("enable_bfd"))) {
    return ParameterError("switch the other health check off first, in a change of its own");
  }
  return OkStatus();
}

// The peer of the interface's own creation: the oldest. Its subnets are those that a change of the interface means.
Resource& FirstPeer(const World& world, const Resource& interface) {
  for (const auto& peer : world.peers.items()) {
    if (peer->Text("vif_id") == interface.id) return *peer;
  }
  return *world.peers.items().front();
}

Status CheckValues(const OperationCall& call, const Resource& interface) {
  const Json& in = call.in;
  IC_RETURN_IF_ERROR(CheckNames(in));
  IC_RETURN_IF_ERROR(CheckRange(in, "bandwidth", 2, kMostChangedBandwidth));
  IC_RETURN_IF_ERROR(CheckChoice(in, "priority", {"normal", "low"}));
  const Resource* line = LineOf(call.world, interface);
  if (Has(in, "bandwidth") && line != nullptr) {
    const std::int64_t wanted = NumberOf(in, "bandwidth");
    if (line->Text("type") == "hosted" && wanted != interface.Number("bandwidth")) {
      return DcError("DC.1208", "the bandwidth of an interface on a hosted connection cannot be changed");
    }
    if (wanted > line->Number("bandwidth")) {
      return DcError("DC.1000", fmt::format("the connection has {} Mbit/s only", line->Number("bandwidth")));
    }
  }
  if (!Has(in, "remote_ep_group")) return OkStatus();
  return CheckRemoteSubnets(call, FirstPeer(call.world, interface).Text("address_family"),
                            ListOf(in, "remote_ep_group"), GatewayOf(call.world, interface));
}

void Apply(OperationCall& call, Resource& interface) {
  for (const auto& [name, value] : call.in.items()) {
    if (name == "remote_ep_group" || name == "service_ep_group") {
      FirstPeer(call.world, interface).members[name] = value;
    } else if (interface.members.contains(name)) {
      interface.members[name] = value;
    }
    if (name == "enable_bfd" || name == "enable_nqa") {
      for (Resource* peer : PeersOf(call.world, interface.id)) peer->members[name] = value;
    }
  }
  interface.members["update_time"] = Timestamp(call.now);
}

StatusOr<Json> UpdateInterface(OperationCall& call) {
  IC_RETURN_IF_ERROR(CheckMembers(call, {{"name", Shape::kText},
                                         {"description", Shape::kText},
                                         {"bandwidth", Shape::kNumber},
                                         {"priority", Shape::kText},
                                         {"remote_ep_group", Shape::kList},
                                         {"service_ep_group", Shape::kList},
                                         {"enable_bfd", Shape::kFlag},
                                         {"enable_nqa", Shape::kFlag},
                                         {"status", Shape::kText}}));
  IC_ASSIGN_OR_RETURN(Resource * interface, FindInterface(call, call.path[0]));
  call.target = interface->id;
  if (call.in.empty()) return ParameterError("at least one parameter must be changed");
  if (Has(call.in, "status")) {
    IC_RETURN_IF_ERROR(Decide(call, *interface));
    return Json{{"virtual_interface", InterfaceJson(call.world, *interface)}};
  }
  if (interface->project != call.caller()) {
    return DcError("DC.1214", "the virtual interface belongs to another tenant");
  }
  IC_RETURN_IF_ERROR(CheckCouplings(call, *interface));
  IC_RETURN_IF_ERROR(CheckChangeable(call, *interface));
  IC_RETURN_IF_ERROR(CheckValues(call, *interface));
  Apply(call, *interface);
  call.life.Updating(*interface, call.now);
  return Json{{"virtual_interface", InterfaceJson(call.world, *interface)}};
}

// Tuning of BFD and NQA: intervals in milliseconds.
StatusOr<Json> UpdateExtendAttribute(OperationCall& call) {
  IC_RETURN_IF_ERROR(CheckMembers(call, {{"ha_type", Shape::kText},
                                         {"ha_mode", Shape::kText},
                                         {"detect_multiplier", Shape::kNumber},
                                         {"min_rx_interval", Shape::kNumber},
                                         {"min_tx_interval", Shape::kNumber},
                                         {"local_disclaim", Shape::kNumber},
                                         {"remote_disclaim", Shape::kNumber},
                                         {"ipv6_local_disclaim", Shape::kNumber},
                                         {"ipv6_remote_disclaim", Shape::kNumber}}));
  IC_ASSIGN_OR_RETURN(Resource * interface, FindInterface(call, call.path[0]));
  call.target = interface->id;
  if (interface->project != call.caller()) {
    return DcError("DC.1214", "the virtual interface belongs to another tenant");
  }
  IC_RETURN_IF_ERROR(CheckChangeable(call, *interface));
  IC_RETURN_IF_ERROR(CheckChoice(call.in, "ha_type", {"nqa", "bfd"}));
  IC_RETURN_IF_ERROR(
      CheckChoice(call.in, "ha_mode", {"auto_single", "auto_multi", "static_single", "static_multi", "enhance_nqa"}));
  IC_RETURN_IF_ERROR(CheckRange(call.in, "detect_multiplier", 3, 20));
  for (const std::string_view name : {"min_rx_interval", "min_tx_interval"}) {
    IC_RETURN_IF_ERROR(CheckRange(call.in, name, 200, 5000));
  }
  for (const std::string_view name :
       {"local_disclaim", "remote_disclaim", "ipv6_local_disclaim", "ipv6_remote_disclaim"}) {
    IC_RETURN_IF_ERROR(CheckRange(call.in, name, 1, 16384));
  }
  Json& attribute = interface->members["extend_attribute"];
  if (!attribute.is_object()) {
    attribute = {{"ha_type", nullptr},
                 {"ha_mode", nullptr},
                 {"detect_multiplier", 5},
                 {"min_rx_interval", 1000},
                 {"min_tx_interval", 1000},
                 {"local_disclaim", nullptr},
                 {"remote_disclaim", nullptr},
                 {"ipv6_local_disclaim", nullptr},
                 {"ipv6_remote_disclaim", nullptr}};
  }
  attribute.update(call.in);
  call.life.Updating(*interface, call.now);
  return Json{{"extend_attribute", attribute}};
}

}  // namespace

std::span<const Operation> InterfaceChangeOperations() {
  static constexpr Operation kOperations[] = {
      {"UpdateVirtualInterface", "PUT", "dcaas/virtual-interfaces/{}", 200, "virtual_interface", UpdateInterface},
      {"UpdateExtendAttribute", "PUT", "dcaas/virtual-interfaces/{}/extend-attributes", 200, "extend_attribute",
       UpdateExtendAttribute},
  };
  return kOperations;
}

}  // namespace ic::sim::huawei
