#include "simulators/huawei/wire/credentials.h"

#include <fmt/format.h>

#include "simulators/huawei/wire/accounts.h"
#include "simulators/huawei/wire/error.h"
#include "simulators/huawei/wire/signature.h"

namespace ic::sim::huawei {
namespace {

constexpr std::string_view kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
constexpr std::string_view kMixed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

}  // namespace

Credentials::Credentials(std::uint64_t seed, Clock& wall, Clock& simulated)
    : seed_(seed), wall_(wall), simulated_(simulated) {
  Reset();
}

void Credentials::Reset() {
  const std::lock_guard lock(mutex_);
  random_ = SeededRandom(seed_ ^ 0x4ea7c10dULL);
  keys_.Clear();
  tokens_.clear();
  failures_.clear();
  keys_.AddPublished({.long_term = "HWAKSIMULATOR000000",
                      .temporary = "HSTASIMULATOR000000",
                      .token = "simulator-security-token-",
                      .account = std::string(Accounts()[0].id),
                      .partner = std::string(Accounts()[1].id)});
}

Credential Credentials::IssueKey(const std::string& account, Duration lifetime) {
  const std::lock_guard lock(mutex_);
  return keys_.Add({.access_key = "HST" + RandomText(*random_, 17, kUpper),
                    .secret = RandomText(*random_, 40, kMixed),
                    .token = RandomText(*random_, 300, kMixed),
                    .account = account,
                    .arn = "",
                    .expires = wall_.Now() + lifetime});
}

std::string Credentials::IssueToken(const std::string& account, const std::string& project, Duration lifetime) {
  const std::lock_guard lock(mutex_);
  std::string token = "MII" + RandomText(*random_, 600, kMixed);
  tokens_[token] = {{.account = account, .project = project, .access_key = ""}, wall_.Now() + lifetime};
  return token;
}

StatusOr<Identity> Credentials::Authenticate(const HttpRequest& request) {
  if (IsSigned(request)) return CheckSignature(request);
  const auto token = request.Header("x-auth-token");
  if (!token) {
    return AuthenticationError("neither an SDK-HMAC-SHA256 Authorization header nor X-Auth-Token is present");
  }
  return CheckToken(*token);
}

StatusOr<Identity> Credentials::CheckToken(std::string_view token) const {
  const std::lock_guard lock(mutex_);
  const auto found = tokens_.find(token);
  if (found == tokens_.end()) return AuthenticationError("decrypt token fail");
  if (found->second.expires <= wall_.Now()) return AuthenticationError("token expires");
  return found->second.identity;
}

StatusOr<Identity> Credentials::CheckSignature(const HttpRequest& request) {
  IC_ASSIGN_OR_RETURN(const Authorization authorization, ParseAuthorization(request));
  const std::lock_guard lock(mutex_);
  const Credential* found = keys_.Find(authorization.access_key);
  if (found == nullptr) {
    return AuthenticationError(fmt::format("the access key {} does not exist", authorization.access_key));
  }
  const Credential& key = *found;
  Failures& failures = failures_[key.access_key];
  if (failures.locked_until && *failures.locked_until > simulated_.Now()) {
    return AuthenticationError("AK access failed to reach the limit, forbidden");
  }
  if (request.Header("x-security-token").value_or("") != key.token) {
    return AuthenticationError("the security token does not belong to the access key");
  }
  if (key.expires && *key.expires <= wall_.Now()) return AuthenticationError("the security token has expired");
  const Status verified = Verify(request, authorization, key.secret, wall_.Now());
  if (!verified.ok()) {
    if (++failures.count > kMostFailures) failures = {0, simulated_.Now() + kLockTime};
    return verified;
  }
  failures = {};
  return Identity{.account = key.account, .project = "", .access_key = key.access_key};
}

Status Credentials::Expire(std::string_view access_key_or_token) {
  const std::lock_guard lock(mutex_);
  if (const auto token = tokens_.find(access_key_or_token); token != tokens_.end()) {
    token->second.expires = wall_.Now();
    return OkStatus();
  }
  if (keys_.Find(access_key_or_token) == nullptr) return NotFoundError("there is no such access key or token");
  return keys_.Expire(access_key_or_token, wall_.Now());
}

}  // namespace ic::sim::huawei
