// Sources the machine itself has: an ECS instance's metadata service, and a local helper. They are asked over plain
// HTTP at addresses that only this machine can mean, never through a proxy.
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/credential_sources.h"
#include "adapters/common/client/json_read.h"
#include "adapters/wire/url.h"
#include "base/json_text.h"
#include "base/redact.h"
#include "base/text.h"
#include "base/time_text.h"

namespace ic::alibaba {
namespace {

constexpr std::string_view kMetadata = "http://100.100.100.200/latest/";

StatusOr<std::string> Ask(const SearchContext& context, HttpRequest request) {
  request.mutating = false;
  request.bypass_proxy = true;
  request.timeout = std::chrono::seconds(2);
  request.connect_timeout = std::chrono::seconds(1);
  IC_ASSIGN_OR_RETURN(HttpResponse response, context.tools.transport.Send(request, context.stop));
  if (response.status == 200) return std::move(response.body);
  const StatusCode code = response.status >= 500 ? StatusCode::kUnavailable : StatusCode::kUnauthenticated;
  return Status(code, fmt::format("{} answered with HTTP status {}", request.target, response.status));
}

// Version 2 of the protocol begins with a token; without one version 1 is spoken, unless that is switched off.
StatusOr<HttpHeaders> MetadataHeaders(const SearchContext& context) {
  HttpRequest request;
  request.method = "PUT";
  request.url = std::string(kMetadata) + "api/token";
  request.headers = {{"X-aliyun-ecs-metadata-token-ttl-seconds", "21600"}};
  request.operation = "GetMetadataToken";
  request.target = "ECS metadata";
  const auto token = Ask(context, request);
  if (token.ok()) KnowSecret(Trim(*token));
  if (token.ok()) return HttpHeaders{{"X-aliyun-ecs-metadata-token", std::string(Trim(*token))}};
  if (token.status().code() == StatusCode::kCancelled) return token.status();
  const bool v1_disabled = EqualsIgnoreCase(context.settings.environment.Get("ALIBABA_CLOUD_IMDSV1_DISABLED"), "true");
  if (v1_disabled || token.status().code() != StatusCode::kUnauthenticated) return token.status();
  return HttpHeaders{};
}

}  // namespace

StatusOr<Credentials> AskEcsMetadata(const SearchContext& context, const std::string& role) {
  HttpRequest request;
  request.method = "GET";
  request.target = "ECS metadata";
  request.operation = "GetRoleName";
  request.url = std::string(kMetadata) + "meta-data/ram/security-credentials/";
  IC_ASSIGN_OR_RETURN(request.headers, MetadataHeaders(context));
  std::string name = role;
  if (name.empty()) {
    IC_ASSIGN_OR_RETURN(const std::string roles, Ask(context, request));
    name = Trim(Split(roles, '\n')[0]);
  }
  if (!CheckPathSegment(name, "a role").ok() || name.find_first_of(" ?#") != std::string::npos) {
    return UnauthenticatedError("the ECS instance has no role of that name");
  }
  request.url += name;
  request.operation = "GetRoleCredentials";
  IC_ASSIGN_OR_RETURN(const std::string answer, Ask(context, request));
  return ParseCredentials(ParseAnswer(answer), fmt::format("ECS role {}", ToValidUtf8(name)));
}

StatusOr<Credentials> AskCredentialsUri(const SearchContext& context, const std::string& url) {
  if (HostOfUrl(url).empty()) {
    return InvalidArgumentError(
        fmt::format("the credentials URI \"{}\" is no http:// or https:// URL", RedactUrl(url)));
  }
  HttpRequest request;
  request.method = "GET";
  request.url = url;
  request.operation = "GetCredentials";
  request.target = "credentials URI";
  IC_ASSIGN_OR_RETURN(const std::string answer, Ask(context, request));
  return ParseCredentials(ParseAnswer(answer), "credentials URI");
}

StatusOr<SourceAnswer> FromEcsRole(const SearchContext& context) {
  const Environment& environment = context.settings.environment;
  if (EqualsIgnoreCase(environment.Get("ALIBABA_CLOUD_ECS_METADATA_DISABLED"), "true")) {
    return SourceAnswer::None("ALIBABA_CLOUD_ECS_METADATA_DISABLED is true");
  }
  const std::string configured = context.settings.config.ecs_role_name;
  const std::string role = configured.empty() ? environment.Get("ALIBABA_CLOUD_ECS_METADATA") : configured;
  StatusOr<Credentials> credentials = AskEcsMetadata(context, role);
  if (credentials.ok()) return SourceAnswer::Found(*std::move(credentials));
  if (credentials.status().code() == StatusCode::kCancelled || !role.empty()) return credentials.status();
  // Most machines are no ECS instances: no answer means no source, not a failure.
  return SourceAnswer::None(credentials.status().message());
}

StatusOr<SourceAnswer> FromCredentialsUri(const SearchContext& context) {
  const std::string url = context.settings.environment.Get("ALIBABA_CLOUD_CREDENTIALS_URI");
  if (url.empty()) return SourceAnswer::None("ALIBABA_CLOUD_CREDENTIALS_URI is not set");
  IC_ASSIGN_OR_RETURN(Credentials credentials, AskCredentialsUri(context, url));
  return SourceAnswer::Found(std::move(credentials));
}

StatusOr<Credentials> ParseCredentials(const nlohmann::json& object, std::string source) {
  const std::string code = TextOf(object, "Code");
  Credentials credentials;
  credentials.keys = {TextOf(object, "AccessKeyId"), TextOf(object, "AccessKeySecret"),
                      TextOf(object, "SecurityToken")};
  if ((!code.empty() && code != "Success") || credentials.keys.access_key.empty() ||
      credentials.keys.secret_key.empty()) {
    return UnauthenticatedError(source + " answered without keys");
  }
  credentials.expires = ParseTimestamp(TextOf(object, "Expiration"));
  credentials.source = std::move(source);
  return credentials;
}

}  // namespace ic::alibaba
