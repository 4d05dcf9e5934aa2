// What the service checks of a virtual interface and of a BGP peer before it makes one.
#ifndef SIMULATORS_AWS_OPERATIONS_INTERFACE_RULES_H_
#define SIMULATORS_AWS_OPERATIONS_INTERFACE_RULES_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "simulators/aws/operations/operation.h"

namespace ic::sim::aws {

// A session as a request describes it, checked; what was left out is filled in (addresses, key).
StatusOr<BgpPeer> ReadPeer(OperationCall& call, const VirtualInterface& interface, const Json& in);

// The interface that `in` (the structure inside a Create… or Allocate… request) describes on `port`, with its first
// peer, not yet in the world and without a state.
StatusOr<VirtualInterface> ReadInterface(OperationCall& call, const Port& port, std::string_view type, const Json& in);

// The port can take interfaces at all, and one more of this type with this VLAN. `moving` is the interface that comes
// from another port, or null.
Status CheckPortTakes(const OperationCall& call, const Port& port, std::string_view type, int vlan,
                      const VirtualInterface* moving);

// The gateway exists and can take one more interface. Exactly one of the two ids for a private interface, a Direct
// Connect gateway for a transit one.
Status CheckGateways(OperationCall& call, std::string_view type, const std::string& gateway_id,
                     const std::string& dx_gateway_id);

Status CheckMtu(std::string_view type, std::int64_t mtu);
// `dx_gateway_id` is that of the interface; empty if it is on a virtual private gateway.
Status CheckSiteLink(std::string_view type, std::string_view dx_gateway_id);

// The VGW or TGW of that id: known, or accepted as the service would an existing one. Ids that contain "missing" never
// exist. Null if there is none, or if it is not available in the region.
const CloudGateway* FindCloudGateway(OperationCall& call, const std::string& id);

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_OPERATIONS_INTERFACE_RULES_H_
