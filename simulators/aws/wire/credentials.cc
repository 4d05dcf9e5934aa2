#include "simulators/aws/wire/credentials.h"

#include <fmt/format.h>

#include "simulators/aws/wire/error.h"
#include "simulators/aws/wire/sigv4.h"

namespace ic::sim::aws {
namespace {

constexpr std::string_view kUpperAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view kSecretAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

Credentials::Credentials(std::uint64_t seed) : seed_(seed) { Reset(); }

void Credentials::Reset() {
  const std::lock_guard lock(mutex_);
  random_ = SeededRandom(seed_ ^ 0x5eed5eed5eed5eedULL);
  store_.Clear();
  store_.AddPublished({.long_term = "AKIASIMULATOR000000",
                       .temporary = "ASIASIMULATOR000000",
                       .token = "simulator-session-token-",
                       .account = std::string(kAccount),
                       .partner = std::string(kPartnerAccount),
                       .account_arn = fmt::format("arn:aws:iam::{}:user/simulator", kAccount),
                       .partner_arn = fmt::format("arn:aws:iam::{}:user/simulator", kPartnerAccount),
                       .role_arn = fmt::format("arn:aws:sts::{}:assumed-role/simulator/published", kAccount)});
}

Credential Credentials::Issue(const std::string& account, const std::string& arn, Time expires) {
  const std::lock_guard lock(mutex_);
  return store_.Add({.access_key = "ASIA" + RandomText(*random_, 16, kUpperAlphabet),
                     .secret = RandomText(*random_, 40, kSecretAlphabet),
                     .token = RandomText(*random_, 256, kSecretAlphabet),
                     .account = account,
                     .arn = arn,
                     .expires = expires});
}

StatusOr<Identity> Credentials::Authenticate(const HttpRequest& request, std::string_view service, Time now) const {
  IC_ASSIGN_OR_RETURN(const Authorization authorization, ParseAuthorization(request));
  Credential credential;
  {
    const std::lock_guard lock(mutex_);
    const Credential* found = store_.Find(authorization.access_key);
    const std::string token = request.Header("x-amz-security-token").value_or("");
    if (found == nullptr || found->token != token) {
      return AwsError("UnrecognizedClientException", "The security token included in the request is invalid.");
    }
    credential = *found;
  }
  if (credential.expires && *credential.expires <= now) {
    return AwsError("ExpiredTokenException", "The security token included in the request is expired");
  }
  IC_RETURN_IF_ERROR(Verify(request, authorization, credential.secret, service, now));
  return Identity{credential.account, credential.arn, credential.access_key, authorization.region};
}

Status Credentials::Expire(std::string_view access_key, Time now) {
  const std::lock_guard lock(mutex_);
  return store_.Expire(access_key, now);
}

}  // namespace ic::sim::aws
