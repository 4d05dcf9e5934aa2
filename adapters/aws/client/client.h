// The Direct Connect API as calls of JSON in, JSON out (awsJson 1.1): endpoint, credentials, signing, rate limiting,
// retries and error parsing. Knows the operations' names (operations.h) and nothing of their members.
#ifndef ADAPTERS_AWS_CLIENT_CLIENT_H_
#define ADAPTERS_AWS_CLIENT_CLIENT_H_

#include <memory>
#include <string>

#include "adapters/aws/client/config.h"
#include "adapters/common/client/api_client.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"

namespace ic {
class HttpTransport;
class ProcessRunner;
}  // namespace ic

namespace ic::aws {

// What a client stands on. The pointers outlive it, the shared ones are kept.
struct ClientDependencies {
  Clock* clock = nullptr;
  Random* random = nullptr;
  Logger logger;
  std::shared_ptr<HttpTransport> transport;  // null: curl, made from the settings
  std::shared_ptr<ProcessRunner> processes;  // null: the machine's
  std::string user_agent;                    // empty: "interconnect/<version>"
};

// Makes no call and resolves no credentials: that happens at the first call.
std::unique_ptr<ApiClient> MakeClient(Settings settings, ClientDependencies dependencies);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_CLIENT_CLIENT_H_
