// Peers: the sessions of an interface, one of each family at most.
#ifndef SIMULATORS_HUAWEI_OPERATIONS_PEERS_H_
#define SIMULATORS_HUAWEI_OPERATIONS_PEERS_H_

#include <string>

#include "simulators/huawei/operations/checks.h"
#include "simulators/huawei/operations/operation.h"

namespace ic::sim::huawei {

// The virtual gateway the interface ends on; null if it ends on another kind of gateway.
Resource* GatewayOf(const World& world, const Resource& interface);

// Adds a peer that has passed CheckSession, in its first state.
Resource& AddPeer(OperationCall& call, const Resource& interface, const Session& session, const std::string& name,
                  const std::string& description);

// Refuses a change while the interface is shut down (DC.1210), unaccepted, or its gateway locked (DC.1118).
Status CheckChangeable(const OperationCall& call, const Resource& interface);

}  // namespace ic::sim::huawei

#endif  // SIMULATORS_HUAWEI_OPERATIONS_PEERS_H_
