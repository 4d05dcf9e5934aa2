// Verification of SDK-HMAC-SHA256 signatures, in both grammars that Huawei's clients write:
//   SDK-HMAC-SHA256 Access=AK, SignedHeaders=…, Signature=…             (the SDKs; keyed with the secret itself)
//   SDK-HMAC-SHA256 Credential=AK/date/region/service/sdk_request, …    (older; keyed with a chain over the scope)
#ifndef SIMULATORS_HUAWEI_WIRE_SIGNATURE_H_
#define SIMULATORS_HUAWEI_WIRE_SIGNATURE_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/status.h"
#include "simulators/server/http.h"

namespace ic::sim::huawei {

// The Authorization header, taken apart.
struct Authorization {
  std::string access_key;
  std::string scope;                        // "date/region/service/sdk_request"; empty in the newer grammar
  std::vector<std::string> signed_headers;  // lower case, as they came
  std::string signature;                    // lower-case hex
};

// Requests may be this much older or younger than the service's clock.
constexpr Duration kSignatureWindow = std::chrono::minutes(15);

// True if the request carries a header of this scheme.
bool IsSigned(const HttpRequest& request);

// APIGW.0301 if the header cannot be read.
StatusOr<Authorization> ParseAuthorization(const HttpRequest& request);

// The signatures that `secret` gives for this request, in lower-case hex: the documented one first, then those of
// clients that encode the path once more (Node.js) or hash the query in place of an absent body (older Go).
std::vector<std::string> Signatures(const HttpRequest& request, const Authorization& authorization,
                                    std::string_view secret);

// Checks date, window and signature. APIGW.0301 says which is wrong; of a wrong signature it shows the canonical
// request that the service computed, with '|' for the line feeds, as the gateway does.
Status Verify(const HttpRequest& request, const Authorization& authorization, std::string_view secret, Time now);

}  // namespace ic::sim::huawei

#endif  // SIMULATORS_HUAWEI_WIRE_SIGNATURE_H_
