#include "adapters/huawei/client/protocol.h"

#include <map>
#include <mutex>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/huawei/client/api_errors.h"
#include "adapters/huawei/client/credentials.h"
#include "adapters/huawei/client/endpoints.h"
#include "adapters/huawei/client/iam.h"
#include "adapters/huawei/client/operations.h"
#include "adapters/huawei/client/signer.h"
#include "adapters/wire/url.h"

namespace ic::huawei {
namespace {

// Stands for the project until it is known. Whatever else is in a path is percent-encoded.
constexpr std::string_view kProject = "{project}";
// Likewise for an endpoint that the catalog tells, which is asked with the credentials.
constexpr std::string_view kCatalog = "https://endpoint-of-the-catalog.invalid";

class DirectConnectProtocol final : public Protocol {
 public:
  explicit DirectConnectProtocol(Settings settings) : settings_(std::move(settings)) {}

  const Words& words() const override {
    static const Words kWords = {.vendor = "Huawei",
                                 .service = "Huawei's Direct Connect",
                                 .retry_after = "",
                                 .secret_members = {"bgp_md5"},
                                 .scoped_credentials = true,
                                 .projects_own = true};
    return kWords;
  }

  StatusOr<std::string> DefaultRegion() const override {
    const std::string& region = settings_.config.region;
    if (region.empty()) {
      return FailedPreconditionError(
          "no Huawei Cloud region is set. Set region in the configuration, or HW_REGION_NAME in the environment");
    }
    IC_RETURN_IF_ERROR(CheckRegionName(region));
    return region;
  }

  StatusOr<HttpRequest> Encode(const Operation& operation, const ApiCall& call, const std::string& region,
                               Random& /*random*/) const override {
    HttpRequest request;
    if (operation.path.find("{}") != std::string_view::npos) {
      IC_RETURN_IF_ERROR(CheckPathSegment(call.id, "an id").Annotate(call.operation));
    }
    if (IsInCatalog(settings_, region)) {
      IC_RETURN_IF_ERROR(CheckRegionName(region));
      request.url = kCatalog;
    } else {
      IC_ASSIGN_OR_RETURN(request.url, DirectConnectEndpoint(settings_, region));
    }
    request.url += PathOf(operation, call);
    request.method = operation.method;
    if (!call.members.is_null()) {
      IC_ASSIGN_OR_RETURN(request.body, BodyOf(operation, call.members));
    }
    request.target = fmt::format("dcaas {}", region);
    request.headers = {{"Content-Type", "application/json"}};
    return request;
  }

  // With the project they are for, and where to: set, or told with the token, or looked up by the region's name, once a
  // region.
  StatusOr<Credentials> FindCredentials(const std::string& region, const CredentialTools& tools,
                                        std::stop_token stop) const override {
    IC_ASSIGN_OR_RETURN(Credentials found, huawei::FindCredentials(settings_, region, tools, stop));
    if (IsInCatalog(settings_, region) && Known(endpoints_, region).empty()) {
      IC_ASSIGN_OR_RETURN(std::string endpoint, LookUpEndpoint(settings_, region, found, tools, stop));
      const std::lock_guard lock(mutex_);
      endpoints_[region] = std::move(endpoint);
    }
    const HuaweiConfig& config = settings_.config;
    const bool at_home = config.region.empty() || config.region == region;
    if (!config.project_id.empty() && at_home) found.project_id = config.project_id;
    if (found.project_id.empty()) found.project_id = Known(projects_, region);
    if (!found.project_id.empty()) {
      IC_RETURN_IF_ERROR(CheckPathSegment(found.project_id, "a project id"));
      return found;
    }
    const std::string& name = !config.project_name.empty() && at_home ? config.project_name : region;
    IC_ASSIGN_OR_RETURN(found.project_id, LookUpProject(settings_, region, name, found, tools, std::move(stop)));
    IC_RETURN_IF_ERROR(CheckPathSegment(found.project_id, "a project id"));
    const std::lock_guard lock(mutex_);
    projects_[region] = found.project_id;
    return found;
  }

  StatusOr<Caller> FindAccount(const Credentials& credentials, const std::string& region, const CredentialTools& tools,
                               std::stop_token stop) const override {
    return huawei::FindAccount(settings_, region, credentials, tools, std::move(stop));
  }

  void Sign(const Signing& signing, HttpRequest& request) const override {
    const std::string& project = signing.credentials.project_id;
    request.url.replace(request.url.find(kProject), kProject.size(), PercentEncode(project));
    if (request.url.starts_with(kCatalog)) {
      request.url.replace(0, kCatalog.size(), Known(endpoints_, signing.region));
    }
    SetHeader(request.headers, "X-Project-Id", project);
    Authorize(signing.credentials, signing.now, request);
  }

  StatusOr<nlohmann::json> Decode(const AnswerContext& context, const HttpResponse& response) const override {
    return ReadAnswer(context, response);
  }

  // A long-term pair that is refused stays refused, and the service locks a key that tries too often.
  Refusal Classify(const Status& failure, const Credentials* used) const override {
    return {ClassifyFailure(failure), used != nullptr && used->temporary() && IsRefusedCredentials(failure)};
  }

 private:
  static std::string PathOf(const Operation& operation, const ApiCall& call) {
    std::string path(operation.path);
    if (const auto at = path.find("{}"); at != std::string::npos) path.replace(at, 2, PercentEncode(call.id));
    path = fmt::format("/v3/{}/{}", kProject, path);
    char separator = '?';
    for (const auto& [key, value] : call.query) {
      path += fmt::format("{}{}={}", std::exchange(separator, '&'), PercentEncode(key), PercentEncode(value));
    }
    return path;
  }

  // What was looked up; empty: nothing.
  std::string Known(const std::map<std::string, std::string>& looked_up, const std::string& region) const {
    const std::lock_guard lock(mutex_);
    const auto found = looked_up.find(region);
    return found == looked_up.end() ? std::string() : found->second;
  }

  const Settings settings_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::string> projects_;   // looked up, by region; guarded by mutex_
  mutable std::map<std::string, std::string> endpoints_;  // likewise, of the catalog
};

}  // namespace

std::unique_ptr<ApiClient> MakeClient(Settings settings, ClientDependencies dependencies) {
  SigningClientOptions options = {.ca_bundle = settings.config.ca_bundle,
                                  .environment = settings.environment,
                                  .max_attempts = settings.max_attempts,
                                  .read_only = settings.config.read_only};
  return MakeSigningClient(std::make_unique<DirectConnectProtocol>(std::move(settings)), Operations(),
                           std::move(options), std::move(dependencies));
}

}  // namespace ic::huawei
