// HTTP by libcurl, HTTP/1.1, TLS 1.2 or later, certificates verified, no redirects.
//
// Connections are kept and used again. libcurl silently sends a request once more when a kept connection turns out to
// be dead; a mutating request leaves this process once, so its body cannot be sent again, and if it has none it gets a
// connection of its own. Proxies come from the
// environment as libcurl reads it (https_proxy, HTTPS_PROXY, http_proxy, all_proxy, no_proxy, NO_PROXY).
#ifndef ADAPTERS_WIRE_CURL_TRANSPORT_H_
#define ADAPTERS_WIRE_CURL_TRANSPORT_H_

#include <cstddef>
#include <memory>
#include <string>

#include "adapters/wire/environment.h"
#include "adapters/wire/http.h"

namespace ic {

struct CurlOptions {
  std::string ca_bundle = {};  // path of a PEM file that replaces the machine's certificates; empty: see certificates.h
  Environment environment = {};  // likewise names certificates, in variables
  std::size_t max_response_bytes = std::size_t{64} << 20;
  std::size_t max_idle_connections = 128;  // as many as a wide run has at once
};

// Loads libcurl at the first Send.
std::unique_ptr<HttpTransport> MakeCurlTransport(CurlOptions options);

}  // namespace ic

#endif  // ADAPTERS_WIRE_CURL_TRANSPORT_H_
