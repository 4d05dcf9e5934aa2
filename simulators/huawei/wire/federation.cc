#include "simulators/huawei/wire/federation.h"

#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "simulators/huawei/wire/accounts.h"
#include "simulators/huawei/wire/error.h"

namespace ic::sim::huawei {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kIdTokenPath = "/v3.0/OS-AUTH/id-token/tokens";
constexpr std::string_view kProvidersPath = "/v3/OS-FEDERATION/identity_providers/";
constexpr std::string_view kProtocolPath = "/protocols/oidc/auth";

constexpr std::string_view kProvider = "simulator-idp";
constexpr std::string_view kGoodToken = "simulator-id-token-1";
constexpr std::string_view kExpiredToken = "simulator-id-token-2";

StatusOr<FederatedUser> Check(const std::string& provider, std::string_view token) {
  if (provider != kProvider) return IamError(404, fmt::format("Could not find Identity Provider: {}.", provider));
  if (token == kExpiredToken) return IamError(401, "The ID token has expired.");
  if (token != kGoodToken) return IamError(401, "The ID token is not one of the identity provider's.");
  return FederatedUser{provider, "federated-user", std::string(Accounts()[0].id)};
}

// The ID token of {"auth": {"id_token": {"id": …}, "scope"?: {…}}}; nothing else may be in it.
StatusOr<std::string> TokenOfBody(const std::string& text) {
  const Json body = Json::parse(text, nullptr, false);
  if (!body.is_object() || body.size() != 1 || !body.contains("auth") || !body["auth"].is_object()) {
    return IamError(400, "The request body must be a JSON object with the object auth.");
  }
  const Json& auth = body["auth"];
  for (const auto& [name, value] : auth.items()) {
    if (name != "id_token" && name != "scope") return IamError(400, fmt::format("auth.{} is not known.", name));
    if (!value.is_object()) return IamError(400, fmt::format("auth.{} must be an object.", name));
  }
  if (!auth.contains("id_token") || auth["id_token"].size() != 1 || !auth["id_token"].contains("id") ||
      !auth["id_token"]["id"].is_string()) {
    return IamError(400, "auth.id_token.id must be the ID token.");
  }
  return auth["id_token"]["id"].get<std::string>();
}

}  // namespace

bool IsIdTokenPath(const HttpRequest& request) { return request.method == "POST" && request.path == kIdTokenPath; }

bool IsProtocolPath(const HttpRequest& request) {
  return request.method == "POST" && request.path.starts_with(kProvidersPath) &&
         request.path.ends_with(kProtocolPath) && request.path.size() > kProvidersPath.size() + kProtocolPath.size();
}

StatusOr<FederatedUser> CheckIdToken(const HttpRequest& request) {
  if (IsProtocolPath(request)) {
    const std::string authorization = request.Header("authorization").value_or("");
    constexpr std::string_view kBearer = "Bearer ";
    if (!authorization.starts_with(kBearer)) return IamError(401, "Authorization must be a Bearer ID token.");
    std::string provider = request.path.substr(kProvidersPath.size());
    provider.resize(provider.size() - kProtocolPath.size());
    return Check(provider, std::string_view(authorization).substr(kBearer.size()));
  }
  const std::string provider = request.Header("x-idp-id").value_or("");
  if (provider.empty()) return IamError(400, "X-Idp-Id is missing.");
  if (!request.Header("content-type").value_or("").starts_with("application/json")) {
    return IamError(400, "Content-Type must be application/json.");
  }
  IC_ASSIGN_OR_RETURN(const std::string token, TokenOfBody(request.body));
  return Check(provider, token);
}

}  // namespace ic::sim::huawei
