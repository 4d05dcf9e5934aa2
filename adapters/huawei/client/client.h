// The Direct Connect API (v3) as calls of JSON in, JSON out: endpoint, project, credentials, signing, rate limiting,
// retries and error parsing. Knows the operations (operations.h) and nothing of their members.
#ifndef ADAPTERS_HUAWEI_CLIENT_CLIENT_H_
#define ADAPTERS_HUAWEI_CLIENT_CLIENT_H_

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/huawei/client/config.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "base/status.h"

namespace ic {
class HttpTransport;
}  // namespace ic

namespace ic::huawei {

// One call. Aggregate: {.operation = "ShowVirtualInterface", .id = id}.
struct ApiCall {
  std::string_view operation;
  std::string region = {};                                      // empty: the client's default region
  std::string id = {};                                          // goes into the path
  std::vector<std::pair<std::string, std::string>> query = {};  // not encoded yet
  const nlohmann::json* body = nullptr;                         // what the operation's member wraps; null: no body
  Duration timeout = std::chrono::seconds(60);                  // of one sending
};

// An interface, so that mapping and rules are tested without HTTP. Thread-safe.
class DirectConnectClient {
 public:
  virtual ~DirectConnectClient() = default;

  // Makes one call. The answer is the body, unwrapped from the operation's member where it has one (of lists it is
  // whole). Errors carry a RemoteError with the vendor's code and request id, and one of these codes:
  //   kNotFound           the id in the path, or one in the body, names nothing
  //   kAlreadyExists      something with that key is there already
  //   kInvalidArgument    the request is wrong; or `operation` is none
  //   kFailedPrecondition the object's state does not allow it now (IsLocked: another operation); no region; no project
  //   kPermissionDenied   IAM refuses it, or read_only does
  //   kUnauthenticated    no, wrong or expired credentials
  //   kResourceExhausted  throttled until the retries ran out, or a quota is reached
  //   kUnavailable, kDeadlineExceeded  not reached, failed or too slow
  //   kCancelled          `stop` was requested
  //   kInternal           the answer is not what the API promises
  // ambiguous() is true where the call may have been carried out: the object must be looked for before the call is
  // made again.
  virtual StatusOr<nlohmann::json> Call(const ApiCall& call, std::stop_token stop) = 0;

  // Follows page_info.next_marker and returns all elements of the list as one array, 2000 a page. At most 1000 pages;
  // a marker seen twice is kInternal.
  StatusOr<nlohmann::json> CallPaged(const ApiCall& call, std::stop_token stop);

  // The region calls go to that name none. Error: kFailedPrecondition, says how to set it.
  virtual StatusOr<std::string> DefaultRegion() const = 0;

  // The enterprise project new objects go to that name none; empty: the default one.
  virtual std::string DefaultEnterpriseProject() const { return {}; }
};

// What a client stands on. The pointers outlive it, the shared one is kept.
struct ClientDependencies {
  Clock* clock = nullptr;
  Random* random = nullptr;
  Logger logger;
  std::shared_ptr<HttpTransport> transport;  // null: curl, made from the settings
  std::string user_agent;                    // empty: "interconnect/<version>"
};

// Reads the files; makes no call and resolves no credentials: that happens at the first call.
StatusOr<std::unique_ptr<DirectConnectClient>> MakeDirectConnectClient(HuaweiConfig config, Environment environment,
                                                                       ClientDependencies dependencies);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_CLIENT_CLIENT_H_
