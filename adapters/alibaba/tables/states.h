// Alibaba Cloud's state words and what they mean for us.
// Source: VPC API reference, Status of DescribePhysicalConnections, DescribeVirtualBorderRouters, DescribeBgpGroups,
// DescribeBgpPeers and DescribeBgpNetworks; LoaStatus and VpconnStatus of the first.
#ifndef ADAPTERS_ALIBABA_TABLES_STATES_H_
#define ADAPTERS_ALIBABA_TABLES_STATES_H_

#include <cstdint>
#include <string_view>

#include "adapters/common/tables/stages.h"

namespace ic::alibaba {

const StateTable& States();
inline const StateRow& StateOf(Kind kind, std::string_view word) { return States().Of(kind, word); }

// Of an entry of a router's own table, which is no kind of its own. The documents have two words for one that is there.
Stage RouteStage(std::string_view word);

// True if an Express Connect router is being deleted. Source: ExpressConnectRouter API, Status of
// DescribeExpressConnectRouter (2026-11-30).
bool IsGatewayEnding(std::string_view status);

// True if a port's word for its hosting says that it waits for us.
bool IsOffered(std::string_view vpconn_status);

// The port's bill is paid: a port whose account is locked carries nothing.
bool IsPaid(std::string_view business_status);

// How far a port is on its way into service, and out of it.
enum class PortStep : std::uint8_t {
  kOrdered,      // Initial, Approved
  kAllocating,   // Alibaba Cloud looks for a port
  kAllocated,    // the port is there, and not in service: what comes is ours or people's
  kConfirmed,    // between our two steps
  kInService,    // Enabled
  kTerminating,  // on its way out of service
  kOther,
};
PortStep PortStepOf(std::string_view state);

// Of its letter of authorization.
enum class LoaStep : std::uint8_t {
  kNone,       // to be applied for: never was, was rejected or deleted
  kReviewed,   // by people at Alibaba Cloud
  kAvailable,  // the line may be built
  kComplete,   // we said that it was built
};
LoaStep LoaStepOf(std::string_view loa_status);

// From the states of a peer and of its BGP session.
HealthState SessionHealth(std::string_view peer_state, std::string_view bgp_status);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_TABLES_STATES_H_
