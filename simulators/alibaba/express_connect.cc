#include "simulators/alibaba/express_connect.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "simulators/alibaba/control.h"
#include "simulators/alibaba/express_routers.h"
#include "simulators/alibaba/metadata.h"
#include "simulators/alibaba/operations/operation.h"
#include "simulators/alibaba/quota_center.h"
#include "simulators/alibaba/sts.h"
#include "simulators/alibaba/wire/credentials.h"
#include "simulators/alibaba/wire/model.h"
#include "simulators/alibaba/wire/wire.h"
#include "simulators/alibaba/world/access_points.h"
#include "simulators/server/objects/world_cloud.h"

namespace ic::sim::alibaba {
namespace {

constexpr std::size_t kMaxToken = 64;
constexpr std::string_view kDefaultRegion = "cn-hangzhou";

std::map<std::string_view, RunOperation> AllOperations() {
  std::map<std::string_view, RunOperation> all;
  for (const auto part :
       {CircuitOperations(), CircuitChangeOperations(), LoaOperations(), HostedOperations(), RouterOperations(),
        RouterChangeOperations(), GroupOperations(), PeerOperations(), NetworkOperations(), AssociationOperations(),
        RouteOperations(), TagOperations(), CatalogueOperations()}) {
    for (const Operation& operation : part) all[operation.name] = operation.run;
  }
  return all;
}

// Hosted connections call it Token.
std::string ClientToken(const Input& in) {
  const std::string token = in.Text("ClientToken");
  return token.empty() ? in.Text("Token") : token;
}

Status CheckToken(const std::string& token) {
  const bool ascii =
      std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && static_cast<unsigned char>(c) < 0x7f; });
  if (ascii && token.size() <= kMaxToken) return OkStatus();
  return Illegal("ClientToken", fmt::format("it may have up to {} ASCII characters", kMaxToken));
}

// What a replay must have in common with the first call: everything but the signature.
std::string Fingerprint(const Input& in) {
  std::string out;
  for (const auto& [name, value] : in.values()) {
    if (name.starts_with("Signature") || name == "Timestamp" || name == "SecurityToken" || name == "AccessKeyId")
      continue;
    out += fmt::format("{}={}\n", name, value);
  }
  return out;
}

class ExpressConnect : public WorldCloud<World, Lifecycle, ControlContext> {
 public:
  explicit ExpressConnect(const CloudContext& context)
      : WorldCloud(context),
        request_ids_(SeededRandom(context.options.seed ^ 0xa11baba)),
        operations_(AllOperations()),
        credentials_(context.options.seed),
        sts_(credentials_, context.wall),
        metadata_(credentials_, context.wall) {}

  std::string OperationOf(const HttpRequest& request) const override {
    if (Metadata::Serves(request)) return Metadata::OperationOf(request);
    const Request read = ReadRequest(request);
    if (read.action.empty()) return "Unknown";
    if (read.version == kStsVersion) return fmt::format("sts:{}", read.action);
    if (read.version == kRoutersVersion) return fmt::format("ecr:{}", read.action);
    return read.version == kQuotasVersion ? fmt::format("quotas:{}", read.action) : read.action;
  }

  CallResult Carry(const HttpRequest& http) override {
    if (Metadata::Serves(http)) return metadata_.Carry(http);
    const Request request = ReadRequest(http);
    const std::string request_id = NewRequestId();
    CallResult result;
    StatusOr<Json> answer = Run(http, request, result);
    if (answer.ok()) {
      (*answer)["RequestId"] = request_id;
      result.response = Answer(request, 200, *answer);
      result.response.headers.emplace_back("x-acs-request-id", request_id);
    } else {
      result.error = answer.status().remote()->code;
      result.response = alibaba::ErrorAnswer(request, answer.status(), request_id);
    }
    return result;
  }

  HttpResponse ErrorAnswer(const InjectedError& error) override {
    return alibaba::ErrorAnswer({.host = "vpc.aliyuncs.com"}, ApiError(error.code, error.message, error.http_status),
                                NewRequestId());
  }

  InjectedError Throttling() const override {
    return {"Throttling.User", "Request was denied due to user flow control.", 400};
  }

 protected:
  Status ExpireCredential(const std::string& key) override { return credentials_.Expire(key, context_.wall.Now()); }
  void ResetCredentials() override { credentials_.Reset(); }

 private:
  std::string NewRequestId() {
    std::string id = request_ids_->Uuid();
    std::transform(id.begin(), id.end(), id.begin(), [](unsigned char c) { return std::toupper(c); });
    return id;
  }

  StatusOr<Json> Run(const HttpRequest& http, const Request& request, CallResult& result) {
    if (http.method != "GET" && http.method != "POST") {
      return ApiError("UnsupportedHTTPMethod", "This http method is not supported.");
    }
    if (request.version == kStsVersion) return sts_.Run(http, request, result);
    if (request.version == kQuotasVersion) return RunQuotas(http, request, result);
    if (request.version == kRoutersVersion) return RunRouters(http, request, result);
    if (request.version != kVpcVersion) return ApiError("InvalidVersion", "Specified parameter Version is not valid.");
    const auto operation = operations_.find(request.action);
    if (operation == operations_.end()) {
      return ApiError("InvalidAction.NotFound", "Specified api is not found, please check your url and method.", 404);
    }
    IC_ASSIGN_OR_RETURN(const Identity who, credentials_.Authenticate(http, request.parameters, context_.wall.Now()));
    result.account = who.account;
    const Input in(request.parameters);
    IC_RETURN_IF_ERROR(CheckInput(request.action, in, context_.options.lenient));
    const std::string region = in.Has("RegionId") ? in.Text("RegionId") : std::string(kDefaultRegion);
    if (!KnownRegion(region)) return ApiError("InvalidRegionId.NotFound", "The RegionId provided does not exist.", 404);
    IC_RETURN_IF_ERROR(CheckToken(ClientToken(in)));

    const Settled settled = Enter();
    OperationCall call{settled.world, life_, context_.options, who, in, region, settled.now, ""};
    StatusOr<Json> answer = Once(call, request.action, operation->second);
    result.target = call.target;
    return answer;
  }

  StatusOr<Json> RunQuotas(const HttpRequest& http, const Request& request, CallResult& result) {
    IC_ASSIGN_OR_RETURN(const Identity who, credentials_.Authenticate(http, request.parameters, context_.wall.Now()));
    result.account = who.account;
    return RunQuotaCenter(Enter().world, who.account, request.action, Input(request.parameters));
  }

  StatusOr<Json> RunRouters(const HttpRequest& http, const Request& request, CallResult& result) {
    IC_ASSIGN_OR_RETURN(const Identity who, credentials_.Authenticate(http, request.parameters, context_.wall.Now()));
    result.account = who.account;
    return RunExpressRouters(Enter().world, who.account, request.action, Input(request.parameters),
                             context_.options.lenient);
  }

  // A mutation with a client token is carried out once; later calls with the token get the first answer.
  StatusOr<Json> Once(OperationCall& call, const std::string& action, RunOperation run) {
    const std::string token = ClientToken(call.in);
    if (token.empty() || action.starts_with("Describe") || action.starts_with("List")) return run(call);
    auto& answers = call.world.answers;
    const std::string key = fmt::format("{}/{}/{}", call.account(), action, token);
    const std::string parameters = Fingerprint(call.in);
    if (const KeptAnswer* kept = answers.Find(key, call.now)) {
      if (kept->parameters == parameters) return kept->answer;
      return ApiError("IdempotentParameterMismatch",
                      "The request uses the client token of an earlier request with other parameters.");
    }
    StatusOr<Json> answer = run(call);
    if (answer.ok()) answers.Keep(key, {parameters, *answer}, call.now);
    return answer;
  }

  const std::unique_ptr<Random> request_ids_;
  const std::map<std::string_view, RunOperation> operations_;
  Credentials credentials_;
  Sts sts_;
  Metadata metadata_;
};

}  // namespace

std::unique_ptr<Cloud> MakeCloud(const CloudContext& context) { return std::make_unique<ExpressConnect>(context); }

}  // namespace ic::sim::alibaba
