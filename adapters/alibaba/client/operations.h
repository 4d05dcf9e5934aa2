// What is known of each operation of the VPC API before it is sent: whether it changes anything, and how it takes the
// token that makes sending it twice do what it does once.
// Source: the API's metadata (VPC 2016-04-28). Operations without a token here are such that a repetition changes
// nothing more, or says that the object is gone already.
#ifndef ADAPTERS_ALIBABA_CLIENT_OPERATIONS_H_
#define ADAPTERS_ALIBABA_CLIENT_OPERATIONS_H_

#include <span>
#include <string_view>

#include "adapters/common/client/api_client.h"

namespace ic::alibaba {

// Sorted by name.
std::span<const Operation> Operations();

// True if the operation is one of the API of Express Connect routers (ExpressConnectRouter 2023-09-01), at an endpoint
// of its own and without a region; any other is of the VPC API.
bool IsOfRouters(std::string_view operation);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_CLIENT_OPERATIONS_H_
