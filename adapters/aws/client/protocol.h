// How AWS's Direct Connect API is called: JSON in, JSON out (awsJson 1.1), signed with Signature Version 4.
#ifndef ADAPTERS_AWS_CLIENT_PROTOCOL_H_
#define ADAPTERS_AWS_CLIENT_PROTOCOL_H_

#include <memory>

#include "adapters/aws/client/config.h"
#include "adapters/common/client/signing_client.h"

namespace ic::aws {

// Makes no call and resolves no credentials: that happens at the first call.
std::unique_ptr<ApiClient> MakeClient(Settings settings, ClientDependencies dependencies);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_CLIENT_PROTOCOL_H_
