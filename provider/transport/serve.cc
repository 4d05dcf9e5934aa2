#include "provider/transport/serve.h"

#include <chrono>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <grpc/support/log.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/service_type.h>
#include <grpcpp/support/server_interceptor.h>
#include <openssl/crypto.h>
#include <unistd.h>

#include "base/clock.h"
#include "provider/transport/calls.h"
#include "provider/transport/certificate.h"
#include "provider/transport/crash.h"
#include "provider/transport/host.h"
#include "provider/transport/plugin_services.h"
#include "provider/transport/process.h"
#include "provider/transport/socket_folder.h"

namespace ic::transport {
namespace {

constexpr std::string_view kStartedByPerson =
    "This program is a plugin: Terraform or OpenTofu starts it and talks to it.\n"
    "Name it under required_providers in a configuration, or start it with -debug to attach a debugger.\n";

// How long calls in progress may take after a signal. Whoever sends signals to services kills after 30 to 90 seconds.
constexpr std::chrono::seconds kPatience{25};

const char* Environment(const char* name) { return std::getenv(name); }

// gRPC's own messages ("handshake failed") belong in the plugin's log, in its form.
const Logger* grpc_logger = nullptr;
void LogForGrpc(gpr_log_func_args* args) {
  const LogLevel level = args->severity == GPR_LOG_SEVERITY_ERROR  ? LogLevel::kWarn
                         : args->severity == GPR_LOG_SEVERITY_INFO ? LogLevel::kDebug
                                                                   : LogLevel::kTrace;
  grpc_logger->Log(level, args->message, {{"source", "grpc"}});
}

struct Listener {
  std::unique_ptr<grpc::Server> server;
  std::string certificate_base64;  // empty without TLS
};

StatusOr<std::shared_ptr<grpc::ServerCredentials>> Credentials(const HostEnvironment& host, Listener* listener) {
  if (!host.client_certificate.has_value()) return grpc::InsecureServerCredentials();
  // Checked here because gRPC would only say that it cannot listen.
  if (Status status = CheckCertificatePem(*host.client_certificate); !status.ok()) {
    return status.Annotate("PLUGIN_CLIENT_CERT is set but unusable");
  }
  IC_ASSIGN_OR_RETURN(ServerIdentity identity, MakeServerIdentity(RealClock().Now()));
  listener->certificate_base64 = std::move(identity.certificate_base64);
  grpc::SslServerCredentialsOptions tls(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  tls.pem_root_certs = *host.client_certificate;
  tls.pem_key_cert_pairs.push_back({std::move(identity.key_pem), std::move(identity.certificate_pem)});
  return grpc::SslServerCredentials(tls);
}

// gRPC decodes percent signs in what it listens on.
std::string GrpcAddress(std::string_view socket_path) {
  std::string address = "unix:";
  for (const char c : socket_path) c == '%' ? address += "%25" : address += c;
  return address;
}

StatusOr<Listener> Listen(const ServeOptions& options, const HostEnvironment& host, const std::string& socket_path,
                          const std::vector<std::unique_ptr<grpc::Service>>& plugin_services, CallsInProgress* calls) {
  Listener listener;
  IC_ASSIGN_OR_RETURN(const std::shared_ptr<grpc::ServerCredentials> credentials, Credentials(host, &listener));
  grpc::ServerBuilder builder;
  // A state of some megabytes is an ordinary message; the host's own limits are far above gRPC's default of four.
  builder.SetMaxReceiveMessageSize(-1);
  builder.SetMaxSendMessageSize(-1);
  // The host measures the connection with pings, as often as it likes.
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MAX_PING_STRIKES, 0);
  std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> interceptors;
  interceptors.push_back(calls->MakeCounter());
  builder.experimental().SetInterceptorCreators(std::move(interceptors));
  int bound = 0;
  builder.AddListeningPort(GrpcAddress(socket_path), credentials, &bound);
  for (grpc::Service* service : options.services) builder.RegisterService(service);
  for (const auto& service : plugin_services) builder.RegisterService(service.get());
  listener.server = builder.BuildAndStart();
  if (listener.server == nullptr || bound == 0) {
    return InternalError(fmt::format("gRPC could not listen on '{}'", socket_path));
  }
  return listener;
}

std::string Announcement(const ServeOptions& options, const HostEnvironment& host, const std::string& socket_path,
                         const Listener& listener) {
  if (!options.debug) return HandshakeLine(host, socket_path, listener.certificate_base64);
  return fmt::format(
      "The provider is running (process {}) until it is interrupted. To attach Terraform to it, set:\n\n"
      "    TF_REATTACH_PROVIDERS='{}'\n\n",
      getpid(), ReattachValue(options.provider_address, getpid(), socket_path));
}

// Waits for the end, and ends the process.
[[noreturn]] void AwaitEnd(const ServeOptions& options, CallsInProgress* calls) {
  StopReason reason = WaitForStop();
  if (options.on_stop) options.on_stop();
  if (reason == StopReason::kSignal) {
    calls->WhenIdle([] { RequestStop(StopReason::kIdle); });
    reason = WaitForStop(kPatience);
  }
  // First of all, so that nothing is left behind if the host loses patience.
  RemoveSocketFolder();
  options.logger.Debug("the plugin ends", {{"reason", std::string(StopReasonName(reason))}});
  std::_Exit(EXIT_SUCCESS);
}

Status Run(const ServeOptions& options, HostEnvironment host) {
  // A system's OpenSSL configuration may load modules built for the shared library, which this program has not.
  OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
  if (options.debug) host.client_certificate.reset();
  IC_ASSIGN_OR_RETURN(const int standard_output, GuardStandardStreams());
  IC_RETURN_IF_ERROR(OpenStopRequests());
  IC_RETURN_IF_ERROR(CatchStopSignals(options.debug ? ProcessMode::kDebug : ProcessMode::kPlugin));
  grpc_logger = new Logger(options.logger);  // for ever: gRPC's threads outlive this function's callers
  // It writes what goes over the wire into the log, byte by byte: the keys of configurations too.
  if (std::getenv("GRPC_TRACE") != nullptr) {
    unsetenv("GRPC_TRACE");
    options.logger.Warn("GRPC_TRACE is not heeded: it would write the keys in calls into the log");
  }
  gpr_set_log_function(LogForGrpc);

  IC_ASSIGN_OR_RETURN(const std::string socket_path, MakeSocketFolder(host.socket_bases));
  auto* calls = new CallsInProgress;  // for ever: it must outlive the server, which may outlive this function
  // A debug process serves one host after the other; none of them may end it.
  const auto plugin_services = MakePluginServices([debug = options.debug] {
    if (!debug) RequestStop(StopReason::kShutdown);
  });
  IC_ASSIGN_OR_RETURN(const Listener listener, Listen(options, host, socket_path, plugin_services, calls));
  if (!WriteAll(standard_output, Announcement(options, host, socket_path, listener))) {
    return UnavailableError("the host closed the plugin's standard output before the handshake");
  }
  if (!options.debug) close(standard_output);
  if (!options.debug && !host.protocol_versions.contains(kProtocolVersion)) {
    options.logger.Warn("the host does not offer this plugin's protocol version; it will refuse the plugin",
                        {{"protocol_version", std::to_string(kProtocolVersion)}});
  }
  // While the host connects there is nothing else to do.
  for (const std::string& base : host.socket_bases) SweepStaleSocketFolders(base);
  AwaitEnd(options, calls);
}

}  // namespace

int Serve(const ServeOptions& options) {
  HostEnvironment host = ReadHostEnvironment(Environment);
  if (!options.debug && !host.launched_by_host) {
    WriteAll(STDERR_FILENO, kStartedByPerson);
    return EXIT_FAILURE;
  }
  InstallCrashHandler(options.about);
  const Status status = Run(options, std::move(host));
  RemoveSocketFolder();
  WriteAll(STDERR_FILENO, fmt::format("{}: cannot serve: {}\n", options.about, status.message()));
  return EXIT_FAILURE;
}

}  // namespace ic::transport
