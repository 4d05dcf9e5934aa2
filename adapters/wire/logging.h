// Logging of exchanges: what was asked of whom, the answer's status, how long it took and the request id to tell the
// vendor's support. Never a header's value, a query or a body: they carry keys.
#ifndef ADAPTERS_WIRE_LOGGING_H_
#define ADAPTERS_WIRE_LOGGING_H_

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "adapters/wire/http.h"
#include "adapters/wire/retry.h"
#include "base/log.h"

namespace ic {

class LoggingTransport : public HttpTransport {
 public:
  // `clock` outlives this object.
  LoggingTransport(std::shared_ptr<HttpTransport> inner, Logger logger, Clock& clock)
      : inner_(std::move(inner)), logger_(std::move(logger)), clock_(clock) {}
  StatusOr<HttpResponse> Send(const HttpRequest& request, std::stop_token stop) override;

 private:
  const std::shared_ptr<HttpTransport> inner_;
  const Logger logger_;
  Clock& clock_;
};

// For RetryCall::on_retry: says that a call of `vendor`'s will be sent again, why and when: a warning from the second
// time on, because people wait for it by then.
std::function<void(const Status&, const RetryAttempt&, Duration)> LogRetries(Logger logger, std::string vendor);

// The id the vendor gave the exchange, from the headers vendors use for it; empty if there is none.
std::string_view RequestIdOf(const HttpHeaders& headers);

// Enough of a key's *id* to recognise it ("AKIA…WXYZ"); short ones are wholly hidden. Not for secrets: those are never
// shown in any part.
std::string MaskKeyId(std::string_view key_id);

}  // namespace ic

#endif  // ADAPTERS_WIRE_LOGGING_H_
