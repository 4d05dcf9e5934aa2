// Which calls are in progress: so that a signal can wait for them.
#ifndef PROVIDER_TRANSPORT_CALLS_H_
#define PROVIDER_TRANSPORT_CALLS_H_

#include <functional>
#include <memory>
#include <mutex>

namespace grpc::experimental {
class ServerInterceptorFactoryInterface;
}

namespace ic::transport {

// Counts the calls of the provider's services; go-plugin's own (which may last for ever) and health checks do not
// count. Must outlive the server.
class CallsInProgress {
 public:
  // To be given to the server's builder.
  std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> MakeCounter();

  // Calls `idle` once, as soon as no call is in progress: now, or later on the thread that ends the last one, when its
  // answer has been sent.
  void WhenIdle(std::function<void()> idle);

  // Used by the counter.
  void Begin();
  void End();

 private:
  std::mutex mutex_;
  int count_ = 0;
  std::function<void()> idle_;
};

}  // namespace ic::transport

#endif  // PROVIDER_TRANSPORT_CALLS_H_
