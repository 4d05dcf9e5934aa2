// Verification of AWS Signature Version 4 (header form), written from AWS's description of the algorithm.
#ifndef SIMULATORS_AWS_WIRE_SIGV4_H_
#define SIMULATORS_AWS_WIRE_SIGV4_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/status.h"
#include "simulators/server/http.h"

namespace ic::sim::aws {

// The Authorization header, taken apart.
struct Authorization {
  std::string access_key;
  std::string date;    // YYYYMMDD of the scope
  std::string region;  // of the scope
  std::string service;
  std::vector<std::string> signed_headers;  // lower case, as they came
  std::string signature;                    // lower-case hex
};

// Requests may be this much older or younger than the service's clock.
constexpr Duration kSignatureWindow = std::chrono::minutes(5);

// MissingAuthenticationTokenException without the header, IncompleteSignatureException if it cannot be read.
StatusOr<Authorization> ParseAuthorization(const HttpRequest& request);

// Reads X-Amz-Date ("20260101T000000Z"); IncompleteSignatureException if it is missing or malformed.
StatusOr<Time> RequestTime(const HttpRequest& request);

// The signature that `secret` gives for this request, in lower-case hex. Covers the headers in `authorization`.
std::string Sign(const HttpRequest& request, const Authorization& authorization, std::string_view secret);

// Checks scope, date, window and signature. InvalidSignatureException says which of them is wrong; never tells the
// secret or the expected signature. `service` is the name that the scope must carry.
Status Verify(const HttpRequest& request, const Authorization& authorization, std::string_view secret,
              std::string_view service, Time now);

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_WIRE_SIGV4_H_
