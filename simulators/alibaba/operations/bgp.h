// Rules that BGP groups, peers and networks share.
#ifndef SIMULATORS_ALIBABA_OPERATIONS_BGP_H_
#define SIMULATORS_ALIBABA_OPERATIONS_BGP_H_

#include <string>
#include <string_view>

#include "simulators/alibaba/operations/operation.h"

namespace ic::sim::alibaba {

// Null if the caller has none of that id in the region.
Group* OwnGroup(const OperationCall& call, std::string_view id);

// InvalidStatus.CannotOperate unless it is Available, or the VBR active.
Status CheckAvailable(const Life& life);
Status CheckActive(const Router& router);

// True if the parameter was not sent or is `value`.
bool Wanted(const OperationCall& call, const std::string& name, std::string_view value);

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_OPERATIONS_BGP_H_
