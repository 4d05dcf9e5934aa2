// The vendor's state words and what they mean for us. A word nobody knew yet is neither a failure nor an absence: waits
// go on, reads go through, a warning is logged.
// Source: VPC API reference, Status of DescribePhysicalConnections, DescribeVirtualBorderRouters, DescribeBgpGroups,
// DescribeBgpPeers and DescribeBgpNetworks.
#ifndef ADAPTERS_ALIBABA_TABLES_STATES_H_
#define ADAPTERS_ALIBABA_TABLES_STATES_H_

#include <cstdint>
#include <string_view>

#include "adapters/contract/adapter.h"

namespace ic::alibaba {

// What an object of a state is like.
enum class Stage : std::uint8_t {
  kUnderway,  // the vendor, its people or another account are at work
  kReady,     // it does what it can do
  kStopped,   // terminated: it is there, and carries nothing
  kLeaving,   // being deleted
  kGone,      // deleted, rejected, canceled: listed for a while, and as good as absent
  kUnknown,   // a word this build does not know
};

// Of a physical connection. Case and spaces do not count: "Allocation Failed" is also written "AllocationFailed".
// Allocated and Confirmed are kUnderway: the port is there, and not in service.
Stage ConnectionStage(std::string_view state);
// Of a virtual border router; `unconfirmed` (another account's) is kReady.
Stage InterfaceStage(std::string_view state);
// Of BGP groups, peers and networks.
Stage BgpStage(std::string_view state);

bool IsKnownState(Kind kind, std::string_view state);

// The state of a connection that carries traffic, unless its account is locked.
HealthState ConnectionHealth(std::string_view state, std::string_view business_status);
// From the router's state and its sessions: 1 one is up, 0 none is, -1 there is none or none is told of.
HealthState InterfaceHealth(std::string_view state, int sessions_up);
HealthState SessionHealth(std::string_view peer_state, std::string_view bgp_status);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_TABLES_STATES_H_
