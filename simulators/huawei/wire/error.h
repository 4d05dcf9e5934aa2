// Failures as the service words them. They travel as Status: the code and the HTTP status sit in RemoteError.
//
// Three envelopes: the service's ("DC.1111") and the API gateway's ("APIGW.0301") have `error_code` and `error_msg`,
// identity management's has `{"error": {"code", "message", "title"}}` and a number for a code.
#ifndef SIMULATORS_HUAWEI_WIRE_ERROR_H_
#define SIMULATORS_HUAWEI_WIRE_ERROR_H_

#include <string>
#include <utility>

#include "base/status.h"

namespace ic::sim::huawei {

// The documented HTTP status of every DC.* code is 400; reads and deletions of an unknown id answer 404.
inline Status DcError(std::string code, std::string message, int http_status = 400) {
  return Status(StatusCode::kInvalidArgument, std::move(message))
      .WithRemote({.code = std::move(code), .http_status = http_status});
}

// A member that is missing, malformed or out of range.
inline Status ParameterError(std::string message) { return DcError("DC.0001", std::move(message)); }

inline Status GatewayError(std::string code, std::string message, int http_status) {
  return DcError(std::move(code), std::move(message), http_status);
}

// What the gateway says of a signature, key or token that it does not take.
inline Status AuthenticationError(const std::string& why) {
  return GatewayError("APIGW.0301", "Incorrect IAM authentication information: " + why, 401);
}

inline Status IamError(int http_status, std::string message) {
  return DcError(std::to_string(http_status), std::move(message), http_status);
}

}  // namespace ic::sim::huawei

#endif  // SIMULATORS_HUAWEI_WIRE_ERROR_H_
