// The Direct Connect API (v3) as calls of JSON in, JSON out: endpoint, project, credentials, signing, rate limiting,
// retries and error parsing. Knows the operations (operations.h) and nothing of their members.
#ifndef ADAPTERS_HUAWEI_CLIENT_CLIENT_H_
#define ADAPTERS_HUAWEI_CLIENT_CLIENT_H_

#include <memory>
#include <string>

#include "adapters/common/client/api_client.h"
#include "adapters/huawei/client/config.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"

namespace ic {
class HttpTransport;
}  // namespace ic

namespace ic::huawei {

// What a client stands on. The pointers outlive it, the shared one is kept.
struct ClientDependencies {
  Clock* clock = nullptr;
  Random* random = nullptr;
  Logger logger;
  std::shared_ptr<HttpTransport> transport;  // null: curl, made from the settings
  std::string user_agent;                    // empty: "interconnect/<version>"
};

// Makes no call and resolves no credentials: that happens at the first call.
std::unique_ptr<ApiClient> MakeClient(Settings settings, ClientDependencies dependencies);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_CLIENT_CLIENT_H_
