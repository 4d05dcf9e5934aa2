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

// What Operation::service may be. Empty: the VPC API.
inline constexpr std::string_view kQuotasService = "quotas";  // Quota Center (quotas 2020-05-10)
// Express Connect routers (ExpressConnectRouter 2023-09-01), at an endpoint of their own and without a region.
inline constexpr std::string_view kRouterService = "expressconnectrouter";

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_CLIENT_OPERATIONS_H_
