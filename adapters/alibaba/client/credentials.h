// Credentials for Alibaba Cloud: found where the vendor's own tools find them.
//
// The order, first hit wins (credentials_chain.cc): keys of the configuration; the environment's keys; OIDC
// (ALIBABA_CLOUD_ROLE_ARN, ALIBABA_CLOUD_OIDC_PROVIDER_ARN, ALIBABA_CLOUD_OIDC_TOKEN_FILE); the profile of
// ~/.aliyun/config.json; ~/.alibabacloud/credentials; the ECS instance's role; ALIBABA_CLOUD_CREDENTIALS_URI. A profile
// that the configuration names comes right after its keys, and the environment is left out then. A source that is
// configured but fails ends the search with its error: going on might find another identity, and act in the wrong
// account. With `assume_role` in the configuration the role is taken on top of what was found.
#ifndef ADAPTERS_ALIBABA_CLIENT_CREDENTIALS_H_
#define ADAPTERS_ALIBABA_CLIENT_CREDENTIALS_H_

#include <stop_token>
#include <string>

#include "adapters/alibaba/client/config.h"
#include "adapters/common/client/credentials.h"
#include "adapters/contract/caller.h"
#include "base/status.h"

namespace ic::alibaba {

// Asks the sources, once, in order. Errors: kUnauthenticated (none found, and what was looked at; or a source's
// refusal), kInvalidArgument (a profile that contradicts itself, with its name), kUnavailable, kDeadlineExceeded,
// kCancelled. No message holds a secret.
StatusOr<Credentials> FindCredentials(const Settings& settings, const CredentialTools& tools, std::stop_token stop);

// Whose they are, by STS: the one of `settings`, or of `region` in which they are used. Errors: STS's refusal, and
// those of the call.
StatusOr<Caller> FindAccount(const Settings& settings, const Credentials& credentials, const std::string& region,
                             const CredentialTools& tools, std::stop_token stop);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_CLIENT_CREDENTIALS_H_
