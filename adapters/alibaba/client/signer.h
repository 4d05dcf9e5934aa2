// Alibaba Cloud's two signatures: version 3 (ACS3-HMAC-SHA256), which every call of this adapter carries, and version 1
// (HMAC-SHA1 over parameters), which older clients send. signer_test.cc holds both to requests signed by the vendor's
// own clients.
// Source: Alibaba Cloud OpenAPI documents "Signature method V3" and "RPC signature"; the clients' behaviour.
#ifndef ADAPTERS_ALIBABA_CLIENT_SIGNER_H_
#define ADAPTERS_ALIBABA_CLIENT_SIGNER_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/common/client/credentials.h"
#include "adapters/wire/http.h"
#include "base/clock.h"

namespace ic::alibaba {

// Parameters of a call by name, not encoded. Lists are flattened: "Filter.1.Key".
using Parameters = std::map<std::string, std::string>;

// Adds a list the way the API takes it: "Filter.1.Value.1".
void AddList(Parameters& parameters, std::string_view name, const std::vector<std::string>& values);

// "a=1&b=2", encoded, in the order of the names.
std::string EncodeParameters(const Parameters& parameters);

// Signs with version 3. Sets Host, x-acs-date, x-acs-signature-nonce, x-acs-content-sha256, with a security token
// x-acs-accesskey-id and x-acs-security-token, and Authorization; a request signed before is signed anew. Signed are
// Host, Content-Type and every x-acs-* header. `nonce` must be new for every sending: the service refuses a second use.
void SignRequest(const SigningKeys& keys, Time now, std::string_view nonce, HttpRequest& request);

// The text that version 1 signs, of all parameters but Signature, wherever they are sent.
std::string StringToSignV1(std::string_view method, const Parameters& parameters);
// Base64 of HMAC-SHA1.
std::string SignatureV1(std::string_view access_key_secret, std::string_view string_to_sign);

// "2026-11-21T08:00:00Z".
std::string Timestamp(Time time);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_CLIENT_SIGNER_H_
