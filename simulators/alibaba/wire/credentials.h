// The access keys that the simulated services know, the temporary ones they hand out, and the nonces they have seen.
//
// All published keys are in simulators/README.md: they open nothing but a simulator on loopback.
#ifndef SIMULATORS_ALIBABA_WIRE_CREDENTIALS_H_
#define SIMULATORS_ALIBABA_WIRE_CREDENTIALS_H_

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/random.h"
#include "base/status.h"
#include "simulators/alibaba/wire/signature.h"
#include "simulators/server/http.h"
#include "simulators/server/objects/credential_store.h"
#include "simulators/server/objects/short_memory.h"

namespace ic::sim::alibaba {

// Account ids have 16 digits. JavaScript's numbers hold these exactly, as not all real ones.
inline constexpr std::string_view kAccount = "1234567890123456";
inline constexpr std::string_view kPartnerAccount = "2345678901234567";

// Who signed a request.
struct Identity {
  std::string account;
  std::string arn;
  std::string access_key;
};

// Thread-safe.
class Credentials {
 public:
  explicit Credentials(std::uint64_t seed);

  // Makes a temporary credential for `account` that lasts until `expires`.
  Credential Issue(const std::string& account, const std::string& arn, Time expires);

  // Verifies the signature of a request at `now`, and that its nonce has not come before. The errors are the service's.
  StatusOr<Identity> Authenticate(const HttpRequest& request, const Parameters& parameters, Time now);

  // Lets a temporary credential expire now, or revokes a long-term one. NOT_FOUND if the key is unknown.
  Status Expire(std::string_view access_key, Time now);

  // Back to the published keys; forgets the nonces.
  void Reset();

 private:
  StatusOr<Credential> Find(const Claim& claim, Time now) const;
  Status UseNonce(const std::string& nonce, Time now);

  const std::uint64_t seed_;
  mutable std::mutex mutex_;
  std::unique_ptr<Random> random_;
  CredentialStore store_;
  ShortMemory<bool> nonces_{kNonceWindow};  // that were used
};

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_WIRE_CREDENTIALS_H_
