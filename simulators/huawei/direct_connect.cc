#include "simulators/huawei/direct_connect.h"

#include <memory>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "simulators/huawei/control.h"
#include "simulators/huawei/iam.h"
#include "simulators/huawei/operations/routes.h"
#include "simulators/huawei/wire/credentials.h"
#include "simulators/server/objects/world_cloud.h"

namespace ic::sim::huawei {
namespace {

// Nulls say the same as members that are left out.
Json WithoutNulls(Json object) {
  for (auto member = object.begin(); member != object.end();) {
    member = member->is_null() ? object.erase(member) : std::next(member);
  }
  return object;
}

// What is inside the wrapper; an empty object for an operation that reads no body.
StatusOr<Json> ReadBody(const Operation& operation, const std::string& text) {
  if (operation.wrapper.empty()) return Json::object();
  const Json body = Json::parse(text, nullptr, false);
  if (body.is_discarded() || !body.is_object()) return DcError("DC.0000", "the request body is not a JSON object");
  if (operation.wrapper == "*") return WithoutNulls(body);
  const auto inside = body.find(operation.wrapper);
  if (inside == body.end() || !inside->is_object()) {
    return DcError("DC.0000", fmt::format("the request body needs the object {}", operation.wrapper));
  }
  return WithoutNulls(*inside);
}

class HuaweiCloud : public WorldCloud<World, Lifecycle, ControlContext> {
 public:
  explicit HuaweiCloud(const CloudContext& context)
      : WorldCloud(context),
        request_ids_(SeededRandom(context.options.seed ^ 0x7e97e57)),
        credentials_(context.options.seed, context.wall, context.simulated),
        iam_(credentials_, context.wall) {}

  std::string OperationOf(const HttpRequest& request) const override {
    if (Iam::Serves(request)) return Iam::OperationOf(request);
    const Match match = FindOperation(request.method, request.path);
    return match.operation == nullptr ? "Unknown" : std::string(match.operation->name);
  }

  CallResult Carry(const HttpRequest& request) override {
    CallResult result;
    const StatusOr<HttpResponse> answer = Iam::Serves(request) ? CarryIam(request, result) : Answer(request, result);
    if (answer.ok()) {
      result.response = *answer;
    } else {
      result.error = answer.status().remote()->code;
      result.response = ErrorResponse(answer.status());
    }
    return result;
  }

  HttpResponse ErrorAnswer(const InjectedError& error) override {
    return ErrorResponse(DcError(error.code, error.message, error.http_status));
  }

  InjectedError Throttling() const override {
    return {"APIGW.0308", "The throttling threshold has been reached: policy user over ratelimit", 429};
  }

 protected:
  Status ExpireCredential(const std::string& key) override { return credentials_.Expire(key); }
  void ResetCredentials() override { credentials_.Reset(); }

 private:
  StatusOr<HttpResponse> CarryIam(const HttpRequest& request, CallResult& result) {
    IC_ASSIGN_OR_RETURN(HttpResponse response, iam_.Carry(request, result.account));
    response.headers.emplace_back("X-Request-Id", NewRequestId());
    return response;
  }

  // The project of the path must be one of the caller's; a token is good for its own only.
  StatusOr<Project> Authorize(const HttpRequest& request, const Match& match, CallResult& result) {
    IC_ASSIGN_OR_RETURN(const Identity who, credentials_.Authenticate(request));
    result.account = who.account;
    const auto project = FindProject(match.project_id);
    const std::string claimed = request.Header("x-project-id").value_or(match.project_id);
    if (!project || project->account != who.account || claimed != match.project_id ||
        (who.access_key.empty() && who.project != match.project_id)) {
      return GatewayError("APIGW.0302", fmt::format("not authorized for the project {}", match.project_id), 403);
    }
    return *project;
  }

  StatusOr<HttpResponse> Answer(const HttpRequest& request, CallResult& result) {
    const Match match = FindOperation(request.method, request.path);
    if (match.operation == nullptr) {
      return GatewayError("APIGW.0101", "The API does not exist or has not been published in the environment", 404);
    }
    IC_ASSIGN_OR_RETURN(const Project project, Authorize(request, match, result));
    IC_ASSIGN_OR_RETURN(Json in, ReadBody(*match.operation, request.body));

    const Settled settled = Enter();
    OperationCall call{settled.world, life_,       context_.options,
                       project,       match.path,  ParseQuery(request.query),
                       std::move(in), settled.now, ""};
    StatusOr<Json> answer = match.operation->run(call);
    result.target = call.target;
    if (!answer.ok()) return answer.status();
    return Respond(match.operation->status, std::move(*answer));
  }

  std::string NewRequestId() { return fmt::format("{:016x}{:016x}", request_ids_->Next(), request_ids_->Next()); }

  // An answer without a body says null.
  HttpResponse Respond(int status, Json body) {
    const std::string id = NewRequestId();
    HttpResponse response{.status = status, .headers = {{"X-Request-Id", id}}, .body = ""};
    if (body.is_null()) return response;
    body["request_id"] = id;
    response.headers.emplace_back("Content-Type", "application/json");
    response.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
    return response;
  }

  HttpResponse ErrorResponse(const Status& status) {
    const RemoteError& remote = *status.remote();
    const bool iam = !remote.code.empty() && remote.code.find_first_not_of("0123456789") == std::string::npos;
    if (!iam) {
      return Respond(remote.http_status, {{"error_code", remote.code}, {"error_msg", status.message()}});
    }
    const Json error{{"code", remote.http_status},
                     {"message", status.message()},
                     {"title", remote.http_status == 401 ? "Unauthorized" : "Error"}};
    HttpResponse response = Respond(remote.http_status, Json());
    response.headers.emplace_back("Content-Type", "application/json");
    response.body = Json{{"error", error}}.dump(-1, ' ', false, Json::error_handler_t::replace);
    return response;
  }

  const std::unique_ptr<Random> request_ids_;
  Credentials credentials_;
  Iam iam_;
};

}  // namespace

std::unique_ptr<Cloud> MakeCloud(const CloudContext& context) { return std::make_unique<HuaweiCloud>(context); }

}  // namespace ic::sim::huawei
