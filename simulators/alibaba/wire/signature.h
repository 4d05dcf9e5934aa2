// Verification of the two signatures that requests to Alibaba Cloud's RPC services carry.
//
// V1: HMAC-SHA1 over all parameters, in the query or in a form. V3: ACS3-HMAC-SHA256 over the request, in the
// Authorization header. Written from the published description of both.
#ifndef SIMULATORS_ALIBABA_WIRE_SIGNATURE_H_
#define SIMULATORS_ALIBABA_WIRE_SIGNATURE_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/status.h"
#include "simulators/server/http.h"

namespace ic::sim::alibaba {

using Parameters = std::map<std::string, std::string>;

// Query and form, decoded, in one map.
Parameters ReadParameters(const HttpRequest& request);

// True if the Authorization header is V3's. The x-acs-* headers tell nothing: clients send them with V1 too.
bool IsV3(const HttpRequest& request);

// What a request says about its signature.
struct Claim {
  bool v3 = false;
  std::string access_key;
  std::string security_token;  // empty for a long-term key
  std::string nonce;
  std::string timestamp;                    // as it came
  std::vector<std::string> signed_headers;  // V3 only
  std::string signature;
};

// Requests may be this much older or younger than the service's clock.
constexpr Duration kSignatureWindow = std::chrono::minutes(15);
// A nonce that came once is refused for this long.
constexpr Duration kNonceWindow = std::chrono::minutes(31);

// MissingParameter or IncompleteSignature if something is not there or cannot be read.
StatusOr<Claim> ReadClaim(const HttpRequest& request, const Parameters& parameters);

// V3's first half: what is hashed.
std::string CanonicalRequest(const HttpRequest& request, const Claim& claim);
std::string StringToSign(const HttpRequest& request, const Parameters& parameters, const Claim& claim);
std::string Sign(const HttpRequest& request, const Parameters& parameters, const Claim& claim, std::string_view secret);

// "2026-11-21T08:00:00Z"; InvalidTimeStamp.Format.
StatusOr<Time> ReadTimestamp(const std::string& text);

// Checks time and signature. SignatureDoesNotMatch tells the server's string to sign, as the service does.
Status Verify(const HttpRequest& request, const Parameters& parameters, const Claim& claim, std::string_view secret,
              Time now);

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_WIRE_SIGNATURE_H_
