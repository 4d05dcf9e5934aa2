// AWS's state words and what they mean for us.
// Source: service model directconnect 2012-10-25, enumerations ConnectionState, LagState, VirtualInterfaceState,
// BGPPeerState, DirectConnectGatewayState and DirectConnectGatewayAssociationState.
#ifndef ADAPTERS_AWS_TABLES_STATES_H_
#define ADAPTERS_AWS_TABLES_STATES_H_

#include <string_view>

#include "adapters/common/tables/stages.h"

namespace ic::aws {

// kConnection: LAGs too. kBgpCidr: associations of Direct Connect gateways.
const StateTable& States();
inline const StateRow& StateOf(Kind kind, std::string_view word) { return States().Of(kind, word); }

// Of a Direct Connect gateway: nothing can be attached to it any more.
bool IsGatewayEnding(std::string_view word);

// From the states of a peer and of its BGP session.
HealthState SessionHealth(std::string_view peer_state, std::string_view bgp_status);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_TABLES_STATES_H_
