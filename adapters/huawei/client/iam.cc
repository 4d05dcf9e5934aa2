#include "adapters/huawei/client/iam.h"

#include <array>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "adapters/huawei/client/api_errors.h"
#include "adapters/huawei/client/endpoints.h"
#include "adapters/huawei/client/signer.h"
#include "adapters/wire/retry.h"
#include "adapters/wire/url.h"
#include "base/json_text.h"
#include "base/redact.h"
#include "base/text.h"
#include "base/time_text.h"

namespace ic::huawei {
namespace {

using Json = nlohmann::json;

constexpr int kAttempts = 4;
// What Huawei's Terraform provider asks for.
constexpr int kDefaultDuration = 24 * 60 * 60;
// What Huawei's SDKs ask for.
constexpr int kFederatedDuration = 6 * 60 * 60;
constexpr std::array<std::string_view, 1> kSecretMembers = {"password"};
constexpr std::string_view kMetadata = "http://169.254.169.254";

// {"credential": {"access", "secret", "securitytoken", "expires_at"}}
StatusOr<Credentials> ReadCredential(const Json& answer, std::string source) {
  const Json* const told = MemberOf(answer, "credential");
  Credentials credentials;
  if (told != nullptr) {
    credentials.keys = {TextOf(*told, "access"), TextOf(*told, "secret"), TextOf(*told, "securitytoken")};
    credentials.expires = ParseTimestamp(TextOf(*told, "expires_at"));
  }
  if (credentials.keys.access_key.empty() || credentials.keys.secret_key.empty()) {
    return UnauthenticatedError(fmt::format("{} answered without a key pair", source));
  }
  credentials.source = std::move(source);
  return credentials;
}

StatusOr<HttpResponse> Fetch(const HttpRequest& request, const CredentialTools& tools, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(HttpResponse response, tools.transport.Send(request, std::move(stop)));
  if (response.status >= 200 && response.status <= 299) return response;
  return NotFoundError(fmt::format("{} answered with HTTP status {}", request.target, response.status));
}

Json ScopeJson(const Settings& settings, const std::string& region) {
  const HuaweiConfig& config = settings.config;
  if (!config.project_id.empty() && (config.region.empty() || config.region == region)) {
    return {{"project", {{"id", config.project_id}}}};
  }
  const bool named = !config.project_name.empty() && config.region == region;
  return {{"project", {{"name", named ? config.project_name : region}}}};
}

}  // namespace

StatusOr<IamAnswer> AskIam(const Settings& settings, const std::string& region, const IamCall& call,
                           const Credentials* as, const CredentialTools& tools, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const std::string base, IamEndpoint(settings, region));
  HttpRequest request{.method = call.method, .url = base + call.path};
  request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
  for (const auto& [name, value] : call.headers) SetHeader(request.headers, name, value);
  if (!call.body.is_null()) request.body = call.body.dump(-1, ' ', false, Json::error_handler_t::replace);
  request.mutating = false;  // nothing of the user's is changed
  request.timeout = Outages::kSilence;
  request.operation = call.operation;
  request.target = fmt::format("iam {}", region);
  // Asked before anything is done, or to renew what is still valid: there is nothing to be patient for.
  Outages outages;
  const RetryCall retry{.operation = call.operation,
                        .idempotent = true,
                        .reads = true,
                        .policy = {.max_attempts = kAttempts},
                        .classify = ClassifyFailure,
                        .on_retry = {},
                        .outages = &outages,
                        .endpoint = HostOfUrl(request.url)};
  AnswerContext context{call.operation, tools.clock.Now(), SecretsIn(call.body, kSecretMembers)};
  context.secrets.insert(context.secrets.end(), call.secrets.begin(), call.secrets.end());
  if (as != nullptr) {
    for (const std::string& secret : {as->keys.secret_key, as->keys.security_token, as->token}) {
      context.secrets.push_back(secret);
    }
  }
  for (const std::string& secret : context.secrets) KnowSecret(secret);
  return RetryLoop(retry, nullptr, tools.clock, tools.random, stop, [&](RetryAttempt&) -> StatusOr<IamAnswer> {
    if (as != nullptr) Authorize(*as, tools.clock.Now(), request);
    IC_ASSIGN_OR_RETURN(const HttpResponse response, tools.transport.Send(request, stop));
    IC_ASSIGN_OR_RETURN(Json body, ReadAnswer(context, response));
    return IamAnswer{std::move(body), std::string(FindHeader(response.headers, "X-Subject-Token"))};
  });
}

StatusOr<Credentials> LogIn(const Settings& settings, const std::string& region, const std::string& user,
                            const std::string& password, const std::string& domain, const CredentialTools& tools,
                            std::stop_token stop) {
  if (domain.empty()) {
    return InvalidArgumentError(
        "user_name and password are set, but not the account (domain) the user belongs to: set domain_name, or "
        "HW_DOMAIN_NAME (or OS_DOMAIN_NAME) in the environment");
  }
  const Json identity = {
      {"methods", {"password"}},
      {"password", {{"user", {{"name", user}, {"password", password}, {"domain", {{"name", domain}}}}}}}};
  const IamCall call{.operation = "KeystoneCreateUserTokenByPassword",
                     .method = "POST",
                     .path = "/v3/auth/tokens",
                     .body = {{"auth", {{"identity", identity}, {"scope", ScopeJson(settings, region)}}}}};
  IC_ASSIGN_OR_RETURN(const IamAnswer answer, AskIam(settings, region, call, nullptr, tools, std::move(stop)));
  if (answer.subject_token.empty()) return UnauthenticatedError("IAM answered a login without a token");
  Credentials credentials;
  credentials.token = answer.subject_token;
  credentials.source = fmt::format("user {}", ToValidUtf8(user));
  if (const Json* token = MemberOf(answer.body, "token"); token != nullptr) {
    credentials.expires = ParseTimestamp(TextOf(*token, "expires_at"));
    if (const Json* project = MemberOf(*token, "project"); project != nullptr) {
      credentials.project_id = TextOf(*project, "id");
    }
  }
  return credentials;
}

StatusOr<Credentials> LogInWithIdToken(const Settings& settings, const std::string& region, const std::string& provider,
                                       const std::string& id_token, const CredentialTools& tools,
                                       std::stop_token stop) {
  const IamCall login{.operation = "CreateTokenWithIdToken",
                      .method = "POST",
                      .path = "/v3.0/OS-AUTH/id-token/tokens",
                      .body = {{"auth", {{"id_token", {{"id", id_token}}}}}},
                      .headers = {{"X-Idp-Id", provider}},
                      .secrets = {id_token}};
  const std::string source = fmt::format("identity provider {}", ToValidUtf8(provider));
  const StatusOr<IamAnswer> token = AskIam(settings, region, login, nullptr, tools, stop);
  if (!token.ok()) return token.status().Annotate("logging in through the " + source);
  if (token->subject_token.empty()) return UnauthenticatedError("IAM answered a login without a token");
  const Json identity = {{"methods", {"token"}},
                         {"token", {{"id", token->subject_token}, {"duration_seconds", kFederatedDuration}}}};
  const IamCall keys{.operation = "CreateTemporaryAccessKeyByToken",
                     .method = "POST",
                     .path = "/v3.0/OS-CREDENTIAL/securitytokens",
                     .body = {{"auth", {{"identity", identity}}}},
                     .secrets = {token->subject_token}};
  IC_ASSIGN_OR_RETURN(const IamAnswer answer, AskIam(settings, region, keys, nullptr, tools, std::move(stop)));
  return ReadCredential(answer.body, source);
}

StatusOr<Credentials> TakeAgency(const Settings& settings, const std::string& region, const Credentials& base,
                                 const AssumeRole& role, const CredentialTools& tools, std::stop_token stop) {
  Json agency = {{"agency_name", role.agency_name},
                 {"duration_seconds", role.duration_seconds > 0 ? role.duration_seconds : kDefaultDuration}};
  if (!role.domain_name.empty()) agency["domain_name"] = role.domain_name;
  if (!role.domain_id.empty()) agency["domain_id"] = role.domain_id;
  const IamCall call{
      .operation = "CreateTemporaryAccessKeyByAgency",
      .method = "POST",
      .path = "/v3.0/OS-CREDENTIAL/securitytokens",
      .body = {{"auth", {{"identity", {{"methods", {"assume_role"}}, {"assume_role", std::move(agency)}}}}}}};
  IC_ASSIGN_OR_RETURN(const IamAnswer answer, AskIam(settings, region, call, &base, tools, std::move(stop)));
  return ReadCredential(answer.body, fmt::format("agency {} with {}", ToValidUtf8(role.agency_name), base.source));
}

StatusOr<Credentials> AskMetadata(const CredentialTools& tools, std::stop_token stop) {
  const std::string base(kMetadata);
  HttpRequest request{.method = "PUT", .url = base + "/meta-data/latest/api/token"};
  request.headers = {{"X-Metadata-Token-Ttl-Seconds", "21600"}};
  request.timeout = std::chrono::seconds(2);
  request.connect_timeout = std::chrono::seconds(1);
  request.mutating = false;
  request.bypass_proxy = true;
  request.operation = "GetMetadataToken";
  request.target = "instance metadata";
  // Older instances have no tokens: then the keys are asked for without.
  std::string token;
  const auto issued = Fetch(request, tools, stop);
  if (issued.ok()) token = Trim(issued->body);
  if (!issued.ok() && issued.status().code() != StatusCode::kNotFound) return issued.status();
  request.method = "GET";
  request.url = base + "/openstack/latest/securitykey";
  request.operation = "GetSecurityKey";
  request.headers.clear();
  KnowSecret(token);
  if (!token.empty()) request.headers.emplace_back("X-Metadata-Token", token);
  IC_ASSIGN_OR_RETURN(const HttpResponse response, Fetch(request, tools, std::move(stop)));
  return ReadCredential(ParseAnswer(response.body), "the instance's agency");
}

// Source: IAM API reference, KeystoneListAuthDomains: what Huawei's SDKs ask for the account of a key pair.
StatusOr<Caller> FindAccount(const Settings& settings, const std::string& region, const Credentials& credentials,
                             const CredentialTools& tools, std::stop_token stop) {
  const IamCall call{
      .operation = "KeystoneListAuthDomains", .method = "GET", .path = "/v3/auth/domains", .body = nullptr};
  IC_ASSIGN_OR_RETURN(const IamAnswer answer, AskIam(settings, region, call, &credentials, tools, std::move(stop)));
  IC_RETURN_IF_ERROR(CheckTold(answer.body, "domains", "id", "the accounts (domains) of these credentials"));
  std::vector<Caller> accounts;
  for (const Json& domain : ListOf(answer.body, "domains")) {
    accounts.push_back({.owner = TextOf(domain, "id"), .words = ToValidUtf8(TextOf(domain, "name"))});
  }
  if (accounts.size() == 1 && !accounts.front().owner.empty()) return accounts.front();
  return FailedPreconditionError(
      fmt::format("IAM tells {} accounts (domains) for these credentials ({}), so that it is not known whose they are",
                  accounts.size(), credentials.source));
}

// Source: IAM API reference, querying the service catalog; gophertelekomcloud, which asks it with a key pair too, and
// looks for the type "dcaas" (openstack/client.go, read 2026-11-30).
StatusOr<std::string> LookUpEndpoint(const Settings& settings, const std::string& region,
                                     const Credentials& credentials, const CredentialTools& tools,
                                     std::stop_token stop) {
  constexpr std::string_view kService = "dcaas";
  const IamCall call{.operation = "KeystoneListCatalog", .method = "GET", .path = "/v3/auth/catalog", .body = nullptr};
  IC_ASSIGN_OR_RETURN(const IamAnswer answer, AskIam(settings, region, call, &credentials, tools, std::move(stop)));
  std::vector<std::string> elsewhere;
  for (const Json& service : ListOf(answer.body, "catalog")) {
    if (TextOf(service, "type") != kService && TextOf(service, "name") != kService) continue;
    for (const Json& endpoint : ListOf(service, "endpoints")) {
      const std::string url = TextOf(endpoint, "url");
      const std::string where = TextOf(endpoint, "region");
      const std::size_t host = url.find("://");
      if (TextOf(endpoint, "interface") != "public" || host == std::string::npos) continue;
      // "*": of all regions.
      if (where == region || where == "*") return url.substr(0, url.find('/', host + 3));
      elsewhere.push_back(ToValidUtf8(where));
    }
  }
  return FailedPreconditionError(
      fmt::format("the catalog of IAM ({}) tells no endpoint of Direct Connect (dcaas) in {}{}. Set endpoint, or cloud "
                  "(HW_CLOUD in "
                  "the environment) to the domain of the operator's endpoints",
                  RedactUrl(settings.config.iam_endpoint), region,
                  elsewhere.empty() ? "" : fmt::format(", but in {}", JoinWords(elsewhere, "and"))));
}

StatusOr<std::string> LookUpProject(const Settings& settings, const std::string& region, const std::string& name,
                                    const Credentials& credentials, const CredentialTools& tools,
                                    std::stop_token stop) {
  const IamCall call{.operation = "KeystoneListProjects",
                     .method = "GET",
                     .path = "/v3/projects?name=" + PercentEncode(name),
                     .body = nullptr};
  StatusOr<IamAnswer> asked = AskIam(settings, region, call, &credentials, tools, std::move(stop));
  if (asked.status().code() == StatusCode::kPermissionDenied) {
    return asked.status().Annotate(fmt::format(
        "IAM does not let these credentials ({}) look up the project of {}. Set project_id, or HW_PROJECT_ID in the "
        "environment, to its id (console: My Credentials, API credentials), or give them the permission "
        "iam:projects:listProjects",
        credentials.source, name));
  }
  IC_ASSIGN_OR_RETURN(const IamAnswer answer, std::move(asked));
  IC_RETURN_IF_ERROR(CheckTold(answer.body, "projects", "id", "the projects of these credentials"));
  std::vector<std::string> ids;
  for (const Json& project : ListOf(answer.body, "projects")) {
    if (TextOf(project, "name") == name) ids.push_back(TextOf(project, "id"));
  }
  if (ids.size() == 1 && !ids.front().empty()) return ids.front();
  if (ids.empty()) {
    return FailedPreconditionError(
        fmt::format("IAM knows no project named \"{}\" that these credentials ({}) can see. Set project_id or "
                    "project_name, or check the region's name",
                    name, credentials.source));
  }
  return FailedPreconditionError(fmt::format("IAM knows {} projects named \"{}\": {}. Set project_id to one of them",
                                             ids.size(), name, JoinWords(ids, "and")));
}

}  // namespace ic::huawei
