// The VPC API as calls of parameters in, JSON out (RPC style): endpoint, credentials, signing, client tokens, rate
// limiting, retries and error parsing. Knows the operations' names and nothing of their members.
#ifndef ADAPTERS_ALIBABA_CLIENT_CLIENT_H_
#define ADAPTERS_ALIBABA_CLIENT_CLIENT_H_

#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "adapters/alibaba/client/config.h"
#include "adapters/alibaba/client/signer.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "base/status.h"

namespace ic {
class HttpTransport;
class ProcessRunner;
}  // namespace ic

namespace ic::alibaba {

// Adds a list the way the API takes it: "Filter.1.Value.1".
void AddList(Parameters& parameters, std::string_view name, const std::vector<std::string>& values);

// Where an answer has its list: {"BgpGroups", "BgpGroup"} for BgpGroups.BgpGroup[].
struct ListPath {
  std::string_view wrapper;
  std::string_view item;
};

// An interface, so that mapping and rules are tested without HTTP. Thread-safe.
class VpcClient {
 public:
  virtual ~VpcClient() = default;

  // Makes one call in `region` (empty: the default one). RegionId and the client token are added here: the token stays
  // the same over all sendings of the call, the nonce does not. Whether the call changes anything is looked up in
  // operations.h.
  // Errors carry a RemoteError with the vendor's code and request id, and one of these codes:
  //   kNotFound           the message names an object that does not exist
  //   kAlreadyExists      something with that key is there already
  //   kInvalidArgument    the request is wrong; or `operation` is none
  //   kFailedPrecondition the object's state does not allow it now, something depends on it; clock skew; no region
  //   kPermissionDenied   RAM refuses it, or read_only does
  //   kUnauthenticated    no, wrong or expired credentials
  //   kResourceExhausted  throttled until the retries ran out, or a quota is reached
  //   kUnimplemented      the endpoint or the region has no such thing
  //   kUnavailable, kDeadlineExceeded  not reached, failed (HTTP 5xx) or too slow
  //   kCancelled          `stop` was requested
  //   kInternal           the answer is not what the API promises
  // ambiguous() is true where the call may have been carried out.
  virtual StatusOr<nlohmann::json> Call(std::string_view operation, const Parameters& parameters,
                                        const std::string& region, std::stop_token stop) = 0;

  // Follows PageNumber and returns all elements of the list as one array, 50 a page, at most 1000 pages. An element
  // that moved to another page meanwhile may be there twice.
  StatusOr<nlohmann::json> CallPaged(std::string_view operation, const Parameters& parameters, const ListPath& path,
                                     const std::string& region, std::stop_token stop);
  // Likewise by MaxResults and NextToken, for the operations that page so. A token seen twice is kInternal.
  StatusOr<nlohmann::json> CallByToken(std::string_view operation, const Parameters& parameters,
                                       std::string_view list_member, const std::string& region, std::stop_token stop);

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

// Reads the configuration file; makes no call and resolves no credentials: that happens at the first call.
StatusOr<std::unique_ptr<VpcClient>> MakeVpcClient(AlibabaConfig config, Environment environment,
                                                   ClientDependencies dependencies);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_CLIENT_CLIENT_H_
