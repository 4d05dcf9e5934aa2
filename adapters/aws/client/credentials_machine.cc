// Sources the machine itself has: a container's credential agent and an EC2 instance's metadata service. They are asked
// over plain HTTP at addresses that only this machine can mean, never through a proxy.
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <utility>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/client/credential_sources.h"
#include "adapters/wire/retry.h"
#include "adapters/wire/url.h"
#include "base/redact.h"
#include "base/text.h"

namespace ic::aws {
namespace {

constexpr std::string_view kContainerHost = "169.254.170.2";
constexpr std::string_view kMetadata = "http://169.254.169.254";
constexpr std::string_view kMetadataIpv6 = "http://[fd00:ec2::254]";

HttpRequest Get(std::string url, std::string operation, std::string target, Duration timeout) {
  return {.method = "GET",
          .url = std::move(url),
          .headers = {{"Accept", "application/json"}},
          .timeout = timeout,
          .connect_timeout = timeout,
          .mutating = false,
          .bypass_proxy = true,
          .operation = std::move(operation),
          .target = std::move(target)};
}

// Plain HTTP would hand the authorization token to whoever owns the host: only to loopback and the agents' addresses.
bool IsAllowedHost(const std::string& url) {
  if (ToLowerAscii(url).starts_with("https://")) return true;
  std::string host = HostOfUrl(url);
  if (host.starts_with('[')) {
    host = host.substr(1, host.find(']') - 1);
  } else {
    host = host.substr(0, host.find(':'));
  }
  constexpr std::array<std::string_view, 4> kAgents = {kContainerHost, "169.254.170.23", "fd00:ec2::23", "localhost"};
  if (std::find(kAgents.begin(), kAgents.end(), host) != kAgents.end()) return true;
  in_addr v4{};
  in6_addr v6{};
  if (inet_pton(AF_INET, host.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24) == 127;
  return inet_pton(AF_INET6, host.c_str(), &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

// The token for the agent: a file's content (read anew each time: agents rotate it), or the variable's.
StatusOr<std::string> ContainerToken(const Environment& environment) {
  std::string token = environment.Get("AWS_CONTAINER_AUTHORIZATION_TOKEN");
  if (const std::string path = environment.Get("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"); !path.empty()) {
    auto text = environment.read_file(path);
    if (!text.ok()) {
      return UnauthenticatedError(fmt::format("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: {}", text.status().message()));
    }
    token = Trim(*text);
  }
  if (token.find_first_of("\r\n") != std::string::npos) {
    return UnauthenticatedError("the container authorization token holds a line break");
  }
  return token;
}

StatusOr<HttpResponse> Expect200(const SearchContext& context, const HttpRequest& request) {
  IC_ASSIGN_OR_RETURN(HttpResponse response, context.tools.transport.Send(request, context.stop));
  if (response.status == 200) return response;
  const StatusCode code = response.status >= 500 ? StatusCode::kUnavailable : StatusCode::kUnauthenticated;
  return Status(code, fmt::format("{} answered with HTTP status {}", request.target, response.status));
}

struct MetadataService {
  std::string base;
  Duration timeout = std::chrono::seconds(1);
};

StatusOr<MetadataService> FindMetadataService(const SearchContext& context) {
  const Environment& environment = context.settings.environment;
  const auto setting = [&](std::string_view variable, const std::string& key) {
    std::string value = environment.Get(variable);
    return value.empty() ? ProfileKey(context.settings, context.settings.profile, key) : value;
  };
  MetadataService service;
  service.base = setting("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint");
  if (service.base.empty()) {
    const std::string mode = setting("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode");
    service.base = EqualsIgnoreCase(mode, "ipv6") ? kMetadataIpv6 : kMetadata;
  }
  if (HostOfUrl(service.base).empty()) {
    return InvalidArgumentError("AWS_EC2_METADATA_SERVICE_ENDPOINT must be an absolute http:// URL");
  }
  while (service.base.ends_with('/')) service.base.pop_back();
  if (const std::string text = setting("AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout"); !text.empty()) {
    int seconds = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || rest != text.data() + text.size() || seconds < 1 || seconds > 60) {
      return InvalidArgumentError("AWS_METADATA_SERVICE_TIMEOUT must be a number of seconds from 1 to 60");
    }
    service.timeout = std::chrono::seconds(seconds);
  }
  return service;
}

// Version 2 of the metadata protocol: a token first, then the role's name, then its credentials.
StatusOr<Credentials> AskMetadata(const SearchContext& context, const MetadataService& service) {
  const std::string target = "instance metadata";
  HttpRequest request = Get(service.base + "/latest/api/token", "GetMetadataToken", target, service.timeout);
  request.method = "PUT";
  request.headers = {{"x-aws-ec2-metadata-token-ttl-seconds", "21600"}};
  IC_ASSIGN_OR_RETURN(const HttpResponse token, Expect200(context, request));
  const std::string path = service.base + "/latest/meta-data/iam/security-credentials/";
  request = Get(path, "GetRoleName", target, service.timeout);
  KnowSecret(Trim(token.body));
  request.headers.emplace_back("x-aws-ec2-metadata-token", Trim(token.body));
  IC_ASSIGN_OR_RETURN(const HttpResponse roles, Expect200(context, request));
  const std::string role(Trim(Split(roles.body, '\n')[0]));
  if (!CheckPathSegment(role, "a role").ok() || role.find_first_of(" ?#") != std::string::npos) {
    return UnauthenticatedError("the instance has no role");
  }
  request.url = path + role;
  request.operation = "GetRoleCredentials";
  IC_ASSIGN_OR_RETURN(const HttpResponse answer, Expect200(context, request));
  return ParseCredentials(answer.body, "Token", fmt::format("instance role {}", ToValidUtf8(role)));
}

}  // namespace

StatusOr<SourceAnswer> FromContainer(const SearchContext& context) {
  const Environment& environment = context.settings.environment;
  const std::string relative = environment.Get("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
  std::string url = environment.Get("AWS_CONTAINER_CREDENTIALS_FULL_URI");
  if (relative.empty() && url.empty()) {
    return SourceAnswer::None(
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set");
  }
  if (!relative.empty()) {
    if (!relative.starts_with('/')) {
      return InvalidArgumentError("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI must begin with \"/\"");
    }
    url = fmt::format("http://{}{}", kContainerHost, relative);
  }
  if (HostOfUrl(url).empty() || !IsAllowedHost(url)) {
    return InvalidArgumentError(
        fmt::format("AWS_CONTAINER_CREDENTIALS_FULL_URI must be https, or http on a loopback address, 169.254.170.2, "
                    "169.254.170.23 "
                    "or fd00:ec2::23, got {}",
                    RedactUrl(url)));
  }
  HttpRequest request = Get(url, "GetContainerCredentials", "container agent", std::chrono::seconds(2));
  IC_ASSIGN_OR_RETURN(const std::string token, ContainerToken(environment));
  KnowSecret(token);
  if (!token.empty()) request.headers.emplace_back("Authorization", token);
  const CredentialTools& tools = context.tools;
  const RetryCall retry{.operation = request.operation, .idempotent = true, .policy = {.max_attempts = 3}};
  const auto send = [&](RetryAttempt&) { return Expect200(context, request); };
  IC_ASSIGN_OR_RETURN(const HttpResponse answer,
                      RetryLoop(retry, nullptr, tools.clock, tools.random, context.stop, send));
  IC_ASSIGN_OR_RETURN(Credentials credentials, ParseCredentials(answer.body, "Token", "container agent"));
  return SourceAnswer::Found(std::move(credentials));
}

StatusOr<SourceAnswer> FromInstanceMetadata(const SearchContext& context) {
  if (EqualsIgnoreCase(context.settings.environment.Get("AWS_EC2_METADATA_DISABLED"), "true")) {
    return SourceAnswer::None("AWS_EC2_METADATA_DISABLED is true");
  }
  IC_ASSIGN_OR_RETURN(const MetadataService service, FindMetadataService(context));
  StatusOr<Credentials> credentials = AskMetadata(context, service);
  if (credentials.ok()) return SourceAnswer::Found(*std::move(credentials));
  if (credentials.status().code() == StatusCode::kCancelled) return credentials.status();
  // Most machines are no EC2 instances: no answer means no source, not a failure.
  return SourceAnswer::None(credentials.status().message());
}

}  // namespace ic::aws
