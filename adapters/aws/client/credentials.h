// AWS credentials: found where AWS's own tools find them.
//
// The order, first hit wins (credentials_chain.cc): keys of the configuration; environment; the profile: assume role,
// web identity, SSO, credentials file, credential_process, configuration file; container agent; instance metadata.
// A source that is configured but fails ends the search with its error: going on might find another identity, and act
// in the wrong account. With `assume_role` in the configuration the role is taken on top of what was found.
#ifndef ADAPTERS_AWS_CLIENT_CREDENTIALS_H_
#define ADAPTERS_AWS_CLIENT_CREDENTIALS_H_

#include <optional>
#include <stop_token>
#include <string>

#include "adapters/aws/client/config.h"
#include "adapters/aws/client/signer.h"
#include "adapters/wire/credential_cache.h"
#include "adapters/wire/http.h"
#include "adapters/wire/process.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "base/status.h"

namespace ic::aws {

struct Credentials {
  SigningKeys keys;
  std::optional<Time> expires;  // absent: they do not
  std::string source;           // for people: "environment", "profile dev, assumed role …"

  bool SameAs(const Credentials& other) const { return keys == other.keys; }
};

// What finding credentials may need. The references outlive whatever is made with them.
struct CredentialTools {
  HttpTransport& transport;
  ProcessRunner& processes;
  Clock& clock;
  Random& random;
  Logger logger;
};

// Asks the sources, once, in order. Errors: kUnauthenticated (none found, and what was looked at; or a source's
// refusal), kInvalidArgument (a profile that contradicts itself, with its name), kUnavailable, kDeadlineExceeded,
// kCancelled. No message holds a secret.
StatusOr<Credentials> FindCredentials(const Settings& settings, const CredentialTools& tools, std::stop_token stop);

using CredentialCache = ic::CredentialCache<Credentials>;

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_CLIENT_CREDENTIALS_H_
