// The Direct Connect API as calls of JSON in, JSON out (awsJson 1.1): endpoint, credentials, signing, rate limiting,
// retries and error parsing. Knows the operations' names and nothing of their members.
#ifndef ADAPTERS_AWS_CLIENT_CLIENT_H_
#define ADAPTERS_AWS_CLIENT_CLIENT_H_

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "adapters/aws/client/config.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "base/status.h"

namespace ic {
class HttpTransport;
class ProcessRunner;
}  // namespace ic

namespace ic::aws {

struct CallOptions {
  std::string region;                           // empty: the client's default region
  std::optional<bool> idempotent;               // what operations.h says, if not set
  Duration timeout = std::chrono::seconds(60);  // of one sending
};

// An interface, so that mapping and rules are tested without HTTP. Thread-safe.
class DirectConnectClient {
 public:
  virtual ~DirectConnectClient() = default;

  // Makes one call. `input` is a JSON object. Whether the call changes anything is looked up in operations.h.
  // Errors carry a RemoteError with AWS's code and request id, and one of these codes:
  //   kNotFound           the message names an object that does not exist
  //   kAlreadyExists      something with that key is there already
  //   kInvalidArgument    the request is wrong (validation, tags); or `operation` is none
  //   kFailedPrecondition the object's state does not allow it now (transitioning, not available); clock skew; no
  //   region kPermissionDenied   IAM refuses it, or read_only does; the message says how to lift it kUnauthenticated
  //   no, wrong or expired credentials kResourceExhausted  throttled until the retries ran out, or a quota is reached
  //   kUnavailable, kDeadlineExceeded  not reached, failed (HTTP 5xx, DirectConnectServerException) or too slow
  //   kCancelled          `stop` was requested
  //   kInternal           the answer is not what the API promises
  // ambiguous() is true where the call may have been carried out: the object must be looked for before the call is
  // made again. That covers lost answers, HTTP 5xx, DirectConnectServerException and unreadable answers.
  virtual StatusOr<nlohmann::json> Call(std::string_view operation, const nlohmann::json& input,
                                        const CallOptions& options, std::stop_token stop) = 0;

  // Follows nextToken and returns all elements of `list_member` as one array. Never sends maxResults by itself: without
  // it the service answers with everything, and older regions know no paging. At most 1000 pages; a token seen twice
  // is kInternal.
  StatusOr<nlohmann::json> CallPaged(std::string_view operation, const nlohmann::json& input,
                                     std::string_view list_member, const CallOptions& options, std::stop_token stop);

  // The region calls go to that name none. Error: kFailedPrecondition, says how to set it.
  virtual StatusOr<std::string> DefaultRegion() const = 0;
};

// What a client stands on. The pointers outlive it, the shared ones are kept.
struct ClientDependencies {
  Clock* clock = nullptr;
  Random* random = nullptr;
  Logger logger;
  std::shared_ptr<HttpTransport> transport;  // null: curl, made from the settings
  std::shared_ptr<ProcessRunner> processes;  // null: the machine's
  std::string user_agent;                    // empty: "interconnect/<version>"
};

// Reads the shared files; makes no call and resolves no credentials: that happens at the first call.
StatusOr<std::unique_ptr<DirectConnectClient>> MakeDirectConnectClient(AwsConfig config, Environment environment,
                                                                       ClientDependencies dependencies);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_CLIENT_CLIENT_H_
