#include "adapters/aws/client/client.h"

#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/client/api_errors.h"
#include "adapters/aws/client/credentials.h"
#include "adapters/aws/client/endpoints.h"
#include "adapters/aws/client/operations.h"
#include "adapters/wire/curl_transport.h"
#include "adapters/wire/logging.h"
#include "adapters/wire/outages.h"
#include "adapters/wire/process.h"
#include "adapters/wire/rate_limiter.h"
#include "adapters/wire/read_only.h"
#include "adapters/wire/retry.h"

namespace ic::aws {
namespace {

// The version of the service's interface is part of the target's prefix: "Overture" was its name before it had one.
constexpr std::string_view kTargetPrefix = "OvertureService.";

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
    std::vector<std::string> secrets;  // of the input
    bool searched_again = false;       // for credentials, after the first were refused as expired
  };

  StatusOr<Credentials> FindCredentialsNow(std::stop_token stop) {
    return FindCredentials(settings_, {*transport_, *processes_, clock_, random_, logger_}, std::move(stop));
  }
  StatusOr<Sending> Prepare(const Operation& operation, const std::string& region, const ApiCall& call);
  StatusOr<nlohmann::json> Send(Sending& sending, RetryAttempt& attempt, std::stop_token stop);
  void NoteRetryAfter(const HttpResponse& response, RetryAttempt& attempt);
  RateLimiter& LimiterOf(const std::string& region);

  const Settings settings_;
  Clock& clock_;
  Random& random_;
  const Logger logger_;
  const std::shared_ptr<HttpTransport> transport_;
  const std::shared_ptr<ProcessRunner> processes_;
  const std::string user_agent_;
  CredentialCache credentials_;
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
      fmt::format("no AWS region is set. Set region in the configuration, AWS_REGION in the environment, or region in "
                  "profile {}",
                  settings_.profile));
}

RateLimiter& Client::LimiterOf(const std::string& region) {
  const std::lock_guard lock(mutex_);
  std::unique_ptr<RateLimiter>& limiter = limiters_[region];
  if (limiter == nullptr) limiter = std::make_unique<RateLimiter>(clock_);
  return *limiter;
}

StatusOr<Client::Sending> Client::Prepare(const Operation& operation, const std::string& region, const ApiCall& call) {
  Sending sending;
  sending.region = region;
  if (sending.region.empty()) {
    IC_ASSIGN_OR_RETURN(sending.region, DefaultRegion());
  }
  IC_ASSIGN_OR_RETURN(std::string url,
                      ResolveEndpoint(settings_, kDirectConnect, sending.region, settings_.config.endpoint));
  HttpRequest& request = sending.request;
  try {
    // A call without parameters sends an empty object, never an empty body.
    request.body = call.members.is_null() ? "{}" : call.members.dump();
  } catch (const nlohmann::json::exception&) {
    return InvalidArgumentError(fmt::format("{}: a text in the request is not valid UTF-8", operation.name));
  }
  request.url = std::move(url);
  request.timeout = call.timeout;
  request.mutating = operation.mutating;
  request.operation = operation.name;
  request.target = fmt::format("directconnect {}", sending.region);
  request.headers = {{"Content-Type", "application/x-amz-json-1.1"},
                     {"X-Amz-Target", fmt::format("{}{}", kTargetPrefix, operation.name)},
                     {"User-Agent", user_agent_},
                     {"Accept-Encoding", "identity"},
                     {"amz-sdk-invocation-id", random_.Uuid()}};
  sending.secrets = SecretsIn(call.members);
  return sending;
}

void Client::NoteRetryAfter(const HttpResponse& response, RetryAttempt& attempt) {
  attempt.retry_after = ParseRetryAfter(FindHeader(response.headers, "retry-after"), clock_.Now());
}

StatusOr<nlohmann::json> Client::Send(Sending& sending, RetryAttempt& attempt, std::stop_token stop) {
  RateLimiter& limiter = LimiterOf(sending.region);
  IC_ASSIGN_OR_RETURN(const Credentials credentials, credentials_.Get(stop));
  IC_ASSIGN_OR_RETURN(const RateLimiter::Ticket ticket, limiter.Acquire(stop));
  HttpRequest& request = sending.request;
  SetHeader(request.headers, "amz-sdk-request",
            fmt::format("attempt={}; max={}", attempt.number, attempt.max_attempts));
  SignRequest(credentials.keys, sending.region, kDirectConnect.signing_name, clock_.Now(), request);
  IC_ASSIGN_OR_RETURN(const HttpResponse response, transport_->Send(request, stop));
  NoteRetryAfter(response, attempt);
  AnswerContext context{request.operation, clock_.Now(), sending.secrets};
  context.secrets.push_back(credentials.keys.secret_access_key);
  context.secrets.push_back(credentials.keys.session_token);
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
    return InvalidArgumentError(fmt::format("Direct Connect has no operation \"{}\"", call.operation));
  }
  if (!call.members.is_object() && !call.members.is_null()) {
    return InvalidArgumentError(fmt::format("the input of {} must be a JSON object", call.operation));
  }
  IC_ASSIGN_OR_RETURN(Sending sending, Prepare(*operation, region, call));
  RetryCall retry{.operation = call.operation,
                  .idempotent = operation->idempotent,
                  .policy = {.max_attempts = settings_.max_attempts}};
  retry.classify = [&sending](const Status& failure) {
    // Refused before it was looked at, so surely not carried out; other credentials may be there by now, once.
    if (IsExpiredCredentials(failure) && !std::exchange(sending.searched_again, true)) return FailureKind::kTransient;
    return ClassifyFailure(failure);
  };
  retry.on_retry = LogRetries(logger_, "AWS");
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

}  // namespace ic::aws
