// The few calls of IAM that finding credentials and a project needs.
#ifndef ADAPTERS_HUAWEI_CLIENT_IAM_H_
#define ADAPTERS_HUAWEI_CLIENT_IAM_H_

#include <stop_token>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/common/client/credentials.h"
#include "adapters/contract/caller.h"
#include "adapters/huawei/client/config.h"
#include "adapters/wire/http.h"

namespace ic::huawei {

struct IamCall {
  std::string operation;  // for messages
  std::string method;
  std::string path;  // with its query: "/v3/projects?name=cn-north-4"
  nlohmann::json body;
  HttpHeaders headers = {};               // beside the usual ones
  std::vector<std::string> secrets = {};  // of the body, beside passwords: must not come back in a message
};

struct IamAnswer {
  nlohmann::json body;
  std::string subject_token;  // X-Subject-Token
};

// Asks IAM; sent again where that is safe (all of these only read or issue something new). `as`: null for the call that
// logs in.
StatusOr<IamAnswer> AskIam(const Settings& settings, const std::string& region, const IamCall& call,
                           const Credentials* as, const CredentialTools& tools, std::stop_token stop);

// A project-scoped token for user and password.
StatusOr<Credentials> LogIn(const Settings& settings, const std::string& region, const std::string& user,
                            const std::string& password, const std::string& domain, const CredentialTools& tools,
                            std::stop_token stop);

// Temporary keys for an identity provider's ID token (OpenID Connect), in the two steps of Huawei's SDKs: a token for
// the ID token, keys for the token.
StatusOr<Credentials> LogInWithIdToken(const Settings& settings, const std::string& region, const std::string& provider,
                                       const std::string& id_token, const CredentialTools& tools, std::stop_token stop);

// Temporary keys of an agency.
StatusOr<Credentials> TakeAgency(const Settings& settings, const std::string& region, const Credentials& base,
                                 const AssumeRole& role, const CredentialTools& tools, std::stop_token stop);

// The keys an instance's agency has, from its metadata. kNotFound: this is no such instance.
StatusOr<Credentials> AskMetadata(const CredentialTools& tools, std::stop_token stop);

// The account (domain) that credentials are of. kFailedPrecondition unless IAM tells exactly one.
StatusOr<Caller> FindAccount(const Settings& settings, const std::string& region, const Credentials& credentials,
                             const CredentialTools& tools, std::stop_token stop);

// Where Direct Connect answers in the region, as the catalog tells it: "https://dcaas.…", without a path.
// kFailedPrecondition if it tells none; those of the call.
StatusOr<std::string> LookUpEndpoint(const Settings& settings, const std::string& region,
                                     const Credentials& credentials, const CredentialTools& tools,
                                     std::stop_token stop);

// The id of the project named `name`, which IAM knows by the region's name. Errors: kFailedPrecondition if there is
// none or more than one (with their ids), those of the call.
StatusOr<std::string> LookUpProject(const Settings& settings, const std::string& region, const std::string& name,
                                    const Credentials& credentials, const CredentialTools& tools, std::stop_token stop);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_CLIENT_IAM_H_
