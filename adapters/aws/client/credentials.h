// AWS credentials: found where AWS's own tools find them.
//
// The order, first hit wins (credentials_chain.cc): keys of the configuration; environment; the profile: assume role,
// web identity, SSO, credentials file, credential_process, configuration file; container agent; instance metadata.
// A source that is configured but fails ends the search with its error: going on might find another identity, and act
// in the wrong account. With `assume_role` in the configuration the role is taken on top of what was found.
#ifndef ADAPTERS_AWS_CLIENT_CREDENTIALS_H_
#define ADAPTERS_AWS_CLIENT_CREDENTIALS_H_

#include <stop_token>
#include <string>

#include "adapters/aws/client/config.h"
#include "adapters/common/client/credentials.h"
#include "adapters/contract/caller.h"
#include "base/status.h"

namespace ic::aws {

// Asks the sources, once, in order. Errors: kUnauthenticated (none found, and what was looked at; or a source's
// refusal), kInvalidArgument (a profile that contradicts itself, with its name), kUnavailable, kDeadlineExceeded,
// kCancelled. No message holds a secret.
StatusOr<Credentials> FindCredentials(const Settings& settings, const CredentialTools& tools, std::stop_token stop);

// Whose they are, by STS: the one of `settings`, or of `region` in which they are used. Errors: STS's refusal, and
// those of the call.
StatusOr<Caller> FindAccount(const Settings& settings, const Credentials& credentials, const std::string& region,
                             const CredentialTools& tools, std::stop_token stop);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_CLIENT_CREDENTIALS_H_
