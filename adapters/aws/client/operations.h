// What is known of each Direct Connect operation before it is sent: whether it changes anything, and whether sending it
// twice does the same as sending it once. The API has no client tokens, so a create is never idempotent.
// Source: the service model 2012-10-25 (names), and the operations' documented behaviour on repetition.
#ifndef ADAPTERS_AWS_CLIENT_OPERATIONS_H_
#define ADAPTERS_AWS_CLIENT_OPERATIONS_H_

#include <span>

#include "adapters/common/client/api_client.h"

namespace ic::aws {

// Sorted by name.
std::span<const Operation> Operations();

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_CLIENT_OPERATIONS_H_
