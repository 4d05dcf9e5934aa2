// One HTTP exchange, and the transports that make it.
//
// Transports are stacked like decorators: curl at the bottom, then read-only guard, then logging. Retrying, rate
// limiting and signing are not transports, because a retry must be signed anew and counted by the caller.
#ifndef ADAPTERS_WIRE_HTTP_H_
#define ADAPTERS_WIRE_HTTP_H_

#include <chrono>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/status.h"

namespace ic {

// In the order they are sent; names compare without case.
using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

// The first value of `name`, or empty.
std::string_view FindHeader(const HttpHeaders& headers, std::string_view name);
// Replaces the first header of that name, or appends one.
void SetHeader(HttpHeaders& headers, std::string_view name, std::string_view value);

struct HttpRequest {
  std::string method = "POST";
  std::string url;  // http:// or https://; without user and password
  HttpHeaders headers;
  std::string body;
  Duration timeout = std::chrono::seconds(60);          // of the whole exchange, connecting included
  Duration connect_timeout = std::chrono::seconds(10);  // of name lookup, TCP and TLS
  // True unless the caller knows that the call only reads: forgetting to say so must not make a call pass the
  // read-only guard, nor be re-sent below the caller's back.
  bool mutating = true;
  // True for addresses that only this machine can mean (instance metadata, container agents): never through a proxy.
  bool bypass_proxy = false;
  std::string operation;  // the vendor's name, "CreateConnection": for messages and logs
  std::string target;     // what is talked to, "directconnect us-east-1": for messages and logs
};

struct HttpResponse {
  int status = 0;  // 100–599
  HttpHeaders headers;
  std::string body;
};

class HttpTransport {
 public:
  virtual ~HttpTransport() = default;

  // Sends the request once and waits for the whole answer. Any HTTP status is an answer, not a failure. May be called
  // from many threads at once. Failures carry a RemoteError whose `ambiguous` says whether the service may have carried
  // the request out:
  //   kUnavailable         the service was not reached, or the connection was cut
  //   kDeadlineExceeded    a timeout ran out
  //   kCancelled           `stop` was requested. A mutating request that began to leave is not cut short: its answer,
  //   or
  //                        its timeout, is waited for
  //   kFailedPrecondition  it cannot work until something is set up: certificate not trusted, library missing
  //   kInvalidArgument     the URL is none
  //   kPermissionDenied    refused by the read-only guard; nothing was sent
  //   kInternal            the answer breaks HTTP or is too large
  virtual StatusOr<HttpResponse> Send(const HttpRequest& request, std::stop_token stop) = 0;
};

// `url` without user, password, query and fragment: what may be logged of it.
std::string RedactUrl(std::string_view url);

// "host" or "host:port" as a client sends it in Host: the port is left out when it is the scheme's own. Empty if `url`
// is not an absolute http(s) URL.
std::string HostOfUrl(std::string_view url);

}  // namespace ic

#endif  // ADAPTERS_WIRE_HTTP_H_
