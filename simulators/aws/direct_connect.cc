#include "simulators/aws/direct_connect.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "simulators/aws/control.h"
#include "simulators/aws/metadata.h"
#include "simulators/aws/operations/operation.h"
#include "simulators/aws/service_quotas.h"
#include "simulators/aws/sts.h"
#include "simulators/aws/wire/credentials.h"
#include "simulators/aws/wire/model.h"
#include "simulators/server/objects/world_cloud.h"

namespace ic::sim::aws {
namespace {

constexpr std::string_view kTargetPrefix = "OvertureService.";
constexpr std::string_view kContentType = "application/x-amz-json-1.1";

std::map<std::string_view, RunOperation> AllOperations() {
  std::map<std::string_view, RunOperation> all;
  for (const auto part : {ConnectionOperations(), HostedOperations(), LagOperations(), LoaOperations(),
                          MacSecOperations(), InterfaceOperations(), InterfaceChangeOperations(), PeerOperations(),
                          FailoverOperations(), GatewayOperations(), ResiliencyOperations(), RouteOperations(),
                          AssociationOperations(), ProposalOperations(), TagOperations(), CatalogueOperations()}) {
    for (const Operation& operation : part) all[operation.name] = operation.run;
  }
  return all;
}

// The operation that the X-Amz-Target header names; empty if it names none of this service.
std::string TargetOf(const HttpRequest& request) {
  const std::string target = request.Header("x-amz-target").value_or("");
  return target.starts_with(kTargetPrefix) ? target.substr(kTargetPrefix.size()) : "";
}

// Likewise of Service Quotas.
std::string QuotasTargetOf(const HttpRequest& request) {
  const std::string target = request.Header("x-amz-target").value_or("");
  return target.starts_with(kQuotasTarget) ? target.substr(kQuotasTarget.size()) : "";
}

class DirectConnect : public WorldCloud<World, Lifecycle, ControlContext> {
 public:
  explicit DirectConnect(const CloudContext& context)
      : WorldCloud(context),
        request_ids_(SeededRandom(context.options.seed ^ 0x7e97e57)),
        operations_(AllOperations()),
        credentials_(context.options.seed),
        sts_(credentials_, context.wall),
        metadata_(credentials_, context.wall) {}

  std::string OperationOf(const HttpRequest& request) const override {
    if (const std::string operation = TargetOf(request); !operation.empty()) return operation;
    if (const std::string operation = QuotasTargetOf(request); !operation.empty()) return "servicequotas:" + operation;
    if (Metadata::Serves(request)) return Metadata::OperationOf(request);
    if (Sts::Serves(request)) return Sts::OperationOf(request);
    return "Unknown";
  }

  CallResult Carry(const HttpRequest& request) override {
    const bool named = request.Header("x-amz-target").has_value();
    if (!named && Metadata::Serves(request)) return metadata_.Carry(request);
    if (!named && Sts::Serves(request)) return WithRequestId(sts_.Carry(request));

    CallResult result;
    const StatusOr<Json> answer =
        QuotasTargetOf(request).empty() ? Answer(request, result) : AnswerQuotas(request, result);
    if (answer.ok()) {
      result.response = Respond(200, *answer);
    } else {
      result.error = answer.status().remote()->code;
      result.response = ErrorResponse(answer.status());
    }
    return result;
  }

  HttpResponse ErrorAnswer(const InjectedError& error) override {
    return ErrorResponse(AwsError(error.code, error.message, error.http_status));
  }

  InjectedError Throttling() const override { return {"ThrottlingException", "Rate exceeded", 400}; }

 protected:
  Status ExpireCredential(const std::string& key) override { return credentials_.Expire(key, context_.wall.Now()); }
  void ResetCredentials() override { credentials_.Reset(); }

 private:
  // Authenticates, checks against the model, and runs the operation.
  StatusOr<Json> Answer(const HttpRequest& request, CallResult& result) {
    if (request.method != "POST") return AwsError("UnknownOperationException", "");
    const std::string name = TargetOf(request);
    const auto operation = operations_.find(name);
    if (operation == operations_.end()) return AwsError("UnknownOperationException", "");
    IC_ASSIGN_OR_RETURN(const Identity who, credentials_.Authenticate(request, "directconnect", context_.wall.Now()));
    result.account = who.account;
    Json in = Json::parse(request.body, nullptr, false);
    if (in.is_discarded() || !in.is_object()) {
      return AwsError("SerializationException", "The request body is not a JSON object");
    }
    in = WithoutNulls(in);
    IC_RETURN_IF_ERROR(Model::Get().Check(name, in, context_.options.lenient));

    const Settled settled = Enter();
    OperationCall call{settled.world, life_, context_.options, who, in, settled.now, ""};
    StatusOr<Json> answer = operation->second(call);
    result.target = call.target;
    return answer;
  }

  StatusOr<Json> AnswerQuotas(const HttpRequest& request, CallResult& result) {
    if (request.method != "POST") return AwsError("UnknownOperationException", "");
    IC_ASSIGN_OR_RETURN(const Identity who, credentials_.Authenticate(request, "servicequotas", context_.wall.Now()));
    result.account = who.account;
    const Json in = Json::parse(request.body, nullptr, false);
    if (in.is_discarded() || !in.is_object()) {
      return AwsError("SerializationException", "The request body is not a JSON object");
    }
    return RunServiceQuotas(Enter().world, who, QuotasTargetOf(request), WithoutNulls(in));
  }

  HttpResponse Respond(int status, const Json& body) {
    const std::string text = body.dump(-1, ' ', false, Json::error_handler_t::replace);
    return {.status = status,
            .headers = {{"Content-Type", std::string(kContentType)}, {"x-amzn-RequestId", request_ids_->Uuid()}},
            .body = text};
  }

  HttpResponse ErrorResponse(const Status& status) {
    const RemoteError& remote = *status.remote();
    Json body{{"__type", remote.code}};
    if (!status.message().empty()) body["message"] = status.message();
    return Respond(remote.http_status, body);
  }

  CallResult WithRequestId(CallResult result) {
    result.response.headers.emplace_back("x-amzn-RequestId", request_ids_->Uuid());
    return result;
  }

  const std::unique_ptr<Random> request_ids_;
  const std::map<std::string_view, RunOperation> operations_;
  Credentials credentials_;
  Sts sts_;
  Metadata metadata_;
};

}  // namespace

std::unique_ptr<Cloud> MakeCloud(const CloudContext& context) { return std::make_unique<DirectConnect>(context); }

}  // namespace ic::sim::aws
