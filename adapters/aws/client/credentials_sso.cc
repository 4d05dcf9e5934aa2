// SSO: the token that "aws sso login" left in the cache is exchanged for a role's session.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/client/credential_sources.h"
#include "adapters/aws/client/endpoints.h"
#include "adapters/wire/retry.h"
#include "base/digest.h"
#include "base/json_text.h"
#include "base/redact.h"
#include "base/text.h"

namespace ic::aws {
namespace {

struct SsoSettings {
  std::string profile;
  std::string session;  // the sso-session's name; empty: the legacy form
  std::string start_url;
  std::string region;
  std::string account;
  std::string role;

  std::string Login() const {
    return session.empty() ? fmt::format("aws sso login --profile {}", profile)
                           : fmt::format("aws sso login --sso-session {}", session);
  }
};

StatusOr<SsoSettings> ReadSettings(const Settings& settings, const std::string& profile, ProfileKeys keys) {
  SsoSettings sso{.profile = profile};
  if (const auto named = keys.find("sso_session"); named != keys.end()) {
    sso.session = named->second;
    const auto session = settings.files.sso_sessions.find(sso.session);
    if (session == settings.files.sso_sessions.end()) {
      return InvalidArgumentError(fmt::format("profile {} names sso_session {}, and there is no [sso-session {}]",
                                              profile, ToValidUtf8(sso.session), ToValidUtf8(sso.session)));
    }
    for (const auto& [key, value] : session->second) {
      if (keys.emplace(key, value).first->second == value) continue;
      return InvalidArgumentError(
          fmt::format("{} differs between profile {} and [sso-session {}]", key, profile, sso.session));
    }
  }
  std::vector<std::string> missing;
  const auto take = [&](const std::string& key, std::string& out) {
    const auto found = keys.find(key);
    if (found != keys.end()) out = found->second;
    if (out.empty()) missing.push_back(key);
  };
  take("sso_start_url", sso.start_url);
  take("sso_region", sso.region);
  take("sso_account_id", sso.account);
  take("sso_role_name", sso.role);
  if (missing.empty()) return sso;
  return InvalidArgumentError(
      fmt::format("profile {} is set up for SSO but lacks {}", profile, JoinWords(missing, "and")));
}

// The access token in ~/.aws/sso/cache, in a file named by the digest of the session's name or of the start URL.
StatusOr<std::string> CachedToken(const SearchContext& context, const SsoSettings& sso) {
  const Environment& environment = context.settings.environment;
  const std::string name = sso.session.empty() ? sso.start_url : sso.session;
  const std::string path = environment.ExpandPath(fmt::format("~/.aws/sso/cache/{}.json", Sha1Hex(name)));
  const auto text = environment.read_file(path);
  if (!text.ok()) {
    return UnauthenticatedError(
        fmt::format("there is no SSO token for {} ({}). Run \"{}\"", name, text.status().message(), sso.Login()));
  }
  const nlohmann::json token = ParseJson(*text);
  const bool whole = token.is_object() && token.contains("accessToken") && token["accessToken"].is_string() &&
                     token.contains("expiresAt") && token["expiresAt"].is_string();
  const auto expires = whole ? ParseTimestamp(token["expiresAt"].get<std::string>()) : std::nullopt;
  if (!expires) {
    return UnauthenticatedError(fmt::format("the SSO token in {} is not readable. Run \"{}\"", path, sso.Login()));
  }
  if (*expires <= context.tools.clock.Now()) {
    return UnauthenticatedError(fmt::format("the SSO token for {} expired at {}. Run \"{}\"", name,
                                            token["expiresAt"].get<std::string>(), sso.Login()));
  }
  return token["accessToken"].get<std::string>();
}

StatusOr<Credentials> ReadSsoAnswer(const SsoSettings& sso, const HttpResponse& response) {
  if (response.status == 401 || response.status == 403) {
    return UnauthenticatedError(
        fmt::format("SSO refuses role {} in account {} (HTTP status {}). Run \"{}\"; if that "
                    "does not help, the role is not assigned to you",
                    sso.role, sso.account, response.status, sso.Login()));
  }
  if (response.status != 200) {
    const StatusCode code =
        response.status >= 500 || response.status == 429 ? StatusCode::kUnavailable : StatusCode::kUnauthenticated;
    return Status(code, fmt::format("SSO answered with HTTP status {}", response.status));
  }
  const nlohmann::json body = ParseAnswer(response.body);
  const auto role = body.is_object() ? body.find("roleCredentials") : body.end();
  const auto text = [&](const char* member) {
    const auto found = role->find(member);
    return found != role->end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  if (!body.is_object() || role == body.end() || !role->is_object() || text("accessKeyId").empty() ||
      text("secretAccessKey").empty() || !role->contains("expiration") || !(*role)["expiration"].is_number_integer()) {
    return InternalError("the answer of SSO to GetRoleCredentials holds no credentials");
  }
  Credentials credentials;
  credentials.keys = {text("accessKeyId"), text("secretAccessKey"), text("sessionToken")};
  // The clock's nanoseconds end in 2262.
  constexpr std::int64_t kLatest = 7'258'118'400'000;  // 2200-01-01
  const auto expires = std::clamp<std::int64_t>((*role)["expiration"].get<std::int64_t>(), 0, kLatest);
  credentials.expires = Time(std::chrono::milliseconds(expires));
  credentials.source = fmt::format("SSO of profile {}", sso.profile);
  return credentials;
}

// Account and role go into a query string.
bool IsPlain(std::string_view text) {
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") ==
         std::string_view::npos;
}

std::string QueryEncode(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (IsPlain({&c, 1})) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

}  // namespace

StatusOr<SourceAnswer> FromSso(const SearchContext& context, const std::string& profile) {
  const ProfileKeys keys = context.settings.files.Profile(profile).value_or(ProfileKeys());
  if (!keys.contains("sso_role_name") && !keys.contains("sso_account_id")) {
    return SourceAnswer::None(fmt::format("profile {} has no sso_account_id and sso_role_name", profile));
  }
  IC_ASSIGN_OR_RETURN(const SsoSettings sso, ReadSettings(context.settings, profile, keys));
  IC_ASSIGN_OR_RETURN(const std::string token, CachedToken(context, sso));
  KnowSecret(token);
  IC_ASSIGN_OR_RETURN(const std::string endpoint, ResolveEndpoint(context.settings, kSso, sso.region));
  const HttpRequest request{
      .method = "GET",
      .url = fmt::format("{}{}federation/credentials?role_name={}&account_id={}", endpoint,
                         endpoint.ends_with('/') ? "" : "/", QueryEncode(sso.role), QueryEncode(sso.account)),
      .headers = {{"x-amz-sso_bearer_token", token}},
      .timeout = std::chrono::seconds(20),
      .mutating = false,
      .operation = "GetRoleCredentials",
      .target = fmt::format("sso {}", sso.region)};
  const CredentialTools& tools = context.tools;
  const RetryCall retry{.operation = request.operation, .idempotent = true, .policy = {.max_attempts = 3}};
  const auto send = [&](RetryAttempt&) -> StatusOr<Credentials> {
    IC_ASSIGN_OR_RETURN(const HttpResponse response, tools.transport.Send(request, context.stop));
    return ReadSsoAnswer(sso, response);
  };
  IC_ASSIGN_OR_RETURN(Credentials credentials,
                      RetryLoop(retry, nullptr, tools.clock, tools.random, context.stop, send));
  return SourceAnswer::Found(std::move(credentials));
}

}  // namespace ic::aws
