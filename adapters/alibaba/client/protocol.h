// How Alibaba Cloud's VPC API is called: parameters in, JSON out (RPC style), signed with ACS3-HMAC-SHA256. RegionId
// and the client token are added here: the token stays the same over all sendings of a call, the nonce does not.
// Members that are lists or objects become "Filter.1.Key".
#ifndef ADAPTERS_ALIBABA_CLIENT_PROTOCOL_H_
#define ADAPTERS_ALIBABA_CLIENT_PROTOCOL_H_

#include <memory>

#include "adapters/alibaba/client/config.h"
#include "adapters/common/client/signing_client.h"

namespace ic::alibaba {

// Makes no call and resolves no credentials: that happens at the first call.
std::unique_ptr<ApiClient> MakeClient(Settings settings, ClientDependencies dependencies);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_CLIENT_PROTOCOL_H_
