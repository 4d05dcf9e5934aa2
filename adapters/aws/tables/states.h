// The vendor's state words and what they mean for us. A word nobody knew yet is neither a failure nor an absence:
// waits go on, reads go through, a warning is logged.
// Source: service model directconnect 2012-10-25, enumerations ConnectionState, LagState, VirtualInterfaceState,
// BGPPeerState and DirectConnectGatewayAssociationState.
#ifndef ADAPTERS_AWS_TABLES_STATES_H_
#define ADAPTERS_AWS_TABLES_STATES_H_

#include <cstdint>
#include <string_view>

#include "adapters/contract/adapter.h"

namespace ic::aws {

// What an object of a state is like.
enum class Stage : std::uint8_t {
  kUnderway,  // AWS, a partner or another account is at work
  kReady,     // provisioned; traffic or not is another question: a fresh interface is `down` until the router peers
  kLeaving,   // being deleted
  kGone,      // deleted or rejected: listed for a while (interfaces for 15 minutes), and as good as absent
  kUnknown,   // the service says `unknown`, or a word this build does not know
};

Stage ConnectionStage(std::string_view state);  // of LAGs too
// `verifying` (AWS reviews a public interface for up to 72 hours) is kUnderway.
Stage InterfaceStage(std::string_view state);
Stage PeerStage(std::string_view state);
Stage AssociationStage(std::string_view state);

// True for words that are in the enumeration, `unknown` included.
bool IsKnownState(Kind kind, std::string_view state);

HealthState ConnectionHealth(std::string_view state);
// From the state and whether sessions are up: 1 some is, 0 none is, -1 not told.
HealthState InterfaceHealth(std::string_view state, int sessions_up);
HealthState SessionHealth(std::string_view peer_state, std::string_view bgp_status);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_TABLES_STATES_H_
