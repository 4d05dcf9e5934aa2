#include "adapters/alibaba/client/client.h"

#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/api_errors.h"
#include "adapters/alibaba/client/credentials.h"
#include "adapters/alibaba/client/endpoints.h"
#include "adapters/alibaba/client/operations.h"
#include "adapters/common/client/json_read.h"
#include "adapters/wire/credential_cache.h"
#include "adapters/wire/curl_transport.h"
#include "adapters/wire/logging.h"
#include "adapters/wire/outages.h"
#include "adapters/wire/process.h"
#include "adapters/wire/rate_limiter.h"
#include "adapters/wire/read_only.h"
#include "adapters/wire/retry.h"

namespace ic::alibaba {
namespace {

constexpr std::string_view kVersion = "2016-04-28";

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

class Client : public ApiClient {
 public:
  Client(Settings settings, ClientDependencies dependencies, std::shared_ptr<HttpTransport> transport)
      : ApiClient(Operations()),
        settings_(std::move(settings)),
        clock_(*dependencies.clock),
        random_(*dependencies.random),
        logger_(std::move(dependencies.logger)),
        transport_(std::move(transport)),
        processes_(std::move(dependencies.processes)),
        user_agent_(std::move(dependencies.user_agent)),
        credentials_([this](std::stop_token stop) { return FindCredentialsNow(std::move(stop)); }, clock_, logger_) {}

  StatusOr<nlohmann::json> Call(const ApiCall& call, const std::string& region, std::stop_token stop) override;
  StatusOr<std::string> DefaultRegion() const override;

 private:
  // One call, the same over all its sendings.
  struct Sending {
    HttpRequest request;
    std::string region;
    std::vector<std::string> secrets;
    bool searched_again = false;  // for credentials, after the first were refused as expired
  };

  StatusOr<Credentials> FindCredentialsNow(std::stop_token stop) {
    return FindCredentials(settings_, {*transport_, *processes_, clock_, random_, logger_}, std::move(stop));
  }
  StatusOr<Sending> Prepare(const Operation& operation, const ApiCall& call, const std::string& region);
  StatusOr<nlohmann::json> Send(Sending& sending, RetryAttempt& attempt, std::stop_token stop);
  RateLimiter& LimiterOf(const std::string& region);

  const Settings settings_;
  Clock& clock_;
  Random& random_;
  const Logger logger_;
  const std::shared_ptr<HttpTransport> transport_;
  const std::shared_ptr<ProcessRunner> processes_;
  const std::string user_agent_;
  CredentialCache<Credentials> credentials_;
  RetryBudget budget_;
  Outages outages_;
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<RateLimiter>> limiters_;  // by region
};

StatusOr<std::string> Client::DefaultRegion() const {
  if (!settings_.region.empty()) {
    IC_RETURN_IF_ERROR(CheckRegionName(settings_.region));
    return settings_.region;
  }
  return FailedPreconditionError(
      "no region of Alibaba Cloud is set. Set region in the configuration, ALIBABA_CLOUD_REGION in the environment, or "
      "region_id in the profile");
}

RateLimiter& Client::LimiterOf(const std::string& region) {
  const std::lock_guard lock(mutex_);
  std::unique_ptr<RateLimiter>& limiter = limiters_[region];
  if (limiter == nullptr) limiter = std::make_unique<RateLimiter>(clock_);
  return *limiter;
}

// Parameters go in the body: an address is logged by whoever is on the way, and keys are among them.
StatusOr<Client::Sending> Client::Prepare(const Operation& operation, const ApiCall& call, const std::string& region) {
  Sending sending;
  sending.region = region;
  if (sending.region.empty()) {
    IC_ASSIGN_OR_RETURN(sending.region, DefaultRegion());
  }
  HttpRequest& request = sending.request;
  IC_ASSIGN_OR_RETURN(request.url, VpcEndpoint(settings_, sending.region));
  Parameters parameters;
  Flatten(call.members, "", parameters);
  if (const auto key = parameters.find("AuthKey"); key != parameters.end()) sending.secrets.push_back(key->second);
  parameters["RegionId"] = sending.region;
  if (!operation.token.empty()) parameters[std::string(operation.token)] = random_.Uuid();
  request.body = EncodeParameters(parameters);
  request.timeout = call.timeout;
  request.mutating = operation.mutating;
  request.operation = operation.name;
  request.target = fmt::format("vpc {}", sending.region);
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                     {"Accept", "application/json"},
                     {"User-Agent", user_agent_},
                     {"x-acs-action", std::string(operation.name)},
                     {"x-acs-version", std::string(kVersion)}};
  return sending;
}

StatusOr<nlohmann::json> Client::Send(Sending& sending, RetryAttempt& attempt, std::stop_token stop) {
  RateLimiter& limiter = LimiterOf(sending.region);
  IC_ASSIGN_OR_RETURN(const Credentials credentials, credentials_.Get(stop));
  IC_ASSIGN_OR_RETURN(const RateLimiter::Ticket ticket, limiter.Acquire(stop));
  HttpRequest& request = sending.request;
  SignRequest(credentials.keys, clock_.Now(), random_.Uuid(), request);
  IC_ASSIGN_OR_RETURN(const HttpResponse response, transport_->Send(request, stop));
  for (const char* header : {"x-acs-retry-after", "retry-after"}) {
    if (!attempt.retry_after) {
      attempt.retry_after = ParseRetryAfter(FindHeader(response.headers, header), clock_.Now());
    }
  }
  AnswerContext context{request.operation, clock_.Now(), sending.secrets};
  context.secrets.push_back(credentials.keys.access_key_secret);
  context.secrets.push_back(credentials.keys.security_token);
  StatusOr<nlohmann::json> answer = ReadAnswer(context, response);
  if (!answer.ok() && ClassifyFailure(answer.status()) == FailureKind::kThrottled) {
    limiter.OnThrottled(ticket);
  } else {
    limiter.OnSuccess(ticket);
  }
  if (!answer.ok() && IsExpiredCredentials(answer.status())) credentials_.Reject(credentials);
  return answer;
}

StatusOr<nlohmann::json> Client::Call(const ApiCall& call, const std::string& region, std::stop_token stop) {
  const Operation* const operation = Find(call.operation);
  if (operation == nullptr) {
    return InvalidArgumentError(fmt::format("this build knows no operation {} of the VPC API", call.operation));
  }
  IC_ASSIGN_OR_RETURN(Sending sending, Prepare(*operation, call, region));
  RetryCall retry{.operation = call.operation,
                  .idempotent = operation->idempotent,
                  .policy = {.max_attempts = settings_.max_attempts}};
  retry.classify = [&sending](const Status& failure) {
    // Refused before it was looked at, so surely not carried out; other credentials may be there by now, once.
    if (IsExpiredCredentials(failure) && !std::exchange(sending.searched_again, true)) return FailureKind::kTransient;
    return ClassifyFailure(failure);
  };
  retry.on_retry = LogRetries(logger_, "Alibaba");
  retry.outages = settings_.config.read_only ? &outages_ : nullptr;
  retry.endpoint = HostOfUrl(sending.request.url);
  return RetryLoop(retry, &budget_, clock_, random_, stop,
                   [&](RetryAttempt& attempt) { return Send(sending, attempt, stop); });
}

std::string Version() { return "interconnect/" IC_VERSION; }

}  // namespace

std::unique_ptr<ApiClient> MakeClient(Settings settings, ClientDependencies dependencies) {
  std::shared_ptr<HttpTransport> transport = std::move(dependencies.transport);
  if (transport == nullptr) transport = MakeCurlTransport({.ca_bundle = settings.ca_bundle});
  if (settings.config.read_only) transport = std::make_shared<ReadOnlyTransport>(std::move(transport));
  transport = std::make_shared<LoggingTransport>(std::move(transport), dependencies.logger, *dependencies.clock);
  if (dependencies.processes == nullptr) dependencies.processes = MakeProcessRunner(*dependencies.clock);
  if (dependencies.user_agent.empty()) dependencies.user_agent = Version();
  return std::make_unique<Client>(std::move(settings), std::move(dependencies), std::move(transport));
}

}  // namespace ic::alibaba
