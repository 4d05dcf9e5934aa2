#include "adapters/wire/http.h"

#include <algorithm>

#include "base/text.h"

namespace ic {
namespace {

// The parts of an absolute http(s) URL; all empty if it is none.
struct HttpUrlParts {
  std::string_view scheme;
  std::string_view authority;  // with user and password, if any
  std::string_view path;       // without query and fragment
};

HttpUrlParts SplitHttpUrl(std::string_view url) {
  const std::size_t colon = url.find("://");
  if (colon == std::string_view::npos) return {};
  const std::string scheme = ToLowerAscii(url.substr(0, colon));
  if (scheme != "http" && scheme != "https") return {};
  const std::size_t begin = colon + 3;
  const std::size_t end = std::min(url.find_first_of("/?#", begin), url.size());
  const std::size_t path_end = std::min(url.find_first_of("?#", end), url.size());
  return {url.substr(0, colon), url.substr(begin, end - begin), url.substr(end, path_end - end)};
}

std::string_view WithoutUser(std::string_view authority) {
  const std::size_t at = authority.rfind('@');
  return at == std::string_view::npos ? authority : authority.substr(at + 1);
}

}  // namespace

std::string_view FindHeader(const HttpHeaders& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (EqualsIgnoreCase(key, name)) return value;
  }
  return {};
}

void SetHeader(HttpHeaders& headers, std::string_view name, std::string_view value) {
  for (auto& [key, current] : headers) {
    if (!EqualsIgnoreCase(key, name)) continue;
    current = value;
    return;
  }
  headers.emplace_back(name, value);
}

std::string RedactUrl(std::string_view url) {
  const HttpUrlParts parts = SplitHttpUrl(url);
  if (parts.scheme.empty()) return "(not an http URL)";
  std::string redacted(parts.scheme);
  redacted += "://";
  redacted += WithoutUser(parts.authority);
  redacted += parts.path;
  return redacted;
}

std::string HostOfUrl(std::string_view url) {
  const HttpUrlParts parts = SplitHttpUrl(url);
  std::string host = ToLowerAscii(WithoutUser(parts.authority));
  const std::string_view own_port = EqualsIgnoreCase(parts.scheme, "https") ? ":443" : ":80";
  if (host.ends_with(own_port)) host.resize(host.size() - own_port.size());
  return host;
}

}  // namespace ic
