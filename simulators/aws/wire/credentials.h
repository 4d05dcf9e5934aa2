// The access keys that the simulated service knows, and the temporary ones it hands out.
//
// All of them are published in simulators/README.md: they open nothing but a simulator on loopback.
#ifndef SIMULATORS_AWS_WIRE_CREDENTIALS_H_
#define SIMULATORS_AWS_WIRE_CREDENTIALS_H_

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/random.h"
#include "base/status.h"
#include "simulators/server/http.h"
#include "simulators/server/objects/credential_store.h"

namespace ic::sim::aws {

inline constexpr std::string_view kAccount = "123456789012";
inline constexpr std::string_view kPartnerAccount = "210987654321";

// Who signed a request, and for which region.
struct Identity {
  std::string account;
  std::string arn;
  std::string access_key;
  std::string region;
};

// Thread-safe.
class Credentials {
 public:
  explicit Credentials(std::uint64_t seed);

  // Makes a temporary credential for `account` that lasts until `expires`.
  Credential Issue(const std::string& account, const std::string& arn, Time expires);

  // Verifies the request's signature for `service` at `now`. The errors are the service's own.
  StatusOr<Identity> Authenticate(const HttpRequest& request, std::string_view service, Time now) const;

  // Lets a temporary credential expire now, or revokes a long-term one. NOT_FOUND if the key is unknown.
  Status Expire(std::string_view access_key, Time now);

  // Back to the published keys.
  void Reset();

 private:
  const std::uint64_t seed_;
  mutable std::mutex mutex_;
  std::unique_ptr<Random> random_;
  CredentialStore store_;
};

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_WIRE_CREDENTIALS_H_
