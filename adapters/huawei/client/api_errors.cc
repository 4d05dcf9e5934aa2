#include "adapters/huawei/client/api_errors.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "adapters/wire/logging.h"
#include "base/json_text.h"
#include "base/text.h"

namespace ic::huawei {
namespace {

// Newer gateways append the canonical request as they see it, headers and all: of no use to people, and it may hold a
// security token.
constexpr std::string_view kQuotesFrom = "canonical";

struct CodeRow {
  std::string_view code;
  StatusCode status;
  std::string_view hint;
  bool ambiguous = false;
};

// Codes that mean more than "the request is wrong".
constexpr std::array kCodes = {
    CodeRow{"DC.0002", StatusCode::kNotFound, ""},
    CodeRow{"DC.0003", StatusCode::kUnavailable, "", true},
    CodeRow{"DC.0005", StatusCode::kUnavailable, "", true},
    CodeRow{"DC.0006", StatusCode::kUnavailable, "", true},
    CodeRow{"DC.0011", StatusCode::kUnavailable, "", true},
    CodeRow{"DC.0012", StatusCode::kFailedPrecondition,
            "yearly and monthly lines are unsubscribed in the billing centre", true},
    CodeRow{"DC.1007", StatusCode::kFailedPrecondition, "delete the virtual interfaces on it first"},
    CodeRow{"DC.1008", StatusCode::kAlreadyExists, "choose another VLAN"},
    CodeRow{"DC.1011", StatusCode::kInvalidArgument, "the partner changes the bandwidth of a hosted connection"},
    CodeRow{"DC.0013", StatusCode::kPermissionDenied, ""},
    CodeRow{"DC.1000", StatusCode::kInvalidArgument, "the connection has less bandwidth left: ask for less"},
    CodeRow{"DC.1005", StatusCode::kFailedPrecondition, "the connection is not in order yet"},
    CodeRow{"DC.1010", StatusCode::kInvalidArgument, "the bandwidth of a connection cannot be lowered here"},
    CodeRow{"DC.1012", StatusCode::kNotFound, ""},
    CodeRow{"DC.1015", StatusCode::kNotFound, "connection_id names neither a connection nor a LAG of this project"},
    CodeRow{"DC.1019", StatusCode::kResourceExhausted, "ask Huawei Cloud to raise the quota"},
    CodeRow{"DC.1101", StatusCode::kResourceExhausted, "summarise the local subnets"},
    CodeRow{"DC.1105", StatusCode::kInvalidArgument, "a prefix cannot be on both sides of the link"},
    CodeRow{"DC.1106", StatusCode::kFailedPrecondition, ""},
    CodeRow{"DC.1110", StatusCode::kAlreadyExists, ""},
    CodeRow{"DC.1111", StatusCode::kNotFound, "gateway_id or advertised_by names no gateway of this project"},
    CodeRow{"DC.1118", StatusCode::kFailedPrecondition, "another operation is at work on the gateway"},
    CodeRow{"DC.1205", StatusCode::kFailedPrecondition, ""},
    CodeRow{"DC.1206", StatusCode::kAlreadyExists, "a hosted connection carries one virtual interface"},
    CodeRow{"DC.1208", StatusCode::kInvalidArgument, "on a hosted connection the partner sets the bandwidth"},
    CodeRow{"DC.1209", StatusCode::kAlreadyExists, "choose another VLAN, or another connection"},
    CodeRow{"DC.1210", StatusCode::kFailedPrecondition, ""},
    CodeRow{"DC.1211", StatusCode::kNotFound, ""},
    CodeRow{"DC.1219", StatusCode::kAlreadyExists, "an interface with VLAN 0 has its connection for itself"},
    CodeRow{"DC.1223", StatusCode::kInvalidArgument, "use the ASN of your router, which is another than the gateway's"},
    CodeRow{"DC.1403", StatusCode::kNotFound, ""},
};

std::string AnyText(const nlohmann::json& object, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (std::string text = TextOf(object, name); !text.empty()) return text;
    if (const auto number = IntegerOf(object, name)) return std::to_string(*number);
  }
  return {};
}

ApiError ParseError(const HttpResponse& response) {
  const nlohmann::json body = ParseAnswer(response.body);
  const nlohmann::json* inner = MemberOf(body, "error");
  const nlohmann::json& told = inner != nullptr && inner->is_object() ? *inner : body;
  ApiError error = {AnyText(told, {"error_code", "errorCode", "code"}),
                    AnyText(told, {"error_msg", "errorMsg", "message"}), std::string(RequestIdOf(response.headers))};
  if (error.request_id.empty()) error.request_id = AnyText(body, {"request_id", "requestId"});
  return error;
}

// "APIGW.0301" on public services, "APIG.0301" on older and dedicated gateways.
bool IsGatewayCode(std::string_view code, std::string_view number) {
  return code.starts_with("APIG") && code.ends_with(number);
}

// Of a call of IAM it is its own.
constexpr std::string_view kNeedsPermission =
    "the identity in use needs the permission for this call (dcaas), in this project";

FailureMeaning MeaningOf(const ApiError& error, int status, bool of_iam) {
  if (status == 429 || IsGatewayCode(error.code, ".0308")) return {StatusCode::kResourceExhausted, ""};
  if (const auto* row = std::ranges::find(kCodes, error.code, &CodeRow::code); row != kCodes.end()) {
    return {row->status, std::string(row->hint), row->ambiguous};
  }
  if (status == 401 || IsGatewayCode(error.code, ".0301")) {
    return {StatusCode::kUnauthenticated,
            "check the access key and its secret (or user and password), the project, the region and this machine's "
            "clock; after five refusals a key is locked for five minutes"};
  }
  if (status == 403) {
    return {StatusCode::kPermissionDenied, std::string(of_iam ? "" : kNeedsPermission)};
  }
  if (status == 404 && IsGatewayCode(error.code, ".0101")) {
    return {StatusCode::kUnimplemented,
            "the endpoint does not know this call: check the endpoint and whether the region has API version 3"};
  }
  // Whoever is on the way may say 404; only the service says that an object is not there.
  if (status == 404 && !(error.code.empty() && error.message.empty())) return {StatusCode::kNotFound, ""};
  if (status == 501) return {StatusCode::kUnimplemented, ""};
  if (status >= 500) return {StatusCode::kUnavailable, "", true};
  if (status < 400) return {StatusCode::kInternal, "", true};
  if (error.code.empty()) {
    return {StatusCode::kInternal, "this is not an answer of Huawei Cloud: check the endpoint setting and proxies"};
  }
  return {StatusCode::kInvalidArgument, ""};
}

}  // namespace

StatusOr<nlohmann::json> ReadAnswer(const AnswerContext& context, const HttpResponse& response) {
  if (response.status < 200 || response.status > 299) {
    return FailureOf(
        context, response, ParseError(response),
        [&](const ApiError& error) {
          return MeaningOf(error, response.status, context.operation.starts_with("Keystone"));
        },
        kQuotesFrom);
  }
  if (response.body.empty()) return nlohmann::json::object();
  nlohmann::json body = ParseAnswer(response.body);
  if (body.is_object()) return body;
  return BrokenAnswer(context, response, "Huawei Cloud");
}

FailureKind ClassifyFailure(const Status& failure) {
  const RemoteError* const remote = failure.remote();
  if (remote == nullptr || remote->http_status == 0) return ClassifyTransportFailure(failure);
  if (remote->http_status == 429 || IsGatewayCode(remote->code, ".0308")) return FailureKind::kThrottled;
  return failure.code() == StatusCode::kUnavailable ? FailureKind::kAmbiguous : FailureKind::kPermanent;
}

bool IsRefusedCredentials(const Status& failure) {
  return failure.code() == StatusCode::kUnauthenticated && failure.remote() != nullptr;
}

bool IsLocked(const Status& failure) { return HasCode(failure, {"DC.1118"}); }

// Source: Direct Connect API reference, error codes: DC.1213 and DC.1214, of tenants that do not match.
bool IsOfAnotherTenant(const Status& failure) {
  return HasCode(failure, {"DC.1213", "DC.1214"}) || failure.code() == StatusCode::kPermissionDenied;
}

bool HasCode(const Status& failure, std::initializer_list<std::string_view> codes) {
  return failure.remote() != nullptr && std::ranges::find(codes, failure.remote()->code) != codes.end();
}

}  // namespace ic::huawei
