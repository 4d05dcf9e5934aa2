// STS (version 2015-04-01): roles of RAM, and whose credentials are.
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/api_errors.h"
#include "adapters/alibaba/client/credential_sources.h"
#include "adapters/alibaba/client/endpoints.h"
#include "adapters/alibaba/client/signer.h"
#include "adapters/common/client/json_read.h"
#include "adapters/wire/outages.h"
#include "adapters/wire/retry.h"
#include "base/redact.h"
#include "base/text.h"

namespace ic::alibaba {
namespace {

constexpr std::string_view kStsVersion = "2015-04-01";

struct StsCall {
  std::string_view action;
  Parameters parameters;
  const SigningKeys* keys = nullptr;  // null: the call is not signed
  std::vector<std::string> secrets;
  std::string url = {};        // empty: STS's own
  Outages* outages = nullptr;  // not null: it is not worth waiting for
};

StatusOr<nlohmann::json> CallSts(const SearchContext& context, const StsCall& call) {
  for (const std::string& secret : call.secrets) KnowSecret(secret);
  HttpRequest request;
  request.url = call.url;
  if (request.url.empty()) {
    IC_ASSIGN_OR_RETURN(request.url, StsEndpoint(context.settings, context.settings.region));
  }
  request.body = EncodeParameters(call.parameters);
  request.mutating = false;  // it changes nothing, and read-only runs need credentials too
  if (call.outages != nullptr) request.timeout = Outages::kSilence;
  request.operation = call.action;
  request.target = "sts";
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                     {"Accept", "application/json"},
                     {"x-acs-action", std::string(call.action)},
                     {"x-acs-version", std::string(kStsVersion)}};
  const RetryCall retry{.operation = request.operation,
                        .idempotent = true,
                        .reads = call.outages != nullptr,
                        .policy = {.max_attempts = 3},
                        .classify = ClassifyFailure,
                        .on_retry = {},
                        .outages = call.outages,
                        .endpoint = HostOfUrl(request.url)};
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

bool IsVendorsOwn(const std::string& url) { return HostOfUrl(url).ends_with(".aliyuncs.com"); }

// Where VPC is asked at an address of one's own (a simulator, a gateway) and nothing is said of STS, STS is asked there
// too: what is signed for one place goes to no other.
StatusOr<std::string> CallerEndpoint(const Settings& settings, const std::string& region) {
  IC_ASSIGN_OR_RETURN(std::string sts, StsEndpoint(settings, region));
  IC_ASSIGN_OR_RETURN(std::string vpc, VpcEndpoint(settings, region));
  return IsVendorsOwn(sts) && !IsVendorsOwn(vpc) ? vpc : sts;
}

}  // namespace

// Source: STS API reference, GetCallerIdentity
// (https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-getcalleridentity).
StatusOr<Caller> FindAccount(const Settings& settings, const Credentials& credentials, const std::string& region,
                             const CredentialTools& tools, std::stop_token stop) {
  Outages outages;
  StsCall call{.action = "GetCallerIdentity",
               .parameters = {},
               .keys = &credentials.keys,
               .secrets = {credentials.keys.secret_key, credentials.keys.security_token},
               .outages = &outages};
  IC_ASSIGN_OR_RETURN(call.url, CallerEndpoint(settings, region));
  IC_ASSIGN_OR_RETURN(const nlohmann::json answer, CallSts({settings, tools, std::move(stop)}, call));
  Caller caller{.owner = TextOf(answer, "AccountId"), .words = ToValidUtf8(TextOf(answer, "Arn"))};
  if (!caller.owner.empty()) return caller;
  return InternalError("the answer to GetCallerIdentity is not one of STS");
}

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
