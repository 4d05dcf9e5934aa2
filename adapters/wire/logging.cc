#include "adapters/wire/logging.h"

#include <chrono>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"

namespace ic {

std::function<void(const Status&, const RetryAttempt&, Duration)> LogRetries(Logger logger, std::string vendor) {
  return [logger = std::move(logger), vendor = std::move(vendor)](const Status& failure, const RetryAttempt& attempt,
                                                                  Duration wait) {
    logger.Log(attempt.number > 1 ? LogLevel::kWarn : LogLevel::kDebug, vendor + " call will be sent again",
               {{"error", failure.ToString()},
                {"attempt", std::to_string(attempt.number)},
                {"wait_ms", std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(wait).count())}});
  };
}

std::string_view RequestIdOf(const HttpHeaders& headers) {
  for (const std::string_view name : {"x-amzn-requestid", "x-amz-request-id", "x-request-id", "x-acs-request-id"}) {
    if (const std::string_view value = FindHeader(headers, name); !value.empty()) return value;
  }
  return {};
}

std::string MaskKeyId(std::string_view key_id) {
  if (key_id.size() < 16) return "(hidden)";
  return fmt::format("{}…{}", key_id.substr(0, 4), key_id.substr(key_id.size() - 4));
}

StatusOr<HttpResponse> LoggingTransport::Send(const HttpRequest& request, std::stop_token stop) {
  const Time begin = clock_.Now();
  StatusOr<HttpResponse> response = inner_->Send(request, stop);
  if (!logger_.Enabled(LogLevel::kDebug)) return response;
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.Now() - begin);
  std::vector<LogField> fields = {{"operation", request.operation},
                                  {"target", request.target},
                                  {"url", RedactUrl(request.url)},
                                  {"mutating", request.mutating ? "true" : "false"},
                                  {"duration_ms", std::to_string(took.count())}};
  if (response.ok()) {
    fields.emplace_back("status", std::to_string(response->status));
    // The header is the server's: what it says must not break the log.
    fields.emplace_back("request_id", ToValidUtf8(RequestIdOf(response->headers)));
    logger_.Debug("HTTP exchange", std::move(fields));
  } else {
    fields.emplace_back("error", response.status().ToString());
    logger_.Debug("HTTP exchange failed", std::move(fields));
  }
  return response;
}

}  // namespace ic
