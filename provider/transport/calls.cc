#include "provider/transport/calls.h"

#include <string_view>
#include <utility>

#include <grpcpp/support/interceptor.h>
#include <grpcpp/support/server_interceptor.h>

namespace ic::transport {
namespace {

// gRPC makes one for each call and destroys it when the call is over; that is all that is asked of it.
class Count : public grpc::experimental::Interceptor {
 public:
  explicit Count(CallsInProgress* calls) : calls_(calls) { calls_->Begin(); }
  ~Count() override { calls_->End(); }
  Count(const Count&) = delete;
  Count& operator=(const Count&) = delete;
  void Intercept(grpc::experimental::InterceptorBatchMethods* methods) override { methods->Proceed(); }

 private:
  CallsInProgress* calls_;
};

class Counter : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  explicit Counter(CallsInProgress* calls) : calls_(calls) {}
  grpc::experimental::Interceptor* CreateServerInterceptor(grpc::experimental::ServerRpcInfo* info) override {
    const std::string_view method = info->method();
    if (method.starts_with("/plugin.") || method.starts_with("/grpc.")) return nullptr;
    return new Count(calls_);
  }

 private:
  CallsInProgress* calls_;
};

}  // namespace

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> CallsInProgress::MakeCounter() {
  return std::make_unique<Counter>(this);
}

void CallsInProgress::WhenIdle(std::function<void()> idle) {
  {
    const std::lock_guard lock(mutex_);
    if (count_ > 0) {
      idle_ = std::move(idle);
      return;
    }
  }
  idle();
}

void CallsInProgress::Begin() {
  const std::lock_guard lock(mutex_);
  ++count_;
}

void CallsInProgress::End() {
  std::function<void()> idle;
  {
    const std::lock_guard lock(mutex_);
    if (--count_ == 0) idle = std::exchange(idle_, nullptr);
  }
  if (idle) idle();
}

}  // namespace ic::transport
