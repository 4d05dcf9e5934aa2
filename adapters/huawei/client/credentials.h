// Huawei Cloud credentials: a key pair or a token, found where Huawei's own tools find them.
//
// The order, first hit wins: token, key pair and password of the configuration; HW_ variables; the SDKs' variables (an
// identity provider's token before a key pair, as in the SDKs); OS_ variables; the command line's profile; the SDKs'
// credentials file; instance metadata. A source that is configured but fails ends the search with its error: going on
// might find another identity, and act in the wrong account. With an agency in the configuration its keys are taken on
// top of what was found.
// Source: huaweicloud's Terraform provider (provider.go, its docs) and SDKs (core, credential providers); docs of the
// Open Telekom Cloud's Terraform provider; IAM API reference.
#ifndef ADAPTERS_HUAWEI_CLIENT_CREDENTIALS_H_
#define ADAPTERS_HUAWEI_CLIENT_CREDENTIALS_H_

#include <optional>
#include <stop_token>
#include <string>

#include "adapters/huawei/client/config.h"
#include "adapters/huawei/client/signer.h"
#include "adapters/wire/credential_cache.h"
#include "adapters/wire/http.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "base/status.h"

namespace ic::huawei {

struct Credentials {
  SigningKeys keys;             // empty with a token
  std::string token;            // of IAM, scoped to a project; empty with keys
  std::string project_id;       // the token's, if IAM told it
  std::optional<Time> expires;  // absent: they do not, or it is not known when
  std::string source;           // for people: "environment", "profile default of …"

  // A token, and keys that come with a security token, end some day; a long-term pair does not.
  bool temporary() const { return !token.empty() || !keys.security_token.empty(); }
  bool SameAs(const Credentials& other) const { return keys == other.keys && token == other.token; }
};

// What finding credentials may need. The references outlive whatever is made with them.
struct CredentialTools {
  HttpTransport& transport;
  Clock& clock;
  Random& random;
  Logger logger;
};

// Asks the sources, once, in order, for `region`. Errors: kUnauthenticated (none found, and what was looked at; or a
// source's refusal), kInvalidArgument (half a pair, with where it stands), kUnavailable, kDeadlineExceeded, kCancelled.
// No message holds a secret.
StatusOr<Credentials> FindCredentials(const Settings& settings, const std::string& region, const CredentialTools& tools,
                                      std::stop_token stop);

using CredentialCache = ic::CredentialCache<Credentials>;

// Puts what proves the identity on a request: a signature, or the token.
void Authorize(const Credentials& credentials, Time now, HttpRequest& request);

// The id of the project named `name`, which IAM knows by the region's name. Errors: kFailedPrecondition if there is
// none or more than one (with their ids), those of the call.
StatusOr<std::string> LookUpProject(const Settings& settings, const std::string& region, const std::string& name,
                                    const Credentials& credentials, const CredentialTools& tools, std::stop_token stop);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_CLIENT_CREDENTIALS_H_
