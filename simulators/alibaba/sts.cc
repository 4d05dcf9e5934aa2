#include "simulators/alibaba/sts.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "base/time_text.h"
#include "simulators/alibaba/wire/error.h"
#include "simulators/alibaba/wire/input.h"

namespace ic::sim::alibaba {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kMinSeconds = 900;
constexpr std::int64_t kMaxSeconds = 43200;
constexpr std::int64_t kDefaultSeconds = 3600;

Status MissingMember(std::string_view name) {
  return ApiError(fmt::format("Missing{}", name), fmt::format("{} is mandatory for this action.", name));
}

// acs:ram::1234567890123456:role/name
struct Role {
  std::string account;
  std::string name;
};
StatusOr<Role> ReadRole(const std::string& arn) {
  const std::vector<std::string> parts = Split(arn, ':');
  if (parts.size() != 5 || parts[0] != "acs" || parts[1] != "ram" || !parts[4].starts_with("role/") ||
      !ReadNumber(parts[3])) {
    return ApiError("InvalidParameter.RoleArn", fmt::format("The parameter RoleArn is wrongly formed: {}.", arn));
  }
  return Role{parts[3], parts[4].substr(5)};
}

Status CheckSessionName(const std::string& name) {
  const bool good = name.size() >= 2 && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
                      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                             std::string_view(".@-_").find(c) != std::string_view::npos;
                    });
  if (good) return OkStatus();
  return ApiError("InvalidParameter.RoleSessionName",
                  "The parameter RoleSessionName must have 2 to 64 letters, digits and characters of .@-_");
}

Status CheckOidc(const Input& in) {
  for (const char* name : {"OIDCProviderArn", "OIDCToken"}) {
    if (in.Text(name).empty()) return MissingMember(name);
  }
  if (in.Text("OIDCToken").starts_with("expired")) {
    return ApiError("AuthenticationFail.OIDCToken.Expired", "This JWT has expired.");
  }
  return OkStatus();
}

}  // namespace

StatusOr<Json> Sts::Run(const HttpRequest& http, const Request& request, CallResult& result) {
  if (request.action == "AssumeRoleWithOIDC") {
    IC_RETURN_IF_ERROR(CheckOidc(Input(request.parameters)));
    return Assume(request, result);
  }
  if (request.action != "AssumeRole" && request.action != "GetCallerIdentity") {
    return ApiError("InvalidAction.NotFound", "Specified api is not found, please check your url and method.", 404);
  }
  IC_ASSIGN_OR_RETURN(const Identity who, credentials_.Authenticate(http, request.parameters, wall_.Now()));
  result.account = who.account;
  if (request.action == "AssumeRole") return Assume(request, result);
  return Json{{"AccountId", who.account}, {"Arn", who.arn}, {"IdentityType", "RAMUser"}, {"UserId", who.access_key}};
}

StatusOr<Json> Sts::Assume(const Request& request, CallResult& result) {
  const Input in(request.parameters);
  for (const char* name : {"RoleArn", "RoleSessionName"}) {
    if (in.Text(name).empty()) return MissingMember(name);
  }
  IC_ASSIGN_OR_RETURN(const Role role, ReadRole(in.Text("RoleArn")));
  IC_RETURN_IF_ERROR(CheckSessionName(in.Text("RoleSessionName")));
  if (role.name.find("missing") != std::string::npos) {
    return ApiError("EntityNotExist.Role", "The specified Role not exists.", 404);
  }
  if (role.name.find("denied") != std::string::npos) {
    return ApiError("NoPermission", "You are not authorized to do this action. You should be authorized by RAM.", 403);
  }
  const std::int64_t seconds = in.Number("DurationSeconds", in.Has("DurationSeconds") ? 0 : kDefaultSeconds);
  if (seconds < kMinSeconds || seconds > kMaxSeconds) {
    return ApiError("InvalidParameter.DurationSeconds",
                    fmt::format("The Min/Max value of DurationSeconds is {}/{}.", kMinSeconds, kMaxSeconds));
  }
  const std::string arn =
      fmt::format("acs:ram::{}:assumed-role/{}/{}", role.account, role.name, in.Text("RoleSessionName"));
  const Time expires = wall_.Now() + std::chrono::seconds(seconds);
  const Credential issued = credentials_.Issue(role.account, arn, expires);
  result.target = in.Text("RoleArn");
  return Json{{"AssumedRoleUser",
               {{"Arn", arn}, {"AssumedRoleId", fmt::format("300000000000000001:{}", in.Text("RoleSessionName"))}}},
              {"Credentials",
               {{"AccessKeyId", issued.access_key},
                {"AccessKeySecret", issued.secret},
                {"SecurityToken", issued.token},
                {"Expiration", IsoTime(expires)}}}};
}

}  // namespace ic::sim::alibaba
