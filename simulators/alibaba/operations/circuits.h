// Rules that dedicated and hosted circuits share.
#ifndef SIMULATORS_ALIBABA_OPERATIONS_CIRCUITS_H_
#define SIMULATORS_ALIBABA_OPERATIONS_CIRCUITS_H_

#include <string>

#include "simulators/alibaba/operations/operation.h"

namespace ic::sim::alibaba {

// 400 Forbidden.NotAllowedInState.
Status WrongState(const Circuit& circuit);

// The fields that creating and modifying have in common, as far as they were sent; nothing is set if one is wrong.
Status SetCircuitFields(const OperationCall& call, Circuit& circuit, bool creating);

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_OPERATIONS_CIRCUITS_H_
