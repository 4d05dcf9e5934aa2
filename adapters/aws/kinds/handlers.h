// The kinds of AWS.
#ifndef ADAPTERS_AWS_KINDS_HANDLERS_H_
#define ADAPTERS_AWS_KINDS_HANDLERS_H_

#include "adapters/common/kinds/kind_handler.h"

namespace ic::aws {

using Handler = KindHandler;

// They live for ever.
const Handler& ConnectionHandler();
const Handler& InterfaceHandler();
const Handler& PeerHandler();
const Handler& AllowedPrefixHandler();

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_HANDLERS_H_
