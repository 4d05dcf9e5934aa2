#include <charconv>
#include <cstring>

#include <arpa/inet.h>
#include <fmt/format.h>

#include "simulators/server/http.h"

namespace ic::sim {
namespace {

bool IsLoopback(const std::string& host) {
  in_addr v4{};
  if (inet_pton(AF_INET, host.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24) == 127;
  in6_addr v6{};
  return inet_pton(AF_INET6, host.c_str(), &v6) == 1 && std::memcmp(&v6, &in6addr_loopback, sizeof v6) == 0;
}

}  // namespace

StatusOr<Endpoint> ParseEndpoint(std::string_view text) {
  const auto wrong = [&](std::string_view why) {
    return InvalidArgumentError(fmt::format(
        "cannot listen on \"{}\": {}; write ADDRESS:PORT with a loopback address, for example 127.0.0.1:0", text, why));
  };
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return wrong("the port is missing");
  std::string_view host = text.substr(0, colon);
  const std::string_view port = text.substr(colon + 1);
  if (host.size() >= 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);

  Endpoint endpoint;
  endpoint.host = host == "localhost" ? "127.0.0.1" : std::string(host);
  const auto parsed = std::from_chars(port.data(), port.data() + port.size(), endpoint.port);
  if (port.empty() || parsed.ec != std::errc() || parsed.ptr != port.data() + port.size()) {
    return wrong("the port must be a number from 0 to 65535");
  }
  if (!IsLoopback(endpoint.host)) {
    return wrong("the simulator binds to loopback only (127.0.0.0/8, ::1 or localhost)");
  }
  return endpoint;
}

}  // namespace ic::sim
