#include "adapters/wire/plain_http.h"

#include <utility>

#include <fmt/format.h>

#include "base/ip.h"
#include "base/text.h"

namespace ic {
namespace {

// Without its port and brackets.
std::string_view NameIn(std::string_view host) {
  if (host.starts_with('[')) return host.substr(1, host.find(']') - 1);
  return host.substr(0, host.find(':'));
}

bool IsIn(std::string_view prefix, std::string_view name) {
  const auto cidr = Cidr::Parse(prefix);
  const auto address = IpAddress::Parse(name);
  return cidr.ok() && address.ok() && cidr->Contains(*address);
}

// Link-local ones, and those that clouds have elsewhere.
bool IsMetadata(std::string_view name) {
  return IsIn("169.254.0.0/16", name) || name == "100.100.100.200" || IsIn("fd00:ec2::/32", name) ||
         IsIn("fe80::/10", name);
}

}  // namespace

bool IsLoopbackHost(std::string_view host) {
  const std::string name = ToLowerAscii(NameIn(host));
  return name == "localhost" || name.ends_with(".localhost") || IsIn("127.0.0.0/8", name) || name == "::1";
}

StatusOr<HttpResponse> PlainHttpGuard::Send(const HttpRequest& request, std::stop_token stop) {
  if (!ToLowerAscii(request.url.substr(0, 7)).starts_with("http://")) return next_->Send(request, std::move(stop));
  const std::string host = HostOfUrl(request.url);
  if (IsLoopbackHost(host)) {
    HttpRequest direct = request;
    direct.bypass_proxy = true;
    return next_->Send(direct, std::move(stop));
  }
  if (!allowed_ && !IsMetadata(NameIn(host))) {
    return FailedPreconditionError(
               fmt::format("{}: {} is not encrypted (http://): whoever is on the way would read keys and "
                           "tokens, and could answer in its place. Nothing was sent. Use https://; if the "
                           "way is safe, set `allow_plain_http`",
                           request.operation, RedactUrl(request.url)))
        .WithRemote({.operation = request.operation});
  }
  return next_->Send(request, std::move(stop));
}

}  // namespace ic
