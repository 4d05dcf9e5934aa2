// Identity providers of the simulated accounts: who trusts which, and which ID tokens they gave. Published in
// simulators/README.md.
#ifndef SIMULATORS_HUAWEI_WIRE_FEDERATION_H_
#define SIMULATORS_HUAWEI_WIRE_FEDERATION_H_

#include <string>

#include "base/status.h"
#include "simulators/server/http.h"

namespace ic::sim::huawei {

// A user of an identity provider, as identity management maps him.
struct FederatedUser {
  std::string provider;
  std::string name;
  std::string account;  // id of the domain
};

// Both ways to log in with an ID token: `POST /v3.0/OS-AUTH/id-token/tokens` (provider in X-Idp-Id, token in the body),
// and `POST /v3/OS-FEDERATION/identity_providers/{provider}/protocols/oidc/auth` (token in Authorization). 400 says
// what is missing, 404 that the provider is unknown, 401 that the token is wrong or has expired.
bool IsIdTokenPath(const HttpRequest& request);
bool IsProtocolPath(const HttpRequest& request);
StatusOr<FederatedUser> CheckIdToken(const HttpRequest& request);

}  // namespace ic::sim::huawei

#endif  // SIMULATORS_HUAWEI_WIRE_FEDERATION_H_
