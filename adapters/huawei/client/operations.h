// What is known of each operation before it is sent: method and path, the member its body is wrapped in, whether it
// changes anything, and whether sending it twice does the same as sending it once. No create takes a client token, so
// none is idempotent; updates name what they set, and a delete of what is gone says so.
// Source: Direct Connect API reference (v3); names as in Huawei's SDKs.
#ifndef ADAPTERS_HUAWEI_CLIENT_OPERATIONS_H_
#define ADAPTERS_HUAWEI_CLIENT_OPERATIONS_H_

#include <span>

#include "adapters/common/client/api_client.h"

namespace ic::huawei {

// Sorted by name.
std::span<const Operation> Operations();

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_CLIENT_OPERATIONS_H_
