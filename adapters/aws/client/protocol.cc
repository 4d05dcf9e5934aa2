#include "adapters/aws/client/protocol.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/client/api_errors.h"
#include "adapters/aws/client/credentials.h"
#include "adapters/aws/client/endpoints.h"
#include "adapters/aws/client/operations.h"
#include "adapters/aws/client/signer.h"

namespace ic::aws {
namespace {

// The version of the service's interface is part of the target's prefix: "Overture" was its name before it had one.
constexpr std::string_view kTargetPrefix = "OvertureService.";
constexpr std::string_view kQuotasPrefix = "ServiceQuotasV20190624.";

const Service& ServiceOf(const Operation& operation) {
  return operation.service.empty() ? kDirectConnect : kServiceQuotas;
}

class DirectConnectProtocol final : public Protocol {
 public:
  explicit DirectConnectProtocol(Settings settings) : settings_(std::move(settings)) {}

  const Words& words() const override {
    static const Words kWords = {.vendor = "AWS",
                                 .service = "Direct Connect",
                                 .retry_after = "",
                                 .secret_members = {"authKey", "cak"}};  // keys of BGP and of MACsec
    return kWords;
  }

  StatusOr<std::string> DefaultRegion() const override {
    if (settings_.region.empty()) {
      return FailedPreconditionError(
          fmt::format("no AWS region is set. Set region in the configuration, AWS_REGION in the environment, or region "
                      "in profile {}",
                      settings_.profile));
    }
    IC_RETURN_IF_ERROR(CheckRegionName(settings_.region));
    return settings_.region;
  }

  StatusOr<HttpRequest> Encode(const Operation& operation, const ApiCall& call, const std::string& region,
                               Random& random) const override {
    HttpRequest request;
    const Service& service = ServiceOf(operation);
    const bool quotas = &service == &kServiceQuotas;
    const AwsConfig& config = settings_.config;
    IC_ASSIGN_OR_RETURN(request.url,
                        ResolveEndpoint(settings_, service, region, quotas ? config.quotas_endpoint : config.endpoint));
    // A call without parameters sends an empty object, never an empty body.
    request.body = "{}";
    if (!call.members.is_null()) {
      IC_ASSIGN_OR_RETURN(request.body, BodyOf(operation, call.members));
    }
    request.target = fmt::format("{} {}", service.host_prefix, region);
    request.headers = {{"Content-Type", "application/x-amz-json-1.1"},
                       {"X-Amz-Target", fmt::format("{}{}", quotas ? kQuotasPrefix : kTargetPrefix, operation.name)},
                       {"Accept-Encoding", "identity"},
                       {"amz-sdk-invocation-id", random.Uuid()}};
    return request;
  }

  StatusOr<Credentials> FindCredentials(const std::string& /*region*/, const CredentialTools& tools,
                                        std::stop_token stop) const override {
    return aws::FindCredentials(settings_, tools, std::move(stop));
  }

  StatusOr<Caller> FindAccount(const Credentials& credentials, const std::string& region, const CredentialTools& tools,
                               std::stop_token stop) const override {
    return aws::FindAccount(settings_, credentials, region, tools, std::move(stop));
  }

  void Sign(const Signing& signing, HttpRequest& request) const override {
    SetHeader(request.headers, "amz-sdk-request",
              fmt::format("attempt={}; max={}", signing.attempt.number, signing.attempt.max_attempts));
    const Operation* const operation = FindOperation(Operations(), request.operation);
    const Service& service = operation == nullptr ? kDirectConnect : ServiceOf(*operation);
    SignRequest(signing.credentials.keys, signing.region, service.signing_name, signing.now, request);
  }

  StatusOr<nlohmann::json> Decode(const AnswerContext& context, const HttpResponse& response) const override {
    return ReadAnswer(context, response);
  }

  Refusal Classify(const Status& failure, const Credentials* used) const override {
    return {ClassifyFailure(failure), used != nullptr && IsExpiredCredentials(failure)};
  }

 private:
  const Settings settings_;
};

}  // namespace

std::unique_ptr<ApiClient> MakeClient(Settings settings, ClientDependencies dependencies) {
  SigningClientOptions options = {.ca_bundle = settings.ca_bundle,
                                  .environment = settings.environment,
                                  .max_attempts = settings.max_attempts,
                                  .read_only = settings.config.read_only};
  return MakeSigningClient(std::make_unique<DirectConnectProtocol>(std::move(settings)), Operations(),
                           std::move(options), std::move(dependencies));
}

}  // namespace ic::aws
