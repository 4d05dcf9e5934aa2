// Requests without encryption: whoever is on the way reads the keys, tokens and session keys in them, and answers in
// the service's place.
#ifndef ADAPTERS_WIRE_PLAIN_HTTP_H_
#define ADAPTERS_WIRE_PLAIN_HTTP_H_

#include <memory>
#include <string_view>

#include "adapters/wire/http.h"

namespace ic {

// Whether `host` ("127.0.0.1:8080", "[::1]", "localhost") is this machine.
bool IsLoopbackHost(std::string_view host);

// Refuses http:// (kFailedPrecondition, before anything is sent) unless it goes to this machine, or to one of the fixed
// addresses that instances and containers have for their metadata, which nobody else on the way sees and which know no
// https. `allowed`: refuses none. What goes to this machine and to its metadata goes past proxies.
class PlainHttpGuard : public HttpTransport {
 public:
  PlainHttpGuard(std::shared_ptr<HttpTransport> next, bool allowed) : next_(std::move(next)), allowed_(allowed) {}

  StatusOr<HttpResponse> Send(const HttpRequest& request, std::stop_token stop) override;

 private:
  const std::shared_ptr<HttpTransport> next_;
  const bool allowed_;
};

}  // namespace ic

#endif  // ADAPTERS_WIRE_PLAIN_HTTP_H_
