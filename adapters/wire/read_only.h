// The read-only guard: with it, no request that changes anything can leave the process, whatever the layers above do.
#ifndef ADAPTERS_WIRE_READ_ONLY_H_
#define ADAPTERS_WIRE_READ_ONLY_H_

#include <memory>
#include <utility>

#include "adapters/wire/http.h"

namespace ic {

// Refuses every request with `mutating` set, with kPermissionDenied; passes the others on.
class ReadOnlyTransport : public HttpTransport {
 public:
  explicit ReadOnlyTransport(std::shared_ptr<HttpTransport> inner) : inner_(std::move(inner)) {}
  StatusOr<HttpResponse> Send(const HttpRequest& request, std::stop_token stop) override;

 private:
  const std::shared_ptr<HttpTransport> inner_;
};

}  // namespace ic

#endif  // ADAPTERS_WIRE_READ_ONLY_H_
