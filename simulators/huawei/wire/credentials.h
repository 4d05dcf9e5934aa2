// The access keys and tokens that the simulated cloud knows, and the temporary ones it hands out.
#ifndef SIMULATORS_HUAWEI_WIRE_CREDENTIALS_H_
#define SIMULATORS_HUAWEI_WIRE_CREDENTIALS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/random.h"
#include "base/status.h"
#include "simulators/server/http.h"
#include "simulators/server/objects/credential_store.h"

namespace ic::sim::huawei {

// Who called.
struct Identity {
  std::string account;     // id of the domain
  std::string project;     // a token's scope; empty: not bound to one
  std::string access_key;  // empty: came with a token
};

// More wrong signatures in a row than this lock the key, for this long.
constexpr int kMostFailures = 5;
constexpr Duration kLockTime = std::chrono::minutes(5);

// Thread-safe. `wall` judges signatures and expiry, `simulated` the time of a lock.
class Credentials {
 public:
  Credentials(std::uint64_t seed, Clock& wall, Clock& simulated);

  Credential IssueKey(const std::string& account, Duration lifetime);
  // A token of `account`, bound to `project` if that is not empty.
  std::string IssueToken(const std::string& account, const std::string& project, Duration lifetime);

  // By signature, or by X-Auth-Token. APIGW.0301 (401) says what is wrong with either.
  StatusOr<Identity> Authenticate(const HttpRequest& request);
  StatusOr<Identity> CheckToken(std::string_view token) const;

  // Lets a token or a temporary key expire now, or revokes a permanent one. NOT_FOUND if it is unknown.
  Status Expire(std::string_view access_key_or_token);

  // Back to the published keys.
  void Reset();

 private:
  struct Token {
    Identity identity;
    Time expires;
  };
  struct Failures {
    int count = 0;
    std::optional<Time> locked_until;  // simulated
  };

  StatusOr<Identity> CheckSignature(const HttpRequest& request);

  const std::uint64_t seed_;
  Clock& wall_;
  Clock& simulated_;
  mutable std::mutex mutex_;
  std::unique_ptr<Random> random_;
  CredentialStore keys_;
  std::map<std::string, Token, std::less<>> tokens_;
  std::map<std::string, Failures, std::less<>> failures_;
};

}  // namespace ic::sim::huawei

#endif  // SIMULATORS_HUAWEI_WIRE_CREDENTIALS_H_
