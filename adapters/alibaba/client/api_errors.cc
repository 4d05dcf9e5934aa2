#include "adapters/alibaba/client/api_errors.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "base/json_text.h"
#include "base/text.h"

namespace ic::alibaba {
namespace {

// The vendor bears 15 minutes.
constexpr std::chrono::minutes kWorstSkew{14};
// A signature that does not match is answered with what was signed, parameters included.
constexpr std::string_view kQuotesFrom = "server string to sign";

// Another change of the same object is under way: refused, and accepted a little later.
constexpr std::array<std::string_view, 10> kConflicts = {
    "TaskConflict",
    "OperationConflict",
    "OperationFailed.DistibuteLock",
    "LastTokenProcessing",
    "IncorrectRouteEntryStatus",
    "SystemBusy",
    "InvalidStatus.CannotOperate",
    "OperationDenied.VbrHasRouteEntryInMiddleStatus",
    "OperationFailed.LastTokenProcessing",
    "ServiceIsStopping",
};
// The request was refused because a nonce was used before; every sending has a new one.
constexpr std::string_view kNonceUsed = "SignatureNonceUsed";

struct Row {
  std::string_view code;  // it or, with a point after it, its prefix
  StatusCode status;
  std::string_view hint;
};

// First hit wins.
constexpr std::array kRows = std::to_array<Row>({
    {"InvalidAccessKeyId", StatusCode::kUnauthenticated,
     "the access key is not known here: check it, and the endpoint"},
    {"InvalidSecurityToken", StatusCode::kUnauthenticated, "the security token has expired or is not that of the key"},
    {"SecurityTokenExpired", StatusCode::kUnauthenticated, "the session has expired: get a new one"},
    {"MissingSecurityToken", StatusCode::kUnauthenticated, "temporary keys need their security token"},
    {"IncompleteSignature", StatusCode::kUnauthenticated, ""},
    {"Forbidden.RAM", StatusCode::kPermissionDenied, "the identity in use needs the RAM permission for it"},
    {"NoPermission", StatusCode::kPermissionDenied, "the identity in use needs the RAM permission for it"},
    {"Forbidden.AccessKeyDisabled", StatusCode::kUnauthenticated, "the access key is disabled"},
    {"InvalidAction", StatusCode::kUnimplemented, "the endpoint does not know this operation"},
    {"InvalidVersion", StatusCode::kUnimplemented, "the endpoint does not know this version of the API"},
    {"UnsupportedOperation", StatusCode::kUnimplemented, ""},
    {"OperationFailed.PconnTrafficNotEnable", StatusCode::kFailedPrecondition,
     "billing of outbound traffic is not opened in this account: open the Express Connect service in the console, "
     "once"},
    {"OperationUnsupport", StatusCode::kFailedPrecondition,
     "the account is not allowed to choose cloud_asn: leave it out, or ask Alibaba Cloud"},
    {"OperationUnsupported.IPV6ForThisRegion", StatusCode::kUnimplemented, "this region has no BGP over IPv6"},
    {"QuotaExceeded.Bgp", StatusCode::kResourceExhausted,
     "a virtual border router has at most eight BGP peers, and a quota of BGP groups"},
    {"QuotaExceeded", StatusCode::kResourceExhausted, ""},
    {"EXCEED_ASSOCIATE_MAX_NUM", StatusCode::kResourceExhausted, ""},
    {"InvalidVlanId.Used", StatusCode::kAlreadyExists, "a terminated router keeps its VLAN for seven days"},
    {"Duplicated", StatusCode::kAlreadyExists, ""},
    {"DuplicatedParam", StatusCode::kAlreadyExists, ""},
    {"BgpPeer.Already", StatusCode::kAlreadyExists, ""},
    {"InvalidParams.AlreadyExists", StatusCode::kAlreadyExists, ""},
    {"InvalidParams.PeerIpAddressInUse", StatusCode::kAlreadyExists, ""},
    {"DependencyViolation.BgpPeer", StatusCode::kFailedPrecondition, "BGP peers are still in it: delete them first"},
    {"DependencyViolation.BgpGroup", StatusCode::kFailedPrecondition, "BGP groups are still on it: delete them first"},
    {"DependencyViolation.Nqa", StatusCode::kFailedPrecondition, "a health check still uses it: delete that first"},
    {"DependencyViolation.RouterInterfaceReferedByRouteEntry", StatusCode::kFailedPrecondition,
     "route entries still point at it: delete them first"},
    {"InvalidOperation.RouterInterfaceNotDeleted", StatusCode::kFailedPrecondition,
     "it is still connected to a VPC (a router interface) or a CEN instance: disconnect it first"},
    {"Forbidden.VbrAttached", StatusCode::kFailedPrecondition,
     "virtual border routers are still on it: delete them first"},
    {"Forbidden.VBRExists", StatusCode::kFailedPrecondition,
     "virtual border routers are still on it: delete them first"},
    {"Forbidden.AssociateToVBR", StatusCode::kFailedPrecondition,
     "a virtual border router still uses it as a second line: take it out of there first"},
    {"OperationDenied.NeedVpconnOwner", StatusCode::kFailedPrecondition,
     "the tenant of the hosted connection has to delete it first"},
    {"OperationFailed.NoActiveRouterInterface", StatusCode::kFailedPrecondition,
     "the virtual border router has no active connection to a VPC: connect it first (a router interface, made with the "
     "vendor's own provider)"},
    {"DependencyViolation", StatusCode::kFailedPrecondition, ""},
    {"InvalidPhysicalConnectionId.NotEnabled", StatusCode::kFailedPrecondition, "the connection is not in service yet"},
    {"Forbidden.NotAllowedInState", StatusCode::kFailedPrecondition, ""},
    {"INSTANCE.STATUS.NOT.ALLOW", StatusCode::kFailedPrecondition, ""},
    {"IncorrectStatus", StatusCode::kFailedPrecondition, ""},
    {"InvalidStatus", StatusCode::kFailedPrecondition, ""},
    {"InvalidVBRStatus", StatusCode::kFailedPrecondition, ""},
    {"Invalid.Status", StatusCode::kFailedPrecondition, ""},
    {"InvalidOperation.OperationNotAllowedInState", StatusCode::kFailedPrecondition, ""},
    {"InvalidBgpGroup.LocalAsnInvalid", StatusCode::kInvalidArgument, ""},
    {"InvalidBgpGroup", StatusCode::kNotFound, ""},
    {"InvalidBgpPeer", StatusCode::kNotFound, ""},
    {"InvalidVbrNetwork", StatusCode::kNotFound, ""},
    {"InvalidParams.NotFound", StatusCode::kNotFound, ""},
    {"InvalidResource.NotFound", StatusCode::kNotFound, ""},
    {"ResourceNotFound", StatusCode::kNotFound, ""},
});

bool Matches(std::string_view code, std::string_view wanted) {
  return code == wanted || (code.starts_with(wanted) && code[wanted.size()] == '.');
}

bool IsThrottling(std::string_view code) { return code.find("Throttling") != std::string_view::npos; }

bool IsServerFailure(std::string_view code) {
  return code == "ServiceUnavailable" || code == "InternalError" || code == "UnknownError" ||
         code == "OperationFailed.InternalError";
}

ApiError ParseError(const HttpResponse& response, const nlohmann::json& body) {
  ApiError error = {TextOf(body, "Code"), TextOf(body, "Message"), TextOf(body, "RequestId")};
  if (error.code.empty()) error.code = TextOf(body, "code");
  if (error.message.empty()) error.message = TextOf(body, "message");
  if (error.request_id.empty()) error.request_id = FindHeader(response.headers, "x-acs-request-id");
  return error;
}

FailureMeaning MeaningOf(const AnswerContext& context, const ApiError& error, const HttpResponse& response) {
  const std::string_view code = error.code;
  if (IsThrottling(code) || response.status == 429) return {StatusCode::kResourceExhausted, ""};
  if (Matches(code, "SignatureDoesNotMatch") || Matches(code, "InvalidTimeStamp") ||
      Matches(code, "IllegalTimestamp")) {
    return MeaningOfSignature(context, response, kWorstSkew, "Alibaba Cloud",
                              "check the secret key and this machine's clock");
  }
  if (code == kNonceUsed || std::ranges::find(kConflicts, code) != kConflicts.end()) {
    return {StatusCode::kFailedPrecondition, "another change is under way"};
  }
  for (const Row& row : kRows) {
    if (Matches(code, row.code)) return {row.status, std::string(row.hint)};
  }
  if (IsServerFailure(code)) return {StatusCode::kUnavailable, "", true};
  if (code.ends_with("NotFound")) return {StatusCode::kNotFound, ""};
  if (response.status >= 500) return {StatusCode::kUnavailable, "", true};
  if (code.empty()) {
    const bool maybe = response.status < 400;
    return {StatusCode::kInternal, "this is not an answer of Alibaba Cloud: check the endpoint setting and proxies",
            maybe};
  }
  return {response.status == 403 ? StatusCode::kPermissionDenied : StatusCode::kInvalidArgument, ""};
}

// The codes that mean that all went well, where an answer has one at all.
bool MeansSuccess(const nlohmann::json& body) {
  const std::string code = TextOf(body, "Code");
  if (code.empty()) {
    const auto number = IntegerOf(body, "Code");
    return !number || *number == 200;
  }
  const std::string lower = ToLowerAscii(code);
  return lower == "200" || lower == "0" || lower == "ok" || lower == "success";
}

}  // namespace

StatusOr<nlohmann::json> ReadAnswer(const AnswerContext& context, const HttpResponse& response) {
  nlohmann::json body = ParseAnswer(response.body);
  if (response.status == 200 && body.is_object() && MeansSuccess(body)) return body;
  if (response.status == 200 && !body.is_object()) return BrokenAnswer(context, response, "Alibaba Cloud");
  return FailureOf(
      context, response, ParseError(response, body),
      [&](const ApiError& error) { return MeaningOf(context, error, response); }, kQuotesFrom);
}

FailureKind ClassifyFailure(const Status& failure) {
  const RemoteError* const remote = failure.remote();
  if (remote == nullptr || remote->http_status == 0) return ClassifyTransportFailure(failure);
  const std::string_view code = remote->code;
  if (remote->http_status == 429 || IsThrottling(code)) return FailureKind::kThrottled;
  if (code == kNonceUsed || std::ranges::find(kConflicts, code) != kConflicts.end()) return FailureKind::kTransient;
  return failure.code() == StatusCode::kUnavailable ? FailureKind::kAmbiguous : FailureKind::kPermanent;
}

bool IsExpiredCredentials(const Status& failure) {
  return HasCode(failure, "InvalidSecurityToken") || HasCode(failure, "SecurityTokenExpired");
}

bool HasCode(const Status& failure, std::string_view code) {
  return failure.remote() != nullptr && Matches(failure.remote()->code, code);
}

bool SaysGone(const Status& failure) {
  return failure.code() == StatusCode::kNotFound && failure.remote() != nullptr && !HasCode(failure, "InvalidRegionId");
}

}  // namespace ic::alibaba
