// How Huawei's Direct Connect API (version 3) is called: JSON in, JSON out, in the path of a project, with a signature
// or a token. A region has credentials of its own, and a project.
#ifndef ADAPTERS_HUAWEI_CLIENT_PROTOCOL_H_
#define ADAPTERS_HUAWEI_CLIENT_PROTOCOL_H_

#include <memory>

#include "adapters/common/client/signing_client.h"
#include "adapters/huawei/client/config.h"

namespace ic::huawei {

// Makes no call and resolves no credentials: that happens at the first call.
std::unique_ptr<ApiClient> MakeClient(Settings settings, ClientDependencies dependencies);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_CLIENT_PROTOCOL_H_
