// A transport that answers from a script and remembers what it was asked.
#ifndef ADAPTERS_WIRE_TESTING_FAKE_TRANSPORT_H_
#define ADAPTERS_WIRE_TESTING_FAKE_TRANSPORT_H_

#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "adapters/wire/http.h"

namespace ic {

// Answers in this order: the scripted queue, then the handler, then kInternal ("unexpected request"). Thread-safe.
class FakeTransport : public HttpTransport {
 public:
  using Handler = std::function<StatusOr<HttpResponse>(const HttpRequest&)>;

  StatusOr<HttpResponse> Send(const HttpRequest& request, std::stop_token stop) override {
    Handler handler;
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(request);
      if (stop.stop_requested()) return CancelledError("stopped");
      if (!script_.empty()) {
        StatusOr<HttpResponse> next = std::move(script_.front());
        script_.pop_front();
        return next;
      }
      handler = handler_;
    }
    if (handler) return handler(request);
    return InternalError("unexpected request: " + request.operation + " " + request.url);
  }

  void Answer(int status, std::string body, HttpHeaders headers = {}) {
    const std::lock_guard lock(mutex_);
    script_.emplace_back(HttpResponse{status, std::move(headers), std::move(body)});
  }
  void Fail(Status status) {
    const std::lock_guard lock(mutex_);
    script_.emplace_back(std::move(status));
  }
  void SetHandler(Handler handler) {
    const std::lock_guard lock(mutex_);
    handler_ = std::move(handler);
  }

  std::vector<HttpRequest> requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }
  std::size_t scripted_left() const {
    const std::lock_guard lock(mutex_);
    return script_.size();
  }

 private:
  mutable std::mutex mutex_;
  std::deque<StatusOr<HttpResponse>> script_;
  Handler handler_;
  std::vector<HttpRequest> requests_;
};

}  // namespace ic

#endif  // ADAPTERS_WIRE_TESTING_FAKE_TRANSPORT_H_
