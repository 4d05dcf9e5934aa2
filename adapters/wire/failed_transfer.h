// What a transfer that brought no answer is: its status code, and the advice that follows libcurl's own words.
#ifndef ADAPTERS_WIRE_FAILED_TRANSFER_H_
#define ADAPTERS_WIRE_FAILED_TRANSFER_H_

#include <string>
#include <string_view>

#include <curl/curl.h>

#include "adapters/wire/certificates.h"
#include "adapters/wire/environment.h"
#include "base/status.h"

namespace ic {

struct FailedTransfer {
  CURLcode code = CURLE_OK;
  bool too_large = false;  // the answer: it was not read to its end
  long proxy_answer = 0;   // the status with which a proxy answered CONNECT; 0: none was asked, or none answered
  std::string proxy_named_by = {};  // the variable that names the proxy of this URL; empty: none does
};

// Where libcurl takes the proxy of `url` from: "HTTPS_PROXY", ...; empty if no variable names one. NO_PROXY, which may
// except the host, is not looked at. The order is libcurl's (url.c, detect_proxy); HTTP_PROXY in capitals is nobody's,
// because a CGI program would have it of its caller.
std::string ProxyVariable(const Environment& environment, std::string_view url);

// kUnavailable: may be sent again. What a proxy refuses (400 to 499) it refuses again.
StatusCode CodeOf(const FailedTransfer& failed);

// ". And a sentence", or empty. `trusted` is what the server was verified with.
std::string AdviceFor(const FailedTransfer& failed, const Certificates& trusted);

}  // namespace ic

#endif  // ADAPTERS_WIRE_FAILED_TRANSFER_H_
