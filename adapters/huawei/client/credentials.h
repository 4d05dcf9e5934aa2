// Huawei Cloud credentials: a key pair or a token, found where Huawei's own tools find them.
//
// The order, first hit wins: token, key pair and password of the configuration; HW_ variables; the SDKs' variables (an
// identity provider's token before a key pair, as in the SDKs); OS_ variables; the command line's profile; the SDKs'
// credentials file; instance metadata. With an agency in the configuration its keys are taken on top of what was found.
// Source: huaweicloud's Terraform provider (provider.go, its docs) and SDKs (core, credential providers); docs of the
// Open Telekom Cloud's Terraform provider; IAM API reference.
#ifndef ADAPTERS_HUAWEI_CLIENT_CREDENTIALS_H_
#define ADAPTERS_HUAWEI_CLIENT_CREDENTIALS_H_

#include <stop_token>
#include <string>

#include "adapters/common/client/credentials.h"
#include "adapters/huawei/client/config.h"
#include "base/status.h"

namespace ic::huawei {

// Asks the sources, once, in order, for `region`. Errors: kUnauthenticated (none found, and what was looked at; or a
// source's refusal), kInvalidArgument (half a pair, with where it stands), kUnavailable, kDeadlineExceeded, kCancelled.
// No message holds a secret.
StatusOr<Credentials> FindCredentials(const Settings& settings, const std::string& region, const CredentialTools& tools,
                                      std::stop_token stop);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_CLIENT_CREDENTIALS_H_
