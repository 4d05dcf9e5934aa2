#include "simulators/aws/metadata.h"

#include <nlohmann/json.hpp>

#include "base/time_text.h"

namespace ic::sim::aws {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kContainer = "/v2/credentials/";
constexpr std::string_view kInstance = "/latest/";
constexpr std::string_view kRoles = "/latest/meta-data/iam/security-credentials/";
constexpr std::string_view kRole = "simulator";
constexpr std::string_view kSessionToken = "simulator-imds-token";
constexpr std::string_view kContainerToken = "simulator-container-token";
constexpr Duration kLifetime = std::chrono::hours(1);

HttpResponse Plain(int status, std::string_view text) {
  return {.status = status, .headers = {{"Content-Type", "text/plain"}}, .body = std::string(text)};
}

HttpResponse JsonBody(int status, const Json& json) {
  return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = json.dump()};
}

Credential IssueFor(Credentials& credentials, Clock& wall, std::string_view session) {
  return credentials.Issue(std::string(kAccount),
                           "arn:aws:sts::" + std::string(kAccount) + ":assumed-role/simulator/" + std::string(session),
                           wall.Now() + kLifetime);
}

}  // namespace

bool Metadata::Serves(const HttpRequest& request) {
  return request.path.starts_with(kContainer) || request.path.starts_with(kInstance);
}

std::string Metadata::OperationOf(const HttpRequest& request) {
  if (request.path.starts_with(kContainer)) return "container:credentials";
  if (request.path == "/latest/api/token") return "metadata:token";
  if (request.path == kRoles) return "metadata:role";
  if (request.path.starts_with(kRoles)) return "metadata:credentials";
  if (request.path == "/latest/meta-data/placement/region") return "metadata:region";
  return "metadata:unknown";
}

CallResult Metadata::Carry(const HttpRequest& request) {
  const std::string operation = OperationOf(request);
  CallResult result;
  result.response = operation == "container:credentials" ? Container(request) : Instance(request, operation);
  if (result.response.status != 200) result.error = std::to_string(result.response.status);
  return result;
}

HttpResponse Metadata::Container(const HttpRequest& request) {
  const std::string name = request.path.substr(kContainer.size());
  if (request.method != "GET" || (name != "simulator" && name != "guarded")) return Plain(404, "not found\n");
  if (name == "guarded" && request.Header("authorization").value_or("") != kContainerToken) {
    return JsonBody(401, {{"code", "Unauthorized"}, {"message", "the authorization token is missing or wrong"}});
  }
  const Credential issued = IssueFor(credentials_, wall_, "container");
  return JsonBody(200, {{"RoleArn", issued.arn},
                        {"AccessKeyId", issued.access_key},
                        {"SecretAccessKey", issued.secret},
                        {"Token", issued.token},
                        {"Expiration", IsoTime(*issued.expires)}});
}

HttpResponse Metadata::Instance(const HttpRequest& request, const std::string& operation) {
  if (operation == "metadata:token") {
    if (request.method != "PUT") return Plain(405, "");
    const std::string ttl = request.Header("x-aws-ec2-metadata-token-ttl-seconds").value_or("");
    if (ttl.empty()) return Plain(400, "");
    HttpResponse answer = Plain(200, kSessionToken);
    answer.headers.emplace_back("x-aws-ec2-metadata-token-ttl-seconds", ttl);
    return answer;
  }
  if (request.method != "GET") return Plain(405, "");
  // Version 1, without a session, is switched off.
  if (request.Header("x-aws-ec2-metadata-token").value_or("") != kSessionToken) return Plain(401, "");
  if (operation == "metadata:role") return Plain(200, kRole);
  if (operation == "metadata:region") return Plain(200, "us-east-1");
  if (operation != "metadata:credentials" || request.path.substr(kRoles.size()) != kRole) return Plain(404, "");
  const Credential issued = IssueFor(credentials_, wall_, "instance");
  return JsonBody(200, {{"Code", "Success"},
                        {"LastUpdated", IsoTime(wall_.Now())},
                        {"Type", "AWS-HMAC"},
                        {"AccessKeyId", issued.access_key},
                        {"SecretAccessKey", issued.secret},
                        {"Token", issued.token},
                        {"Expiration", IsoTime(*issued.expires)}});
}

}  // namespace ic::sim::aws
