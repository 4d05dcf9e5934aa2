#include "adapters/wire/read_only.h"

#include <fmt/format.h>

namespace ic {

StatusOr<HttpResponse> ReadOnlyTransport::Send(const HttpRequest& request, std::stop_token stop) {
  if (!request.mutating) return inner_->Send(request, stop);
  return PermissionDeniedError(
             fmt::format("{} would change something and was not sent, because read_only is set. Remove read_only from "
                         "the configuration to allow changes",
                         request.operation.empty() ? request.method : request.operation))
      .WithRemote({.operation = request.operation});
}

}  // namespace ic
