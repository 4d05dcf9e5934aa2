#include "base/status.h"

#include <array>

#include <fmt/format.h>

namespace ic {

std::string_view StatusCodeName(StatusCode code) {
  constexpr std::array<std::string_view, 13> kNames = {"OK",
                                                       "CANCELLED",
                                                       "INVALID_ARGUMENT",
                                                       "NOT_FOUND",
                                                       "ALREADY_EXISTS",
                                                       "FAILED_PRECONDITION",
                                                       "PERMISSION_DENIED",
                                                       "UNAUTHENTICATED",
                                                       "RESOURCE_EXHAUSTED",
                                                       "UNAVAILABLE",
                                                       "DEADLINE_EXCEEDED",
                                                       "UNIMPLEMENTED",
                                                       "INTERNAL"};
  return kNames[static_cast<std::size_t>(code)];
}

Status Status::WithRemote(RemoteError error) const {
  Status status = *this;
  status.remote_ = std::make_shared<const RemoteError>(std::move(error));
  return status;
}

Status Status::Annotate(std::string_view context) const {
  if (ok()) return *this;
  Status status = *this;
  status.message_ = fmt::format("{}: {}", context, message_);
  return status;
}

std::string Status::ToString() const {
  return ok() ? std::string("OK") : fmt::format("{}: {}", StatusCodeName(code_), message_);
}

}  // namespace ic
