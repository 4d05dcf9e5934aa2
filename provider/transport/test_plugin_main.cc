// A provider with one empty resource that does what a test asks for: the transport under test, in a process of its own.
//
// CallFunction carries the request: its name is what to do, its first argument's msgpack field the operand, and the
// answer comes back in the result's msgpack field.
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>

#include <fcntl.h>
#include <grpcpp/grpcpp.h>
#include <unistd.h>

#include "base/clock.h"
#include "provider/transport/hclog.h"
#include "provider/transport/process.h"
#include "provider/transport/serve.h"
#include "tfplugin6.grpc.pb.h"

namespace ic::transport {
namespace {

// Lets callers go when `expected` of them are inside at the same time.
class Meeting {
 public:
  void Join(int expected) {
    std::unique_lock lock(mutex_);
    ++inside_;
    all_here_.notify_all();
    // Something for the tests to wait for, as the hook at the end of the process is.
    if (inside_ < expected && std::getenv("PROBE_SAY_STOPPED") != nullptr) {
      WriteAll(STDERR_FILENO, "waits for " + std::to_string(expected - inside_) + " more\n");
    }
    all_here_.wait(lock, [&] { return inside_ >= expected; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable all_here_;
  int inside_ = 0;
};

// What standard input yields, to show that it is not the terminal.
std::string ReadStandardInput() {
  char buffer[64];
  const ssize_t size = read(STDIN_FILENO, buffer, sizeof buffer);
  return size < 0 ? "error" : std::string(buffer, static_cast<std::size_t>(size));
}

int Overflow(int depth) {
  volatile char frame[4096];
  frame[0] = static_cast<char>(depth);
  return depth < 0 ? 0 : Overflow(depth + 1) + frame[0];
}

class TestProvider : public tfplugin6::Provider::Service {
 public:
  explicit TestProvider(Logger logger) : logger_(std::move(logger)) {}

  grpc::Status GetProviderSchema(grpc::ServerContext* /*context*/,
                                 const tfplugin6::GetProviderSchema::Request* /*request*/,
                                 tfplugin6::GetProviderSchema::Response* response) override {
    logger_.Info("schema asked for", {{"probe", "a \"quoted\" value"}});
    AddMode(response->mutable_provider()->mutable_block());
    AddMode((*response->mutable_resource_schemas())["transportprobe_thing"].mutable_block());
    response->mutable_server_capabilities()->set_get_provider_schema_optional(true);
    return grpc::Status::OK;
  }

  // `mode = "…"` in the provider block arrives as msgpack, in which a short string stands as it is.
  grpc::Status ValidateProviderConfig(grpc::ServerContext* /*context*/,
                                      const tfplugin6::ValidateProviderConfig::Request* request,
                                      tfplugin6::ValidateProviderConfig::Response* response) override {
    const std::string& config = request->config().msgpack();
    if (config.find("warn") != std::string::npos) {
      auto* diagnostic = response->add_diagnostics();
      diagnostic->set_severity(tfplugin6::Diagnostic::WARNING);
      diagnostic->set_summary("Warned as asked");
      diagnostic->mutable_attribute()->add_steps()->set_attribute_name("mode");
    }
    if (config.find("crash") != std::string::npos) std::raise(SIGSEGV);
    if (config.find("terminate") != std::string::npos) Throw();
    return grpc::Status::OK;
  }

  grpc::Status ValidateResourceConfig(grpc::ServerContext* /*context*/,
                                      const tfplugin6::ValidateResourceConfig::Request* /*request*/,
                                      tfplugin6::ValidateResourceConfig::Response* /*response*/) override {
    return grpc::Status::OK;
  }

  grpc::Status CallFunction(grpc::ServerContext* /*context*/, const tfplugin6::CallFunction::Request* request,
                            tfplugin6::CallFunction::Response* response) override {
    const std::string operand = request->arguments().empty() ? "" : request->arguments(0).msgpack();
    response->mutable_result()->set_msgpack(Do(request->name(), operand));
    return grpc::Status::OK;
  }

 private:
  static void AddMode(tfplugin6::Schema::Block* block) {
    auto* mode = block->add_attributes();
    mode->set_name("mode");
    mode->set_type(R"("string")");
    mode->set_optional(true);
  }

  // In a thread of its own: gRPC catches what a handler throws.
  static void Throw() {
    std::thread([] { throw std::runtime_error("the probe\nfell over"); }).join();
  }

  std::string Do(const std::string& name, const std::string& operand) {
    if (name == "echo") return operand;
    if (name == "meet") meeting_.Join(std::atoi(operand.c_str()));
    if (name == "print") {
      std::string text(static_cast<std::size_t>(std::atoi(operand.c_str())), 'x');
      std::fputs(text.c_str(), stdout);
      std::fflush(stdout);
    }
    if (name == "stdin") return ReadStandardInput();
    if (name == "log") logger_.Warn("asked to log", {{"operand", operand}});
    if (name == "segv") std::raise(SIGSEGV);
    if (name == "abort") std::abort();
    if (name == "overflow") std::thread([] { Overflow(0); }).join();
    if (name == "terminate") Throw();
    if (name == "exit") std::exit(3);
    if (name == "throw") throw std::runtime_error("caught by gRPC");
    return "";
  }

  Logger logger_;
  Meeting meeting_;
};

int Main(int argc, char** argv) {
  const Logger logger = MakeHclogLogger(HclogLevel([](const char* name) { return std::getenv(name); }), "probe",
                                        STDERR_FILENO, RealClock());
  TestProvider provider(logger);
  ServeOptions options;
  options.services = {&provider};
  options.provider_address = "example.com/lab/transportprobe";
  options.about = "terraform-provider-transportprobe 1.2.3";
  options.debug = argc > 1 && std::strcmp(argv[1], "-debug") == 0;
  options.logger = logger;
  // Proof for the tests that the hook ran.
  options.on_stop = [] {
    if (std::getenv("PROBE_SAY_STOPPED") != nullptr) WriteAll(STDERR_FILENO, "stopped as told\n");
  };
  return Serve(options);
}

}  // namespace
}  // namespace ic::transport

int main(int argc, char** argv) { return ic::transport::Main(argc, argv); }
