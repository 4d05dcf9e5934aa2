// Failures as the service words them. They travel as Status: the code and the HTTP status sit in RemoteError.
#ifndef SIMULATORS_ALIBABA_WIRE_ERROR_H_
#define SIMULATORS_ALIBABA_WIRE_ERROR_H_

#include <string>
#include <utility>

#include "base/status.h"

namespace ic::sim::alibaba {

inline Status ApiError(std::string code, std::string message, int http_status = 400) {
  return Status(StatusCode::kInvalidArgument, std::move(message))
      .WithRemote({.code = std::move(code), .http_status = http_status});
}

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_WIRE_ERROR_H_
