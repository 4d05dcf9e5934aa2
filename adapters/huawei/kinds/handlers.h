// The kinds of Huawei.
#ifndef ADAPTERS_HUAWEI_KINDS_HANDLERS_H_
#define ADAPTERS_HUAWEI_KINDS_HANDLERS_H_

#include "adapters/common/kinds/kind_handler.h"

namespace ic::huawei {

using Handler = KindHandler;

// They live for ever.
const Handler& ConnectionHandler();
const Handler& InterfaceHandler();
const Handler& PeerHandler();
const Handler& SubnetHandler();

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_KINDS_HANDLERS_H_
