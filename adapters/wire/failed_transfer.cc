#include "adapters/wire/failed_transfer.h"

#include <fmt/format.h>

namespace ic {
namespace {

// "the file X, named by Y" and the like.
std::string DescribeTrusted(const Certificates& trusted) {
  std::string text = trusted.file.empty() ? "" : fmt::format("the file {}", trusted.file);
  if (!trusted.folder.empty()) text += fmt::format("{}the folder {}", text.empty() ? "" : " and ", trusted.folder);
  if (!trusted.named_by.empty()) text += fmt::format(" (named by {})", trusted.named_by);
  return text;
}

bool ProxyRefused(const FailedTransfer& failed) { return failed.proxy_answer >= 300; }

std::string OfProxy(const FailedTransfer& failed) {
  const std::string which =
      failed.proxy_named_by.empty() ? "the proxy" : fmt::format("the proxy that {} names", failed.proxy_named_by);
  if (failed.proxy_answer == 407) {
    return fmt::format(". It is {} that wants to know who asks: write a user and a password into its address", which);
  }
  return fmt::format(". So answers {}: it has to let CONNECT to this host pass, or NO_PROXY has to name the host",
                     which);
}

}  // namespace

std::string ProxyVariable(const Environment& environment, std::string_view url) {
  const auto set = [&environment](const char* name) { return !environment.Get(name).empty(); };
  if (!url.starts_with("https:")) {
    if (set("http_proxy")) return "http_proxy";
  } else {
    for (const char* name : {"https_proxy", "HTTPS_PROXY"}) {
      if (set(name)) return name;
    }
  }
  for (const char* name : {"all_proxy", "ALL_PROXY"}) {
    if (set(name)) return name;
  }
  return "";
}

StatusCode CodeOf(const FailedTransfer& failed) {
  if (failed.too_large) return StatusCode::kInternal;
  if (failed.proxy_answer >= 400 && failed.proxy_answer < 500) return StatusCode::kFailedPrecondition;
  switch (failed.code) {
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return StatusCode::kInvalidArgument;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_FAILED_INIT:
    case CURLE_OUT_OF_MEMORY:
      return StatusCode::kFailedPrecondition;
    case CURLE_OPERATION_TIMEDOUT:
      return StatusCode::kDeadlineExceeded;
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
      return StatusCode::kInternal;
    default:
      return StatusCode::kUnavailable;
  }
}

std::string AdviceFor(const FailedTransfer& failed, const Certificates& trusted) {
  if (ProxyRefused(failed)) return OfProxy(failed);
  switch (failed.code) {
    case CURLE_PEER_FAILED_VERIFICATION:
      return fmt::format(
          ". Trusted is {}. If a private authority signs this endpoint, name its certificates in the CA bundle "
          "setting or with SSL_CERT_FILE",
          DescribeTrusted(trusted));
    case CURLE_SSL_CACERT_BADFILE:
      return fmt::format(". Trusted is {}. The CA bundle must be a readable file of PEM certificates",
                         DescribeTrusted(trusted));
    case CURLE_COULDNT_RESOLVE_PROXY:
      return fmt::format(". The proxy comes from the environment ({})",
                         failed.proxy_named_by.empty() ? "HTTPS_PROXY, ALL_PROXY" : failed.proxy_named_by);
    case CURLE_COULDNT_CONNECT:
      if (failed.proxy_named_by.empty()) return "";
      return fmt::format(". {} names a proxy, which every host but those of NO_PROXY is asked through",
                         failed.proxy_named_by);
    case CURLE_COULDNT_RESOLVE_HOST:
      return ". Check the region's spelling, the endpoint setting and this machine's name service";
    default:
      return "";
  }
}

}  // namespace ic
