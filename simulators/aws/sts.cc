#include "simulators/aws/sts.h"

#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "base/time_text.h"
#include "simulators/aws/wire/error.h"
#include "simulators/server/url.h"
#include "simulators/server/xml.h"

namespace ic::sim::aws {
namespace {

constexpr int kMinSeconds = 900;
constexpr int kMaxSeconds = 43200;
constexpr int kDefaultSeconds = 3600;

std::string Envelope(const std::string& operation, const std::string& result) {
  return fmt::format(
      "<{0}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><{0}Result>{1}</{0}Result>"
      "<ResponseMetadata><RequestId>simulator</RequestId></ResponseMetadata></{0}Response>\n",
      operation, result);
}

std::string ErrorXml(const RemoteError& remote, const std::string& message) {
  return fmt::format(
      "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>{}</Code>"
      "<Message>{}</Message></Error><RequestId>simulator</RequestId></ErrorResponse>\n",
      remote.code, XmlText(message));
}

// The query protocol has codes of its own for some failures of authentication.
Status InQueryTerms(const Status& status) {
  const RemoteError& remote = *status.remote();
  if (remote.code == "UnrecognizedClientException") return AwsError("InvalidClientTokenId", status.message(), 403);
  if (remote.code == "InvalidSignatureException") return AwsError("SignatureDoesNotMatch", status.message(), 403);
  if (remote.code == "MissingAuthenticationTokenException") {
    return AwsError("MissingAuthenticationToken", "Request is missing Authentication Token", 403);
  }
  if (remote.code == "ExpiredTokenException") return AwsError("ExpiredToken", status.message(), 403);
  if (remote.code == "IncompleteSignatureException") return AwsError("IncompleteSignature", status.message(), 400);
  return status;
}

StatusOr<int> Duration(const std::map<std::string, std::string>& form) {
  const auto text = form.find("DurationSeconds");
  if (text == form.end()) return kDefaultSeconds;
  int seconds = 0;
  const char* end = text->second.data() + text->second.size();
  const auto parsed = std::from_chars(text->second.data(), end, seconds);
  if (parsed.ec != std::errc() || parsed.ptr != end || seconds < kMinSeconds || seconds > kMaxSeconds) {
    return AwsError("ValidationError",
                    fmt::format("1 validation error detected: Value '{}' at 'durationSeconds' failed "
                                "to satisfy constraint: Member must be from {} to {}",
                                text->second, kMinSeconds, kMaxSeconds));
  }
  return seconds;
}

}  // namespace

bool Sts::Serves(const HttpRequest& request) {
  return request.method == "POST" && request.body.find("Action=") != std::string::npos &&
         request.Header("content-type").value_or("").starts_with("application/x-www-form-urlencoded");
}

std::string Sts::OperationOf(const HttpRequest& request) {
  const auto form = ReadForm(request.body);
  const auto action = form.find("Action");
  return fmt::format("sts:{}", action == form.end() ? "Unknown" : action->second);
}

CallResult Sts::Carry(const HttpRequest& request) {
  CallResult result;
  const StatusOr<std::string> answer = Answer(request, result);
  result.response.headers = {{"Content-Type", "text/xml"}};
  if (answer.ok()) {
    result.response.body = *answer;
    return result;
  }
  const Status status = InQueryTerms(answer.status());
  result.error = status.remote()->code;
  result.response.status = status.remote()->http_status;
  result.response.body = ErrorXml(*status.remote(), status.message());
  return result;
}

StatusOr<std::string> Sts::Answer(const HttpRequest& request, CallResult& result) {
  const Form form = ReadForm(request.body);
  const std::string operation = OperationOf(request).substr(4);
  // A web identity is its own proof: that operation is not signed.
  if (operation == "AssumeRoleWithWebIdentity") {
    if (!form.contains("WebIdentityToken") || form.at("WebIdentityToken").empty()) {
      return AwsError("ValidationError",
                      "1 validation error detected: Value null at 'webIdentityToken' failed to "
                      "satisfy constraint: Member must not be null");
    }
    if (form.at("WebIdentityToken").starts_with("expired")) {
      return AwsError("ExpiredTokenException", "Token expired");
    }
    return Assume(operation, form, result);
  }
  IC_ASSIGN_OR_RETURN(const Identity who, credentials_.Authenticate(request, "sts", wall_.Now()));
  result.account = who.account;
  if (operation == "AssumeRole") return Assume(operation, form, result);
  if (operation == "GetCallerIdentity") {
    return Envelope(operation, fmt::format("<Arn>{}</Arn><UserId>{}</UserId><Account>{}</Account>", XmlText(who.arn),
                                           who.access_key, who.account));
  }
  return AwsError("InvalidAction", fmt::format("Could not find operation {} for version 2011-06-15", operation));
}

StatusOr<std::string> Sts::Assume(const std::string& operation, const Form& form, CallResult& result) {
  for (const char* name : {"RoleArn", "RoleSessionName"}) {
    if (!form.contains(name)) {
      return AwsError("ValidationError", fmt::format("1 validation error detected: Value null at '{}' failed to "
                                                     "satisfy constraint: Member must not be null",
                                                     name));
    }
  }
  const std::string& role = form.at("RoleArn");
  // arn:aws:iam::123456789012:role/name
  const std::vector<std::string> parts = Split(role, ':');
  if (parts.size() != 6 || parts[0] != "arn" || parts[2] != "iam" || !parts[5].starts_with("role/")) {
    return AwsError("ValidationError", fmt::format("{} is invalid", role));
  }
  if (parts[5].find("denied") != std::string::npos) {
    return AwsError("AccessDenied",
                    fmt::format("User is not authorized to perform: sts:{} on resource: {}", operation, role), 403);
  }
  IC_ASSIGN_OR_RETURN(const int seconds, Duration(form));
  const std::string arn =
      fmt::format("arn:aws:sts::{}:assumed-role/{}/{}", parts[4], parts[5].substr(5), form.at("RoleSessionName"));
  const Time expires = wall_.Now() + std::chrono::seconds(seconds);
  const Credential issued = credentials_.Issue(parts[4], arn, expires);
  result.target = role;
  return Envelope(operation,
                  fmt::format("<AssumedRoleUser><Arn>{}</Arn><AssumedRoleId>AROASIMULATOR:{}</AssumedRoleId>"
                              "</AssumedRoleUser><Credentials><AccessKeyId>{}</AccessKeyId><SecretAccessKey>{}"
                              "</SecretAccessKey><SessionToken>{}</SessionToken><Expiration>{}</Expiration>"
                              "</Credentials>",
                              XmlText(arn), XmlText(form.at("RoleSessionName")), issued.access_key, issued.secret,
                              issued.token, IsoTime(expires)));
}

}  // namespace ic::sim::aws
