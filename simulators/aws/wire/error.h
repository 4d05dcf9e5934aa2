// Failures as the service words them. They travel as Status: the code and the HTTP status sit in RemoteError.
#ifndef SIMULATORS_AWS_WIRE_ERROR_H_
#define SIMULATORS_AWS_WIRE_ERROR_H_

#include <string>

#include "base/status.h"

namespace ic::sim::aws {

inline Status AwsError(std::string code, std::string message, int http_status = 400) {
  return Status(StatusCode::kInvalidArgument, std::move(message))
      .WithRemote({.code = std::move(code), .http_status = http_status});
}

// Every validation, not-found, state, quota and conflict failure of Direct Connect; only the message tells them apart.
inline Status ClientError(std::string message) { return AwsError("DirectConnectClientException", std::move(message)); }

// What the front end says of a member that breaks the service model.
inline Status ValidationError(std::string message) { return AwsError("ValidationException", std::move(message)); }

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_WIRE_ERROR_H_
