// The kinds of Alibaba Cloud.
#ifndef ADAPTERS_ALIBABA_KINDS_HANDLERS_H_
#define ADAPTERS_ALIBABA_KINDS_HANDLERS_H_

#include "adapters/common/kinds/kind_handler.h"

namespace ic::alibaba {

using Handler = KindHandler;

// They live for ever.
const Handler& ConnectionHandler();
const Handler& InterfaceHandler();
const Handler& PeerHandler();
const Handler& GroupHandler();
const Handler& NetworkHandler();

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_HANDLERS_H_
