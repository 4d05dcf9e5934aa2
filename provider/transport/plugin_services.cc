#include "provider/transport/plugin_services.h"

#include <utility>

#include <grpcpp/grpcpp.h>

#include "go_plugin.grpc.pb.h"
#include "grpc_health.grpc.pb.h"

namespace ic::transport {
namespace {

// Deletes itself when the call is over, as all reactors here do: gRPC calls OnDone exactly once, last.
class ShutdownCall : public grpc::ServerUnaryReactor {
 public:
  explicit ShutdownCall(const std::function<void()>& on_done) : on_done_(on_done) { Finish(grpc::Status::OK); }
  void OnDone() override {
    on_done_();
    delete this;
  }

 private:
  const std::function<void()>& on_done_;
};

class Controller : public plugin::GRPCController::CallbackService {
 public:
  explicit Controller(std::function<void()> on_shutdown) : on_shutdown_(std::move(on_shutdown)) {}
  grpc::ServerUnaryReactor* Shutdown(grpc::CallbackServerContext* /*context*/, const plugin::Empty* /*request*/,
                                     plugin::Empty* /*response*/) override {
    return new ShutdownCall(on_shutdown_);
  }

 private:
  std::function<void()> on_shutdown_;
};

// Nothing is ever sent: what the plugin prints goes to standard error, which the host reads anyway.
class SilentStdioStream : public grpc::ServerWriteReactor<plugin::StdioData> {
 public:
  void OnCancel() override { Finish(grpc::Status::CANCELLED); }
  void OnDone() override { delete this; }
};

class Stdio : public plugin::GRPCStdio::CallbackService {
 public:
  grpc::ServerWriteReactor<plugin::StdioData>* StreamStdio(grpc::CallbackServerContext* /*context*/,
                                                           const plugin::Empty* /*request*/) override {
    return new SilentStdioStream;
  }
};

// No further connection is ever asked for, and the host's announcements of its own are read and dropped.
class SilentBrokerStream : public grpc::ServerBidiReactor<plugin::ConnInfo, plugin::ConnInfo> {
 public:
  SilentBrokerStream() { StartRead(&incoming_); }
  void OnReadDone(bool ok) override {
    if (ok) {
      StartRead(&incoming_);
    } else {
      Finish(grpc::Status::OK);
    }
  }
  void OnDone() override { delete this; }

 private:
  plugin::ConnInfo incoming_;
};

class Broker : public plugin::GRPCBroker::CallbackService {
 public:
  grpc::ServerBidiReactor<plugin::ConnInfo, plugin::ConnInfo>* StartStream(
      grpc::CallbackServerContext* /*context*/) override {
    return new SilentBrokerStream;
  }
};

class Health : public grpc::health::v1::Health::CallbackService {
 public:
  grpc::ServerUnaryReactor* Check(grpc::CallbackServerContext* context,
                                  const grpc::health::v1::HealthCheckRequest* request,
                                  grpc::health::v1::HealthCheckResponse* response) override {
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    // The empty name stands for the server as a whole.
    if (request->service() == "plugin" || request->service().empty()) {
      response->set_status(grpc::health::v1::HealthCheckResponse::SERVING);
      reactor->Finish(grpc::Status::OK);
    } else {
      reactor->Finish(grpc::Status(grpc::StatusCode::NOT_FOUND, "no such service"));
    }
    return reactor;
  }
};

}  // namespace

std::vector<std::unique_ptr<grpc::Service>> MakePluginServices(std::function<void()> on_shutdown) {
  std::vector<std::unique_ptr<grpc::Service>> services;
  services.push_back(std::make_unique<Controller>(std::move(on_shutdown)));
  services.push_back(std::make_unique<Stdio>());
  services.push_back(std::make_unique<Broker>());
  services.push_back(std::make_unique<Health>());
  return services;
}

}  // namespace ic::transport
