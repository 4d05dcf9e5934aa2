// The VPC API as calls of parameters in, JSON out (RPC style): endpoint, credentials, signing, client tokens, rate
// limiting, retries and error parsing. RegionId and the client token are added here: the token stays the same over all
// sendings of a call, the nonce does not. Members that are lists or objects become "Filter.1.Key".
#ifndef ADAPTERS_ALIBABA_CLIENT_CLIENT_H_
#define ADAPTERS_ALIBABA_CLIENT_CLIENT_H_

#include <memory>
#include <string>

#include "adapters/alibaba/client/config.h"
#include "adapters/common/client/api_client.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"

namespace ic {
class HttpTransport;
class ProcessRunner;
}  // namespace ic

namespace ic::alibaba {

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

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_CLIENT_CLIENT_H_
