// Huawei Cloud's request signature, SDK-HMAC-SHA256. signer_test.cc holds it to requests signed by Huawei's own SDKs.
//
// The canonical path ends in a slash, whatever the path that is sent; the secret key signs directly, without a scope.
// Source: Huawei Cloud, API request signing guide; huaweicloud-sdk-core 3.1.211.
#ifndef ADAPTERS_HUAWEI_CLIENT_SIGNER_H_
#define ADAPTERS_HUAWEI_CLIENT_SIGNER_H_

#include <string>

#include "adapters/common/client/credentials.h"
#include "adapters/wire/http.h"
#include "base/clock.h"

namespace ic::huawei {

// Sets Host, X-Sdk-Date, X-Security-Token and Authorization; a request signed before is signed anew. Signed are Host,
// Content-Type and every X-* header; the others may be changed by proxies and are left out.
void SignRequest(const SigningKeys& keys, Time now, HttpRequest& request);

// Puts what proves the identity on a request: a signature, or the token.
void Authorize(const Credentials& credentials, Time now, HttpRequest& request);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_CLIENT_SIGNER_H_
