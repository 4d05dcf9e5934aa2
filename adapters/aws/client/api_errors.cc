#include "adapters/aws/client/api_errors.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "adapters/wire/logging.h"
#include "base/json_text.h"
#include "base/redact.h"
#include "base/text.h"

namespace ic::aws {
namespace {

// AWS's front ends bear five minutes.
constexpr std::chrono::minutes kWorstSkew{4};
// A signature that does not match is answered with the canonical request, session token included.
constexpr std::string_view kQuotesFrom = "The Canonical String";

// Refused for its rate, so surely not carried out. Source: botocore's standard retry mode, but for
// LimitExceededException: Direct Connect says so of what there are enough of, and will say so again.
constexpr std::array<std::string_view, 13> kThrottlingCodes = {"BandwidthLimitExceeded",
                                                               "EC2ThrottledException",
                                                               "PriorRequestNotComplete",
                                                               "ProvisionedThroughputExceededException",
                                                               "RequestLimitExceeded",
                                                               "RequestThrottled",
                                                               "RequestThrottledException",
                                                               "SlowDown",
                                                               "ThrottledException",
                                                               "Throttling",
                                                               "ThrottlingException",
                                                               "TooManyRequestsException",
                                                               "TransactionInProgressException"};

constexpr std::array<std::string_view, 3> kExpiredCodes = {"ExpiredToken", "ExpiredTokenException",
                                                           "TokenRefreshRequired"};

template <std::size_t N>
bool IsOneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

struct Phrase {
  std::string_view text;  // in lower case
  StatusCode code;
};

// First hit wins. A phrase that says why an object cannot be used comes before those that say it is not there.
constexpr std::array kPhrases = std::to_array<Phrase>({
    {"transitioning state", StatusCode::kFailedPrecondition},
    {"is not available", StatusCode::kFailedPrecondition},
    {" is in state ", StatusCode::kFailedPrecondition},
    {"cannot be deleted", StatusCode::kFailedPrecondition},
    {"interfaces are deleted", StatusCode::kFailedPrecondition},
    {"should be requested macsec", StatusCode::kFailedPrecondition},
    {"not an authorized direct connect partner", StatusCode::kPermissionDenied},
    {"could not find", StatusCode::kNotFound},
    {"does not exist", StatusCode::kNotFound},
    {"doesn't exist", StatusCode::kNotFound},
    {"already in use", StatusCode::kAlreadyExists},
    {"already exists", StatusCode::kAlreadyExists},
    {"already has", StatusCode::kAlreadyExists},
    {"already associated", StatusCode::kAlreadyExists},
    {"limit exceeded", StatusCode::kResourceExhausted},
    {"exceeded the", StatusCode::kResourceExhausted},
    {"reached the limit", StatusCode::kResourceExhausted},
    {"maximum number", StatusCode::kResourceExhausted},
    {"quota", StatusCode::kResourceExhausted},
});

// "com.amazonaws.directconnect#Name:http://…" and "Name" mean the same.
std::string BareCode(std::string_view code) {
  if (const std::size_t hash = code.rfind('#'); hash != std::string_view::npos) code.remove_prefix(hash + 1);
  return ToValidUtf8(RedactedStart(code.substr(0, code.find(':')), 100));
}

ApiError ParseError(const HttpResponse& response) {
  const nlohmann::json body = ParseAnswer(response.body);
  ApiError error = {BareCode(TextOf(body, "__type")), TextOf(body, "message"),
                    std::string(RequestIdOf(response.headers))};
  if (error.message.empty()) error.message = TextOf(body, "Message");
  if (error.code.empty()) error.code = BareCode(FindHeader(response.headers, "x-amzn-errortype"));
  return error;
}

StatusCode CodeOfMessage(std::string_view message) {
  const std::string lower = ToLowerAscii(message);
  for (const Phrase& phrase : kPhrases) {
    if (lower.find(phrase.text) != std::string::npos) return phrase.code;
  }
  return StatusCode::kInvalidArgument;
}

// By what AWS's common errors document; the service's own two exceptions last.
FailureMeaning MeaningOf(const AnswerContext& context, const ApiError& error, const HttpResponse& response) {
  const std::string& code = error.code;
  const int status = response.status;
  const auto is = [&code](auto... names) { return ((code == names) || ...); };
  if (IsOneOf(code, kThrottlingCodes) || status == 429) return {StatusCode::kResourceExhausted, ""};
  if (IsOneOf(code, kExpiredCodes)) return {StatusCode::kUnauthenticated, "the session has expired: get a new one"};
  if (is("InvalidSignatureException", "SignatureDoesNotMatch", "RequestExpired", "RequestTimeTooSkewed")) {
    return MeaningOfSignature(context, response, kWorstSkew, "AWS",
                              "check the secret access key, the region and this machine's clock");
  }
  if (is("UnrecognizedClientException", "InvalidClientTokenId", "MissingAuthenticationToken",
         "MissingAuthenticationTokenException", "IncompleteSignature", "IncompleteSignatureException",
         "InvalidAccessKeyId")) {
    return {StatusCode::kUnauthenticated,
            "the access key is not known here: check the key, the region and its partition"};
  }
  if (is("AccessDeniedException", "AccessDenied", "NotAuthorized", "UnauthorizedOperation")) {
    return {
        StatusCode::kPermissionDenied,
        fmt::format("the identity in use needs the IAM permission {}:{}",
                    context.operation == "ListServiceQuotas" ? "servicequotas" : "directconnect", context.operation)};
  }
  if (is("OptInRequired"))
    return {StatusCode::kPermissionDenied, "the region or service is not enabled for this account"};
  if (is("UnknownOperationException", "InvalidAction")) {
    return {StatusCode::kUnimplemented, "the endpoint does not know this operation"};
  }
  if (is("DirectConnectServerException", "InternalFailure", "InternalServerError", "InternalServiceError",
         "ServiceUnavailable", "ServiceUnavailableException", "RequestTimeout", "RequestTimeoutException")) {
    return {StatusCode::kUnavailable, "", true};
  }
  if (is("DirectConnectClientException")) return {CodeOfMessage(error.message), ""};
  if (is("LimitExceededException")) {
    return {StatusCode::kResourceExhausted, "a quota of this account is used up: see Service Quotas, Direct Connect"};
  }
  if (is("DuplicateTagKeysException")) return {StatusCode::kInvalidArgument, "the same tag key is given twice"};
  if (is("TooManyTagsException")) return {StatusCode::kInvalidArgument, "more tags than the 50 an object may have"};
  if (status == 501) return {StatusCode::kUnimplemented, ""};
  if (status >= 500) return {StatusCode::kUnavailable, "", true};
  if (status < 400) return {StatusCode::kInternal, "", true};
  if (code.empty()) {
    return {StatusCode::kInternal, "this is not an answer of Direct Connect: check the endpoint setting and proxies"};
  }
  return {StatusCode::kInvalidArgument, ""};
}

// The two operations whose answer holds nothing may answer with no body.
bool MayBeEmpty(std::string_view operation) { return operation == "TagResource" || operation == "UntagResource"; }

}  // namespace

StatusOr<nlohmann::json> ReadAnswer(const AnswerContext& context, const HttpResponse& response) {
  if (response.status != 200) {
    return FailureOf(
        context, response, ParseError(response),
        [&](const ApiError& error) { return MeaningOf(context, error, response); }, kQuotesFrom);
  }
  if (response.body.empty() && MayBeEmpty(context.operation)) return nlohmann::json::object();
  nlohmann::json body = ParseAnswer(response.body);
  if (body.is_object()) return body;
  return BrokenAnswer(context, response, "Direct Connect");
}

FailureKind ClassifyFailure(const Status& failure) {
  const RemoteError* const remote = failure.remote();
  if (remote == nullptr || remote->http_status == 0) return ClassifyTransportFailure(failure);
  if (remote->http_status == 429 || IsOneOf(remote->code, kThrottlingCodes)) return FailureKind::kThrottled;
  return failure.code() == StatusCode::kUnavailable ? FailureKind::kAmbiguous : FailureKind::kPermanent;
}

bool IsExpiredCredentials(const Status& failure) {
  return failure.remote() != nullptr && IsOneOf(failure.remote()->code, kExpiredCodes);
}

}  // namespace ic::aws
