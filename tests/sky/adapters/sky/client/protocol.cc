#include "adapters/sky/client/protocol.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "base/json_text.h"

namespace ic::sky {
namespace {

// Sorted by name.
constexpr Operation kOperations[] = {
    {.name = "CreateLink", .mutating = true, .idempotent = false, .path = "/links"},
    {.name = "DeleteLink", .mutating = true, .method = "DELETE", .path = "/links/{}"},
    {.name = "GetLink", .method = "GET", .path = "/links/{}"},
    {.name = "ListLinks", .method = "GET", .path = "/links", .paging = {.list = "links"}},
    {.name = "UpdateLink", .mutating = true, .method = "PATCH", .path = "/links/{}"},
};

FailureMeaning MeaningOf(int http_status) {
  switch (http_status) {
    case 400:
      return {StatusCode::kInvalidArgument};
    case 401:
      return {StatusCode::kUnauthenticated, "check the key"};
    case 404:
      return {StatusCode::kNotFound};
    case 429:
      return {StatusCode::kResourceExhausted};
    default:
      return {.code = StatusCode::kUnavailable, .ambiguous = true};
  }
}

class SkyProtocol final : public Protocol {
 public:
  explicit SkyProtocol(SkyConfig config) : config_(std::move(config)) {}

  const Words& words() const override {
    static const Words kWords = {.vendor = "Sky", .service = "Sky Links", .retry_after = "", .secret_members = {}};
    return kWords;
  }

  StatusOr<std::string> DefaultRegion() const override {
    if (!config_.region.empty()) return config_.region;
    return FailedPreconditionError("no region is set for Sky Links: set `region` in the `sky` object or SKY_REGION");
  }

  StatusOr<HttpRequest> Encode(const Operation& operation, const ApiCall& call, const std::string& /*region*/,
                               Random& /*random*/) const override {
    HttpRequest request;
    request.method = operation.method;
    request.url = config_.endpoint + std::string(operation.path);
    if (const auto id = request.url.find("{}"); id != std::string::npos) request.url.replace(id, 2, call.id);
    request.headers = {{"Content-Type", "application/json"}};
    if (!call.members.is_null()) {
      IC_ASSIGN_OR_RETURN(request.body, BodyOf(operation, call.members));
    }
    return request;
  }

  StatusOr<Credentials> FindCredentials(const std::string& /*region*/, const CredentialTools& /*tools*/,
                                        std::stop_token /*stop*/) const override {
    const auto configured = [this]() -> StatusOr<SourceAnswer> {
      if (config_.key.empty()) return SourceAnswer::None("no key is set");
      return SourceAnswer::Found({.keys = {}, .token = config_.key, .source = "the configuration"});
    };
    return FindFirst({{"the configuration", configured}}, "a key of Sky Links", "Set SKY_KEY");
  }

  void Sign(const Signing& signing, HttpRequest& request) const override {
    SetHeader(request.headers, "Authorization", "Bearer " + signing.credentials.token);
  }

  StatusOr<nlohmann::json> Decode(const AnswerContext& context, const HttpResponse& response) const override {
    const nlohmann::json body = ParseAnswer(response.body);
    if (response.status < 300 && body.is_object()) return body;
    if (response.status < 300) return BrokenAnswer(context, response, words().service);
    return FailureOf(
        context, response, {.code = TextOf(body, "code"), .message = TextOf(body, "message"), .request_id = ""},
        [&](const ApiError&) { return MeaningOf(response.status); }, "");
  }

  Refusal Classify(const Status& failure, const Credentials* /*used*/) const override {
    if (failure.remote() == nullptr || failure.remote()->http_status == 0) return {ClassifyTransportFailure(failure)};
    if (failure.code() == StatusCode::kResourceExhausted) return {FailureKind::kThrottled};
    return {failure.code() == StatusCode::kUnavailable ? FailureKind::kAmbiguous : FailureKind::kPermanent};
  }

 private:
  const SkyConfig config_;
};

}  // namespace

std::unique_ptr<ApiClient> MakeClient(SkyConfig config, ClientDependencies dependencies) {
  SigningClientOptions options = {.ca_bundle = "", .read_only = config.read_only};
  return MakeSigningClient(std::make_unique<SkyProtocol>(std::move(config)), kOperations, std::move(options),
                           std::move(dependencies));
}

}  // namespace ic::sky
