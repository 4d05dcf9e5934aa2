#include "simulators/alibaba/wire/credentials.h"

#include <fmt/format.h>

#include "simulators/alibaba/wire/error.h"

namespace ic::sim::alibaba {
namespace {

constexpr std::string_view kKeyAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz123456789";
constexpr std::string_view kTokenAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

Credentials::Credentials(std::uint64_t seed) : seed_(seed) { Reset(); }

void Credentials::Reset() {
  const std::lock_guard lock(mutex_);
  random_ = SeededRandom(seed_ ^ 0xa11baba5eedULL);
  store_.Clear();
  nonces_ = ShortMemory<bool>(kNonceWindow);
  store_.AddPublished({.long_term = "LTAISIMULATOR000000",
                       .temporary = "STS.SIMULATOR000000",
                       .token = "simulator-security-token-",
                       .account = std::string(kAccount),
                       .partner = std::string(kPartnerAccount),
                       .account_arn = fmt::format("acs:ram::{}:user/simulator", kAccount),
                       .partner_arn = fmt::format("acs:ram::{}:user/simulator", kPartnerAccount),
                       .role_arn = fmt::format("acs:ram::{}:assumed-role/simulator/published", kAccount)});
}

Credential Credentials::Issue(const std::string& account, const std::string& arn, Time expires) {
  const std::lock_guard lock(mutex_);
  return store_.Add({.access_key = "STS." + RandomText(*random_, 26, kKeyAlphabet),
                     .secret = RandomText(*random_, 44, kKeyAlphabet),
                     .token = "CAIS" + RandomText(*random_, 250, kTokenAlphabet) + "==",
                     .account = account,
                     .arn = arn,
                     .expires = expires});
}

StatusOr<Credential> Credentials::Find(const Claim& claim, Time now) const {
  const std::lock_guard lock(mutex_);
  const Credential* found = store_.Find(claim.access_key);
  if (found == nullptr || (claim.security_token.empty() && !found->token.empty())) {
    return ApiError("InvalidAccessKeyId.NotFound", "Specified access key is not found.", 404);
  }
  if (found->token != claim.security_token) {
    return ApiError("InvalidSecurityToken.MismatchWithAccessKey",
                    "Specified SecurityToken mismatch with the AccessKey.");
  }
  if (found->expires && *found->expires <= now) {
    return ApiError("InvalidSecurityToken.Expired", "Specified SecurityToken is expired.");
  }
  return *found;
}

Status Credentials::UseNonce(const std::string& nonce, Time now) {
  const std::lock_guard lock(mutex_);
  if (nonces_.Find(nonce, now) != nullptr) {
    return ApiError("SignatureNonceUsed", "Specified signature nonce was used already.");
  }
  nonces_.Keep(nonce, true, now);
  return OkStatus();
}

StatusOr<Identity> Credentials::Authenticate(const HttpRequest& request, const Parameters& parameters, Time now) {
  IC_ASSIGN_OR_RETURN(const Claim claim, ReadClaim(request, parameters));
  IC_ASSIGN_OR_RETURN(const Credential credential, Find(claim, now));
  IC_RETURN_IF_ERROR(Verify(request, parameters, claim, credential.secret, now));
  IC_RETURN_IF_ERROR(UseNonce(claim.nonce, now));
  return Identity{credential.account, credential.arn, credential.access_key};
}

Status Credentials::Expire(std::string_view access_key, Time now) {
  const std::lock_guard lock(mutex_);
  return store_.Expire(access_key, now);
}

}  // namespace ic::sim::alibaba
