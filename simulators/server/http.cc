#include "simulators/server/http.h"

#include <cstring>
#include <exception>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <microhttpd.h>
#include <netinet/in.h>

#include "base/text.h"

namespace ic::sim {
namespace {

constexpr unsigned kIdleSeconds = 120;

// What is collected of a request until it is complete. Made when its first line arrives, freed when it is answered.
struct Exchange {
  explicit Exchange(const char* raw_target) {
    const std::string_view target(raw_target);
    const std::size_t question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string_view::npos) request.query = target.substr(question + 1);
  }

  HttpRequest request;
  bool started = false;
  bool too_large = false;
};

MHD_Result CollectHeader(void* cls, MHD_ValueKind, const char* name, const char* value) {
  auto& headers = *static_cast<HttpHeaders*>(cls);
  headers.emplace_back(ToLowerAscii(name), std::string(Trim(value != nullptr ? value : "")));
  return MHD_YES;
}

MHD_Result Send(MHD_Connection* connection, const HttpResponse& answer) {
  MHD_Response* response = MHD_create_response_from_buffer(
      answer.body.size(), const_cast<char*>(answer.body.data()),  // NOLINT: the C interface copies and wants no const
      MHD_RESPMEM_MUST_COPY);
  if (response == nullptr) return MHD_NO;
  for (const auto& [name, value] : answer.headers) MHD_add_response_header(response, name.c_str(), value.c_str());
  const MHD_Result result = MHD_queue_response(connection, static_cast<unsigned>(answer.status), response);
  MHD_destroy_response(response);
  return result;
}

class MicroServer : public HttpServer {
 public:
  explicit MicroServer(HttpHandler handler) : handler_(std::move(handler)) {}

  ~MicroServer() override {
    if (daemon_ != nullptr) MHD_stop_daemon(daemon_);
  }

  MicroServer(const MicroServer&) = delete;
  MicroServer& operator=(const MicroServer&) = delete;

  Status Listen(const Endpoint& endpoint) {
    sockaddr_storage address{};
    unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL;
    const bool v6 = endpoint.host.find(':') != std::string::npos;
    if (v6) {
      auto* in6 = reinterpret_cast<sockaddr_in6*>(&address);
      in6->sin6_family = AF_INET6;
      in6->sin6_port = htons(endpoint.port);
      inet_pton(AF_INET6, endpoint.host.c_str(), &in6->sin6_addr);
      flags |= MHD_USE_IPv6;
    } else {
      auto* in4 = reinterpret_cast<sockaddr_in*>(&address);
      in4->sin_family = AF_INET;
      in4->sin_port = htons(endpoint.port);
      inet_pton(AF_INET, endpoint.host.c_str(), &in4->sin_addr);
    }
    daemon_ = MHD_start_daemon(flags, endpoint.port, nullptr, nullptr, &MicroServer::OnRequest, this,
                               MHD_OPTION_SOCK_ADDR, reinterpret_cast<sockaddr*>(&address), MHD_OPTION_CONNECTION_LIMIT,
                               kMaxConnections, MHD_OPTION_CONNECTION_TIMEOUT, kIdleSeconds,
                               MHD_OPTION_URI_LOG_CALLBACK, &MicroServer::OnTarget, nullptr,
                               MHD_OPTION_NOTIFY_COMPLETED, &MicroServer::OnCompleted, nullptr, MHD_OPTION_END);
    if (daemon_ == nullptr) {
      return UnavailableError(fmt::format("cannot listen on {} port {}: {}", endpoint.host, endpoint.port,
                                          std::strerror(errno)));  // NOLINT(concurrency-mt-unsafe): start-up only
    }
    const MHD_DaemonInfo* info = MHD_get_daemon_info(daemon_, MHD_DAEMON_INFO_BIND_PORT);
    if (info == nullptr) return InternalError("the port that was bound is not known");
    url_ = fmt::format("http://{}:{}", v6 ? "[" + endpoint.host + "]" : endpoint.host, info->port);
    return OkStatus();
  }

  std::string url() const override { return url_; }

 private:
  static void* OnTarget(void*, const char* target, MHD_Connection*) { return new Exchange(target); }

  static void OnCompleted(void*, MHD_Connection*, void** state, MHD_RequestTerminationCode) {
    delete static_cast<Exchange*>(*state);
    *state = nullptr;
  }

  // Called once when the headers are in, once for each piece of the body, and once when the request is complete.
  static MHD_Result OnRequest(void* self, MHD_Connection* connection, const char*, const char* method, const char*,
                              const char* data, std::size_t* size, void** state) {
    auto* exchange = static_cast<Exchange*>(*state);
    if (!exchange->started) {
      exchange->started = true;
      exchange->request.method = method;
      MHD_get_connection_values(connection, MHD_HEADER_KIND, &CollectHeader, &exchange->request.headers);
      return MHD_YES;
    }
    if (*size != 0) {
      exchange->too_large = exchange->too_large || exchange->request.body.size() + *size > kMaxBody;
      if (!exchange->too_large) exchange->request.body.append(data, *size);
      *size = 0;
      return MHD_YES;
    }
    return static_cast<MicroServer*>(self)->Answer(connection, *exchange);
  }

  MHD_Result Answer(MHD_Connection* connection, const Exchange& exchange) noexcept {
    try {
      if (exchange.too_large) return Send(connection, {413, {}, "the body is larger than 4 MiB\n"});
      const HttpResponse answer = handler_(exchange.request);
      return answer.cut ? MHD_NO : Send(connection, answer);
    } catch (const std::exception& failure) {
      return Send(connection, {500, {}, fmt::format("internal error: {}\n", failure.what())});
    }
  }

  HttpHandler handler_;
  MHD_Daemon* daemon_ = nullptr;
  std::string url_;
};

}  // namespace

std::optional<std::string> HttpRequest::Header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return std::nullopt;
}

StatusOr<std::unique_ptr<HttpServer>> HttpServer::Start(const Endpoint& endpoint, HttpHandler handler) {
  auto server = std::make_unique<MicroServer>(std::move(handler));
  IC_RETURN_IF_ERROR(server->Listen(endpoint));
  return std::unique_ptr<HttpServer>(std::move(server));
}

}  // namespace ic::sim
