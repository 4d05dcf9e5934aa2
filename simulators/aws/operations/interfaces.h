// Finding virtual interfaces, and setting them to work.
#ifndef SIMULATORS_AWS_OPERATIONS_INTERFACES_H_
#define SIMULATORS_AWS_OPERATIONS_INTERFACES_H_

#include <string_view>

#include "simulators/aws/operations/operation.h"

namespace ic::sim::aws {

// Its owner sees an interface, and so does who owns the port it is on; in the interface's region.
bool Visible(const OperationCall& call, const VirtualInterface& interface);
StatusOr<VirtualInterface*> VisibleInterface(const OperationCall& call, std::string_view id);
// The caller's own.
StatusOr<VirtualInterface*> OwnInterface(const OperationCall& call, std::string_view id);

// `pending`, or `verifying` for a public one that AWS has not reviewed; its peers likewise.
void BeginBuilding(OperationCall& call, VirtualInterface& interface);

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_OPERATIONS_INTERFACES_H_
