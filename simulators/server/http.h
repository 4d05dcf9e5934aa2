// A small HTTP/1.1 server on loopback, and the message shapes the clouds see.
//
// Built on libmicrohttpd: a thread for each connection, keep-alive, and the one thing few libraries allow: to carry a
// request out and then close the connection without an answer.
#ifndef SIMULATORS_SERVER_HTTP_H_
#define SIMULATORS_SERVER_HTTP_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/status.h"

namespace ic::sim {

// The name in lower case, the value without white space around it.
using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method;  // upper case
  std::string path;    // as it came, still percent-encoded, without the query
  std::string query;   // as it came, without the question mark; empty if there is none
  HttpHeaders headers;
  std::string body;

  // The first header of that name (lower case), or nullopt.
  std::optional<std::string> Header(std::string_view name) const;
};

struct HttpResponse {
  int status = 200;
  HttpHeaders headers;
  std::string body;
  bool cut = false;  // close the connection without sending a byte
};

// Called from many threads at once.
using HttpHandler = std::function<HttpResponse(const HttpRequest&)>;

// Where to listen. Only loopback addresses parse.
struct Endpoint {
  std::string host;        // an address in numbers, "127.0.0.1" or "::1"
  std::uint16_t port = 0;  // 0: any free port
};

// Reads "127.0.0.1:0", "localhost:8080" or "[::1]:0". An address that is not loopback is an error that says so.
StatusOr<Endpoint> ParseEndpoint(std::string_view text);

class HttpServer {
 public:
  // Connections served at once; more wait in the kernel's queue.
  static constexpr unsigned kMaxConnections = 1024;
  // A larger body is answered with 413.
  static constexpr std::size_t kMaxBody = 4 << 20;

  // Listens and serves until the object is destroyed. `handler` must outlive it.
  static StatusOr<std::unique_ptr<HttpServer>> Start(const Endpoint& endpoint, HttpHandler handler);

  virtual ~HttpServer() = default;
  // "http://127.0.0.1:PORT", without a slash at the end.
  virtual std::string url() const = 0;
};

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_HTTP_H_
