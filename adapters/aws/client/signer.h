// AWS Signature Version 4 (AWS4-HMAC-SHA256) over the whole request. signer_test.cc holds it to requests signed by
// botocore.
#ifndef ADAPTERS_AWS_CLIENT_SIGNER_H_
#define ADAPTERS_AWS_CLIENT_SIGNER_H_

#include <string>
#include <string_view>

#include "adapters/common/client/credentials.h"
#include "adapters/wire/http.h"
#include "base/clock.h"

namespace ic::aws {

// Sets Host, X-Amz-Date, X-Amz-Security-Token and Authorization; a request signed before is signed anew. Signed are
// Host, Content-Type and every X-Amz-* header; the others may be changed by proxies and are left out.
void SignRequest(const SigningKeys& keys, std::string_view region, std::string_view service, Time now,
                 HttpRequest& request);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_CLIENT_SIGNER_H_
