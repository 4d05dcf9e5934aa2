// How objects look in answers. Types and casing are the service's: "Tags.tags" on a circuit and "Tags.Tags" on a VBR,
// AS numbers as numbers, VLANs of associations as text.
#ifndef SIMULATORS_ALIBABA_WORLD_RENDER_H_
#define SIMULATORS_ALIBABA_WORLD_RENDER_H_

#include <nlohmann/json_fwd.hpp>

#include "simulators/alibaba/world/world.h"

namespace ic::sim::alibaba {

nlohmann::json CircuitJson(const World& world, const Circuit& circuit);
nlohmann::json HostedJson(const Circuit& circuit);  // an item of ListVirtualPhysicalConnections
nlohmann::json LoaJson(const Circuit& circuit);
nlohmann::json RouterJson(const World& world, const Router& router);
nlohmann::json RouterOnCircuitJson(const Router& router);
nlohmann::json GroupJson(const Group& group);
nlohmann::json PeerJson(const World& world, const Peer& peer);
nlohmann::json NetworkJson(const Network& network);
// The two shapes of a route entry: DescribeRouteEntryList's and DescribeRouteTables'.
nlohmann::json RouteEntryJson(const RouteEntry& entry);
nlohmann::json RouteInTableJson(const RouteEntry& entry);
nlohmann::json InterfaceJson(const RouterInterface& interface);

// 10000-Mbit/s port types and so on: "10G".
std::string SpecOf(const Circuit& circuit);

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_WORLD_RENDER_H_
