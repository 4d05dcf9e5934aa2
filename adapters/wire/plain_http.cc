#include "adapters/wire/plain_http.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/ip.h"
#include "base/text.h"

namespace ic {
namespace {

// Without its port and brackets.
std::string_view NameIn(std::string_view host) {
  if (const std::size_t end = host.find(']'); host.starts_with('[') && end != std::string_view::npos) {
    const std::string_view rest = host.substr(end + 1);
    return rest.empty() || rest.starts_with(':') ? host.substr(1, end - 1) : host;
  }
  return host.substr(0, host.find(':'));
}

bool IsIn(std::string_view prefix, std::string_view name) {
  const auto cidr = Cidr::Parse(prefix);
  const auto address = IpAddress::Parse(name);
  return cidr.ok() && address.ok() && cidr->Contains(*address);
}

// These and no others: whatever else is link-local may be a neighbor.
bool IsMetadata(std::string_view name) {
  constexpr std::array<std::string_view, 6> kFixed = {"169.254.169.254", "169.254.170.2", "169.254.170.23",
                                                      "100.100.100.200", "fd00:ec2::254", "fd00:ec2::23"};
  const auto address = IpAddress::Parse(name);
  return address.ok() && std::ranges::find(kFixed, address->ToString()) != kFixed.end();
}

}  // namespace

bool IsLoopbackHost(std::string_view host) {
  const std::string name = ToLowerAscii(NameIn(host));
  return name == "localhost" || name.ends_with(".localhost") || IsIn("127.0.0.0/8", name) || name == "::1";
}

StatusOr<HttpResponse> PlainHttpGuard::Send(const HttpRequest& request, std::stop_token stop) {
  if (!ToLowerAscii(request.url.substr(0, 7)).starts_with("http://")) return next_->Send(request, std::move(stop));
  const std::string host = HostOfUrl(request.url);
  const bool metadata = IsMetadata(NameIn(host));
  if (IsLoopbackHost(host) || metadata) {
    HttpRequest direct = request;
    direct.bypass_proxy = true;
    return next_->Send(direct, std::move(stop));
  }
  if (!allowed_) {
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
