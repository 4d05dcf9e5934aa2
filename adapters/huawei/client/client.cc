#include "adapters/huawei/client/client.h"

#include <map>
#include <mutex>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "adapters/huawei/client/api_errors.h"
#include "adapters/huawei/client/credentials.h"
#include "adapters/huawei/client/endpoints.h"
#include "adapters/huawei/client/operations.h"
#include "adapters/wire/curl_transport.h"
#include "adapters/wire/logging.h"
#include "adapters/wire/outages.h"
#include "adapters/wire/rate_limiter.h"
#include "adapters/wire/read_only.h"
#include "adapters/wire/retry.h"
#include "adapters/wire/shared_read.h"
#include "adapters/wire/url.h"

namespace ic::huawei {
namespace {

// The largest the API takes. Source: Direct Connect API reference, limit.
constexpr std::string_view kPageSize = "2000";

// What one region of the account needs: credentials (a token is scoped to its project), project, rate.
class Scope {
 public:
  Scope(const Settings& settings, std::string region, const CredentialTools& tools)
      : limiter(tools.clock),
        credentials([&settings, region,
                     tools](std::stop_token stop) { return FindCredentials(settings, region, tools, std::move(stop)); },
                    tools.clock, tools.logger),
        settings_(settings),
        region_(std::move(region)),
        tools_(tools),
        project_(
            [this](const std::string& name, std::stop_token stop) -> StatusOr<std::string> {
              IC_ASSIGN_OR_RETURN(const Credentials found, credentials.Get(stop));
              return LookUpProject(settings_, region_, name, found, tools_, std::move(stop));
            },
            tools.clock, Duration::max()) {}

  // Set, or told with the token, or looked up by the region's name.
  StatusOr<std::string> Project(const Credentials& found, std::stop_token stop) {
    const HuaweiConfig& config = settings_.config;
    const bool at_home = config.region.empty() || config.region == region_;
    if (!config.project_id.empty() && at_home) return config.project_id;
    if (!found.project_id.empty()) return found.project_id;
    const bool named = !config.project_name.empty() && at_home;
    IC_ASSIGN_OR_RETURN(const auto id, project_.Get(named ? config.project_name : region_, std::move(stop)));
    return *id;
  }

  RateLimiter limiter;
  CredentialCache credentials;

 private:
  const Settings& settings_;
  const std::string region_;
  const CredentialTools tools_;
  SharedRead<std::string, std::string> project_;
};

// One call, the same over all its sendings.
struct Sending {
  const Operation* operation;
  std::string base;  // of the endpoint
  HttpRequest request;
  std::vector<std::string> secrets;  // of the body
  bool searched_again = false;       // for credentials, after the first were refused
};

class Client : public ApiClient {
 public:
  Client(Settings settings, ClientDependencies dependencies, std::shared_ptr<HttpTransport> transport)
      : ApiClient(Operations()),
        settings_(std::move(settings)),
        clock_(*dependencies.clock),
        random_(*dependencies.random),
        logger_(std::move(dependencies.logger)),
        transport_(std::move(transport)),
        user_agent_(std::move(dependencies.user_agent)) {}

  StatusOr<nlohmann::json> Call(const ApiCall& call, const std::string& region, std::stop_token stop) override;
  StatusOr<std::string> DefaultRegion() const override;

 private:
  Scope& ScopeOf(const std::string& region);
  StatusOr<Sending> Prepare(const Operation& operation, const std::string& region, const ApiCall& call);
  StatusOr<nlohmann::json> Send(Scope& scope, const ApiCall& call, Sending& sending, RetryAttempt& attempt,
                                std::stop_token stop);

  const Settings settings_;
  Clock& clock_;
  Random& random_;
  const Logger logger_;
  const std::shared_ptr<HttpTransport> transport_;
  const std::string user_agent_;
  RetryBudget budget_;
  Outages outages_;
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Scope>> scopes_;  // by region; guarded by mutex_, entries are never removed
};

StatusOr<std::string> Client::DefaultRegion() const {
  if (!settings_.config.region.empty()) {
    IC_RETURN_IF_ERROR(CheckRegionName(settings_.config.region));
    return settings_.config.region;
  }
  return FailedPreconditionError(
      "no Huawei Cloud region is set. Set region in the configuration, or HW_REGION_NAME in the environment");
}

Scope& Client::ScopeOf(const std::string& region) {
  const std::lock_guard lock(mutex_);
  std::unique_ptr<Scope>& scope = scopes_[region];
  if (scope == nullptr) {
    scope = std::make_unique<Scope>(settings_, region, CredentialTools{*transport_, clock_, random_, logger_});
  }
  return *scope;
}

StatusOr<Sending> Client::Prepare(const Operation& operation, const std::string& region, const ApiCall& call) {
  Sending sending{.operation = &operation, .base = {}, .request = {}, .secrets = {}};
  IC_ASSIGN_OR_RETURN(sending.base, DirectConnectEndpoint(settings_, region));
  HttpRequest& request = sending.request;
  request.method = operation.method;
  if (!call.members.is_null()) {
    const nlohmann::json wrapped =
        operation.member.empty() ? call.members : nlohmann::json{{std::string(operation.member), call.members}};
    try {
      request.body = wrapped.dump();
    } catch (const nlohmann::json::exception&) {
      return InvalidArgumentError(fmt::format("{}: a text in the request is not valid UTF-8", operation.name));
    }
    sending.secrets = SecretsIn(wrapped);
  }
  request.timeout = call.timeout;
  request.mutating = operation.mutating;
  request.operation = operation.name;
  request.target = fmt::format("dcaas {}", region);
  request.headers = {{"Content-Type", "application/json"}, {"User-Agent", user_agent_}};
  return sending;
}

std::string PathOf(const Operation& operation, const std::string& project, const ApiCall& call) {
  std::string path(operation.path);
  if (const auto at = path.find("{}"); at != std::string::npos) path.replace(at, 2, PercentEncode(call.id));
  path = fmt::format("/v3/{}/{}", PercentEncode(project), path);
  char separator = '?';
  for (const auto& [key, value] : call.query) {
    path += fmt::format("{}{}={}", std::exchange(separator, '&'), PercentEncode(key), PercentEncode(value));
  }
  return path;
}

StatusOr<nlohmann::json> Client::Send(Scope& scope, const ApiCall& call, Sending& sending, RetryAttempt& attempt,
                                      std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const Credentials credentials, scope.credentials.Get(stop));
  IC_ASSIGN_OR_RETURN(const std::string project, scope.Project(credentials, stop));
  IC_ASSIGN_OR_RETURN(const RateLimiter::Ticket ticket, scope.limiter.Acquire(stop));
  HttpRequest& request = sending.request;
  request.url = sending.base + PathOf(*sending.operation, project, call);
  SetHeader(request.headers, "X-Project-Id", project);
  Authorize(credentials, clock_.Now(), request);
  IC_ASSIGN_OR_RETURN(const HttpResponse response, transport_->Send(request, stop));
  attempt.retry_after = ParseRetryAfter(FindHeader(response.headers, "retry-after"), clock_.Now());
  AnswerContext context{request.operation, sending.secrets};
  for (const std::string& secret : {credentials.keys.secret_key, credentials.keys.security_token, credentials.token}) {
    context.secrets.push_back(secret);
  }
  StatusOr<nlohmann::json> answer = ReadAnswer(context, response);
  if (!answer.ok() && ClassifyFailure(answer.status()) == FailureKind::kThrottled) {
    scope.limiter.OnThrottled(ticket);
  } else {
    scope.limiter.OnSuccess(ticket);
  }
  // A long-term pair that is refused stays refused, and the service locks a key that tries too often.
  if (!answer.ok() && IsRefusedCredentials(answer.status()) && credentials.temporary()) {
    scope.credentials.Reject(credentials);
  } else if (!answer.ok() && IsRefusedCredentials(answer.status())) {
    sending.searched_again = true;
  }
  return answer;
}

StatusOr<nlohmann::json> Client::Call(const ApiCall& call, const std::string& named, std::stop_token stop) {
  const Operation* const operation = Find(call.operation);
  if (operation == nullptr) {
    return InvalidArgumentError(fmt::format("Huawei's Direct Connect has no operation \"{}\"", call.operation));
  }
  std::string region = named;
  if (region.empty()) {
    IC_ASSIGN_OR_RETURN(region, DefaultRegion());
  }
  IC_ASSIGN_OR_RETURN(Sending sending, Prepare(*operation, region, call));
  Scope& scope = ScopeOf(region);
  RetryCall retry{.operation = call.operation,
                  .idempotent = operation->idempotent,
                  .policy = {.max_attempts = settings_.max_attempts}};
  retry.classify = [&sending](const Status& failure) {
    // Refused before it was looked at, so surely not carried out; other credentials may be there by now, once.
    if (IsRefusedCredentials(failure) && !std::exchange(sending.searched_again, true)) return FailureKind::kTransient;
    return ClassifyFailure(failure);
  };
  retry.on_retry = LogRetries(logger_, "Huawei");
  retry.outages = settings_.config.read_only ? &outages_ : nullptr;
  retry.endpoint = HostOfUrl(sending.request.url);
  IC_ASSIGN_OR_RETURN(nlohmann::json answer,
                      RetryLoop(retry, &budget_, clock_, random_, stop,
                                [&](RetryAttempt& attempt) { return Send(scope, call, sending, attempt, stop); }));
  const nlohmann::json* member = operation->member.empty() ? nullptr : MemberOf(answer, operation->member);
  if (member != nullptr && member->is_object()) return nlohmann::json(*member);
  return answer;
}

std::string Version() { return "interconnect/" IC_VERSION; }

}  // namespace

std::unique_ptr<ApiClient> MakeClient(Settings settings, ClientDependencies dependencies) {
  std::shared_ptr<HttpTransport> transport = std::move(dependencies.transport);
  if (transport == nullptr) transport = MakeCurlTransport({.ca_bundle = settings.config.ca_bundle});
  if (settings.config.read_only) transport = std::make_shared<ReadOnlyTransport>(std::move(transport));
  transport = std::make_shared<LoggingTransport>(std::move(transport), dependencies.logger, *dependencies.clock);
  if (dependencies.user_agent.empty()) dependencies.user_agent = Version();
  return std::make_unique<Client>(std::move(settings), std::move(dependencies), std::move(transport));
}

}  // namespace ic::huawei
