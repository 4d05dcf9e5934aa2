#include "simulators/alibaba/metadata.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/time_text.h"

namespace ic::sim::alibaba {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kInstance = "/latest/";
constexpr std::string_view kRoles = "/latest/meta-data/ram/security-credentials/";
constexpr std::string_view kUri = "/credentials";
constexpr std::string_view kSessionToken = "simulator-metadata-token";
constexpr Duration kLifetime = std::chrono::hours(1);

HttpResponse Plain(int status, std::string_view text) {
  return {.status = status, .headers = {{"Content-Type", "text/plain"}}, .body = std::string(text)};
}

}  // namespace

bool Metadata::Serves(const HttpRequest& request) {
  return request.path.starts_with(kInstance) || request.path == kUri;
}

std::string Metadata::OperationOf(const HttpRequest& request) {
  if (request.path == kUri) return "uri:credentials";
  if (request.path == "/latest/api/token") return "metadata:token";
  if (request.path == kRoles) return "metadata:role";
  if (request.path.starts_with(kRoles)) return "metadata:credentials";
  if (request.path == "/latest/meta-data/region-id") return "metadata:region";
  return "metadata:unknown";
}

CallResult Metadata::Carry(const HttpRequest& request) {
  CallResult result;
  result.response = Run(request, OperationOf(request));
  if (result.response.status != 200) result.error = std::to_string(result.response.status);
  return result;
}

HttpResponse Metadata::Issue(const std::string& session) {
  const std::string arn = fmt::format("acs:ram::{}:assumed-role/simulator/{}", kAccount, session);
  const Credential issued = credentials_.Issue(std::string(kAccount), arn, wall_.Now() + kLifetime);
  const Json body{{"Code", "Success"},
                  {"AccessKeyId", issued.access_key},
                  {"AccessKeySecret", issued.secret},
                  {"SecurityToken", issued.token},
                  {"LastUpdated", IsoTime(wall_.Now())},
                  {"Expiration", IsoTime(*issued.expires)}};
  return {.status = 200, .headers = {{"Content-Type", "application/json"}}, .body = body.dump()};
}

HttpResponse Metadata::Run(const HttpRequest& request, const std::string& operation) {
  if (operation == "metadata:token") {
    if (request.method != "PUT") return Plain(405, "");
    const std::string ttl = request.Header("x-aliyun-ecs-metadata-token-ttl-seconds").value_or("");
    return ttl.empty() ? Plain(400, "") : Plain(200, kSessionToken);
  }
  if (request.method != "GET") return Plain(405, "");
  if (operation == "uri:credentials") return Issue("uri");
  // Version 1, without a session token, is on; a token must be the right one.
  const auto token = request.Header("x-aliyun-ecs-metadata-token");
  if (token && *token != kSessionToken) return Plain(401, "");
  if (operation == "metadata:role") return Plain(200, "simulator");
  if (operation == "metadata:region") return Plain(200, "cn-hangzhou");
  if (operation != "metadata:credentials") return Plain(404, "");
  const std::string role = request.path.substr(kRoles.size());
  if (role == "guarded" && !token) return Plain(403, "");
  return role == "simulator" || role == "guarded" ? Issue("instance") : Plain(404, "");
}

}  // namespace ic::sim::alibaba
