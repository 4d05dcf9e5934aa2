// How objects look on the wire: which members an answer has, and which only in some states.
#ifndef SIMULATORS_AWS_WORLD_RENDER_H_
#define SIMULATORS_AWS_WORLD_RENDER_H_

#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "simulators/aws/world/objects.h"
#include "simulators/aws/world/world.h"

namespace ic::sim::aws {

// `viewer` is the account that asks: tags are shown to the owner only.
nlohmann::json ConnectionJson(const World& world, const Connection& connection, std::string_view viewer);
nlohmann::json InterconnectJson(const Connection& interconnect, std::string_view viewer);
nlohmann::json LagJson(const World& world, const Lag& lag, std::string_view viewer);
nlohmann::json InterfaceJson(const World& world, const VirtualInterface& interface, std::string_view viewer);
nlohmann::json GatewayJson(const World& world, const DxGateway& gateway, std::string_view viewer);
nlohmann::json AssociationJson(const Association& association);
nlohmann::json ProposalJson(const Proposal& proposal);
nlohmann::json FailoverTestJson(const FailoverTest& test);
nlohmann::json TagsJson(const Tags& tags);
nlohmann::json MacSecKeysJson(const std::vector<MacSecKey>& keys);
nlohmann::json PrefixesJson(const std::vector<std::string>& prefixes);

// Seconds since 1970 as a number, with milliseconds.
double EpochSeconds(Time time);

// The Amazon side's ASN of an interface: 7224 if public, else that of its gateway.
std::int64_t AmazonAsn(const World& world, const VirtualInterface& interface);

// The peer whose values stand at the interface's top level: the oldest that still lives.
const BgpPeer* FirstPeer(const VirtualInterface& interface);

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_WORLD_RENDER_H_
