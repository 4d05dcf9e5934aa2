// Roles of RAM, taken from STS (version 2015-04-01).
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/api_errors.h"
#include "adapters/alibaba/client/credential_sources.h"
#include "adapters/alibaba/client/endpoints.h"
#include "adapters/alibaba/client/signer.h"
#include "adapters/wire/retry.h"
#include "base/text.h"

namespace ic::alibaba {
namespace {

constexpr std::string_view kStsVersion = "2015-04-01";

struct StsCall {
  std::string_view action;
  Parameters parameters;
  const SigningKeys* keys = nullptr;  // null: the call is not signed
  std::vector<std::string> secrets;
};

StatusOr<nlohmann::json> CallSts(const SearchContext& context, const StsCall& call) {
  IC_ASSIGN_OR_RETURN(const std::string url, StsEndpoint(context.settings, context.settings.region));
  HttpRequest request;
  request.url = url;
  request.body = EncodeParameters(call.parameters);
  request.mutating = false;  // it changes nothing, and read-only runs need credentials too
  request.operation = call.action;
  request.target = "sts";
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                     {"Accept", "application/json"},
                     {"x-acs-action", std::string(call.action)},
                     {"x-acs-version", std::string(kStsVersion)}};
  const RetryCall retry{.operation = request.operation,
                        .idempotent = true,
                        .policy = {.max_attempts = 3},
                        .classify = ClassifyFailure,
                        .on_retry = {}};
  const CredentialTools& tools = context.tools;
  return RetryLoop(retry, nullptr, tools.clock, tools.random, context.stop,
                   [&](RetryAttempt&) -> StatusOr<nlohmann::json> {
                     if (call.keys != nullptr) {
                       SignRequest(*call.keys, tools.clock.Now(), tools.random.Uuid(), request);
                     }
                     IC_ASSIGN_OR_RETURN(const HttpResponse response, tools.transport.Send(request, context.stop));
                     return ReadAnswer({request.operation, tools.clock.Now(), call.secrets}, response);
                   });
}

StatusOr<Credentials> Take(const SearchContext& context, StsCall call, const AssumeRole& role,
                           const std::string& source) {
  if (role.role_arn.empty()) return InvalidArgumentError(source + " names no role");
  call.parameters["RoleArn"] = role.role_arn;
  call.parameters["RoleSessionName"] = role.session_name.empty() ? "interconnect" : role.session_name;
  if (!role.external_id.empty()) call.parameters["ExternalId"] = role.external_id;
  if (role.duration_seconds > 0) call.parameters["DurationSeconds"] = std::to_string(role.duration_seconds);
  const StatusOr<nlohmann::json> answer = CallSts(context, call);
  if (!answer.ok()) return answer.status().Annotate(fmt::format("taking the role {}", role.role_arn));
  return ParseCredentials(answer->value("Credentials", nlohmann::json::object()),
                          fmt::format("{}, role {}", source, role.role_arn));
}

}  // namespace

StatusOr<Credentials> TakeRole(const SearchContext& context, const Credentials& base, const AssumeRole& role) {
  return Take(context,
              {.action = "AssumeRole",
               .parameters = {},
               .keys = &base.keys,
               .secrets = {base.keys.secret_key, base.keys.security_token}},
              role, base.source);
}

StatusOr<Credentials> TakeRoleWithOidc(const SearchContext& context, const OidcRole& role) {
  const Environment& environment = context.settings.environment;
  const auto token = environment.read_file(environment.ExpandPath(role.token_file));
  if (!token.ok()) return token.status().Annotate("the OIDC token");
  const std::string text(Trim(*token));
  return Take(context,
              {.action = "AssumeRoleWithOIDC",
               .parameters = {{"OIDCProviderArn", role.provider_arn}, {"OIDCToken", text}},
               .keys = nullptr,
               .secrets = {text}},
              role.role, "OIDC");
}

}  // namespace ic::alibaba
