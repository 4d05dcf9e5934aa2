// Identity management: tokens, projects, regions and temporary keys; and the metadata of a machine with an agency.
#ifndef SIMULATORS_HUAWEI_IAM_H_
#define SIMULATORS_HUAWEI_IAM_H_

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "base/clock.h"
#include "base/status.h"
#include "simulators/huawei/wire/credentials.h"
#include "simulators/server/http.h"

namespace ic::sim::huawei {

// Thread-safe.
//   POST /v3/auth/tokens                      password → X-Subject-Token (201); no other authentication
//   POST /v3.0/OS-AUTH/id-token/tokens, /v3/OS-FEDERATION/identity_providers/{id}/protocols/oidc/auth
//                                             ID token → X-Subject-Token (201); no other authentication
//   GET  /v3/projects[?name=REGION]           signed or with a token; exactly one project for a region
//   GET  /v3/auth/projects, /v3/auth/domains, /v3/regions
//   GET  /v3/auth/catalog                     Direct Connect of every region, here
//   POST /v3.0/OS-CREDENTIAL/securitytokens   a temporary key, by token (its own or the body's) or by agency (201)
//   PUT  /meta-data/latest/api/token          the session token of the machine's metadata
//   GET  /openstack/latest/securitykey, /openstack/latest/meta_data.json
class Iam {
 public:
  Iam(Credentials& credentials, Clock& wall) : credentials_(credentials), wall_(wall) {}

  static bool Serves(const HttpRequest& request);
  // "KeystoneCreateUserTokenByPassword", "KeystoneListProjects", …
  static std::string OperationOf(const HttpRequest& request);

  // The answer without request id. An error carries code and HTTP status. `account` is set to who called.
  StatusOr<HttpResponse> Carry(const HttpRequest& request, std::string& account);

 private:
  StatusOr<HttpResponse> CreateToken(const HttpRequest& request, std::string& account);
  StatusOr<HttpResponse> CreateFederatedToken(const HttpRequest& request, std::string& account);
  HttpResponse TokenAnswer(int status, const std::string& account, const std::string& project,
                           nlohmann::json described);
  StatusOr<Identity> KeyOwner(const HttpRequest& request);
  StatusOr<HttpResponse> CreateKey(const HttpRequest& request, const Identity& who);
  StatusOr<HttpResponse> Metadata(const HttpRequest& request, const std::string& operation);
  nlohmann::json KeyJson(const std::string& account, Duration lifetime);

  Credentials& credentials_;
  Clock& wall_;
};

}  // namespace ic::sim::huawei

#endif  // SIMULATORS_HUAWEI_IAM_H_
