// The client of a vendor whose calls are signed HTTP requests: the order of what happens to a call, once, over what a
// vendor's protocol says of it. Encoded once; then for each sending: credentials, the region's rate, signature,
// sending, when to come back, meaning; and sent again where that is safe.
#ifndef ADAPTERS_COMMON_CLIENT_SIGNING_CLIENT_H_
#define ADAPTERS_COMMON_CLIENT_SIGNING_CLIENT_H_

#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/client/answer.h"
#include "adapters/common/client/api_client.h"
#include "adapters/common/client/credentials.h"
#include "adapters/contract/caller.h"
#include "adapters/wire/environment.h"
#include "adapters/wire/http.h"
#include "adapters/wire/retry.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "base/status.h"

namespace ic {

// One sending of a call.
struct Signing {
  const Credentials& credentials;
  const std::string& region;
  const RetryAttempt& attempt;
  Time now;
  Random& random;
};

// What a failure means for sending the call again.
struct Refusal {
  FailureKind kind = FailureKind::kPermanent;
  // The credentials were refused, surely before anything was carried out, and others may be there by now: they are
  // searched for anew, once a call.
  bool search_again = false;
};

// What is a vendor's own about calling its API. Thread-safe; knows the operations' names and nothing of their members.
class Protocol {
 public:
  struct Words {
    std::string_view vendor;       // "AWS": in logs
    std::string_view service;      // "Direct Connect": in messages
    std::string_view retry_after;  // a header of the vendor's own that is asked before Retry-After; may be empty
    std::vector<std::string_view> secret_members;  // their texts must not come back in a message
    bool scoped_credentials = false;               // a region has credentials of its own
    bool projects_own = false;  // what is made belongs to the project of the credentials, not to their account
  };

  virtual ~Protocol() = default;
  virtual const Words& words() const = 0;

  // The region calls go to that name none. Error: kFailedPrecondition, says how to set it.
  virtual StatusOr<std::string> DefaultRegion() const = 0;

  // The request of a call, but for what changes from sending to sending, and what the client adds: User-Agent, timeout,
  // names for logs. Errors: kInvalidArgument, a region or an endpoint that cannot be.
  virtual StatusOr<HttpRequest> Encode(const Operation& operation, const ApiCall& call, const std::string& region,
                                       Random& random) const = 0;

  // Asks the sources, once, in order; `region` is where scoped credentials are for, else empty.
  virtual StatusOr<Credentials> FindCredentials(const std::string& region, const CredentialTools& tools,
                                                std::stop_token stop) const = 0;

  // The account that `credentials` are of, asked of the vendor once. An empty owner: it does not tell.
  virtual StatusOr<Caller> FindAccount(const Credentials& /*credentials*/, const std::string& /*region*/,
                                       const CredentialTools& /*tools*/, std::stop_token /*stop*/) const {
    return Caller();
  }

  // Completes a copy of the encoded request and signs it.
  virtual void Sign(const Signing& signing, HttpRequest& request) const = 0;

  // The JSON object of a successful answer, or the failure (its codes: api_client.h).
  virtual StatusOr<nlohmann::json> Decode(const AnswerContext& context, const HttpResponse& response) const = 0;

  // `used`: what the refused request was signed with; null if none was sent.
  virtual Refusal Classify(const Status& failure, const Credentials* used) const = 0;
};

// The body of a call, its members wrapped as `operation` says. Error: kInvalidArgument, a text that is no UTF-8.
StatusOr<std::string> BodyOf(const Operation& operation, const nlohmann::json& members);

// Whose credentials may be used, by account id. At most one of the two has any; both empty: whoever's.
struct AccountRule {
  std::vector<std::string> allowed;
  std::vector<std::string> forbidden;

  bool empty() const { return allowed.empty() && forbidden.empty(); }
  // kFailedPrecondition with a full sentence if it is not to be used.
  Status Check(const Caller& account) const;
};

// What a client stands on. The pointers outlive it, the shared ones are kept.
struct ClientDependencies {
  Clock* clock = nullptr;
  Random* random = nullptr;
  Logger logger = {};
  std::shared_ptr<HttpTransport> transport = {};  // null: curl, made from the settings
  std::shared_ptr<ProcessRunner> processes = {};  // null: the machine's
  std::string user_agent = {};                    // empty: "interconnect/<version>"
  AccountRule accounts = {};
  bool plain_http = false;                 // requests may go without encryption (wire/plain_http.h)
  std::shared_ptr<RunBudget> budget = {};  // of the run; null: of this client alone
};

struct SigningClientOptions {
  std::string ca_bundle = {};    // path; empty: what the environment names, or the machine's
  Environment environment = {};  // for that
  int max_attempts = 10;
  bool read_only = false;  // no changing call leaves the process
};

// Makes no call and resolves no credentials: that happens at the first call.
std::unique_ptr<ApiClient> MakeSigningClient(std::unique_ptr<Protocol> protocol, std::span<const Operation> operations,
                                             SigningClientOptions options, ClientDependencies dependencies);

}  // namespace ic

#endif  // ADAPTERS_COMMON_CLIENT_SIGNING_CLIENT_H_
