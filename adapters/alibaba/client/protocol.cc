#include "adapters/alibaba/client/protocol.h"

#include <string>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/api_errors.h"
#include "adapters/alibaba/client/credentials.h"
#include "adapters/alibaba/client/endpoints.h"
#include "adapters/alibaba/client/operations.h"
#include "adapters/alibaba/client/signer.h"

namespace ic::alibaba {
namespace {

constexpr std::string_view kApiVersion = "2016-04-28";
constexpr std::string_view kQuotasVersion = "2020-05-10";
constexpr std::string_view kRouterApiVersion = "2023-09-01";

// The API that an operation is of, and where that is.
struct Api {
  std::string_view version;
  StatusOr<std::string> url;
  std::string target;
  bool regional = false;  // it is told the region
};

Api ApiOf(const Settings& settings, const Operation& operation, const std::string& region) {
  if (operation.service == kRouterService) {
    return {kRouterApiVersion, RouterEndpoint(settings, region), std::string(kRouterService)};
  }
  if (operation.service == kQuotasService) {
    return {kQuotasVersion, QuotasEndpoint(settings), fmt::format("{} {}", kQuotasService, region)};
  }
  return {kApiVersion, VpcEndpoint(settings, region), fmt::format("vpc {}", region), true};
}

// A list or an object becomes parameters of numbered or dotted names, as the API takes them.
void Flatten(const nlohmann::json& members, const std::string& name, Parameters& parameters) {
  const std::string prefix = name.empty() ? name : name + ".";
  if (members.is_object()) {
    for (const auto& [key, value] : members.items()) Flatten(value, prefix + key, parameters);
  } else if (members.is_array()) {
    for (std::size_t i = 0; i < members.size(); ++i) Flatten(members[i], prefix + std::to_string(i + 1), parameters);
  } else if (!members.is_null()) {
    parameters[name] = members.is_string() ? members.get<std::string>() : members.dump();
  }
}

class VpcProtocol final : public Protocol {
 public:
  explicit VpcProtocol(Settings settings) : settings_(std::move(settings)) {}

  const Words& words() const override {
    static const Words kWords = {.vendor = "Alibaba",
                                 .service = "the VPC API",
                                 .retry_after = "x-acs-retry-after",
                                 .secret_members = {"AuthKey"}};
    return kWords;
  }

  StatusOr<std::string> DefaultRegion() const override {
    if (settings_.region.empty()) {
      return FailedPreconditionError(
          "no region of Alibaba Cloud is set. Set region in the configuration, ALIBABA_CLOUD_REGION in the "
          "environment, "
          "or region_id in the profile");
    }
    IC_RETURN_IF_ERROR(CheckRegionName(settings_.region));
    return settings_.region;
  }

  // Parameters go in the body: an address is logged by whoever is on the way, and keys are among them.
  StatusOr<HttpRequest> Encode(const Operation& operation, const ApiCall& call, const std::string& region,
                               Random& random) const override {
    HttpRequest request;
    Api api = ApiOf(settings_, operation, region);
    IC_ASSIGN_OR_RETURN(request.url, std::move(api.url));
    Parameters parameters;
    Flatten(call.members, "", parameters);
    if (api.regional) parameters["RegionId"] = region;
    if (!operation.token.empty()) parameters[std::string(operation.token)] = random.Uuid();
    request.body = EncodeParameters(parameters);
    request.target = std::move(api.target);
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                       {"Accept", "application/json"},
                       {"x-acs-action", std::string(operation.name)},
                       {"x-acs-version", std::string(api.version)}};
    return request;
  }

  StatusOr<Credentials> FindCredentials(const std::string& /*region*/, const CredentialTools& tools,
                                        std::stop_token stop) const override {
    return alibaba::FindCredentials(settings_, tools, std::move(stop));
  }

  StatusOr<Caller> FindAccount(const Credentials& credentials, const std::string& region, const CredentialTools& tools,
                               std::stop_token stop) const override {
    return alibaba::FindAccount(settings_, credentials, region, tools, std::move(stop));
  }

  void Sign(const Signing& signing, HttpRequest& request) const override {
    SignRequest(signing.credentials.keys, signing.now, signing.random.Uuid(), request);
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
  return MakeSigningClient(std::make_unique<VpcProtocol>(std::move(settings)), Operations(), std::move(options),
                           std::move(dependencies));
}

}  // namespace ic::alibaba
