#include "adapters/alibaba/client/client.h"

#include <map>
#include <mutex>
#include <set>
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
constexpr int kMostPages = 1000;
constexpr std::size_t kPageSize = 50;
constexpr std::string_view kMaxResults = "100";

class Client : public VpcClient {
 public:
  Client(Settings settings, ClientDependencies dependencies, std::shared_ptr<HttpTransport> transport)
      : settings_(std::move(settings)),
        clock_(*dependencies.clock),
        random_(*dependencies.random),
        logger_(std::move(dependencies.logger)),
        transport_(std::move(transport)),
        processes_(std::move(dependencies.processes)),
        user_agent_(std::move(dependencies.user_agent)),
        credentials_([this](std::stop_token stop) { return Find(std::move(stop)); }, clock_, logger_) {}

  StatusOr<nlohmann::json> Call(std::string_view operation, const Parameters& parameters, const std::string& region,
                                std::stop_token stop) override;
  StatusOr<std::string> DefaultRegion() const override;

 private:
  // One call, the same over all its sendings.
  struct Sending {
    HttpRequest request;
    std::string region;
    std::vector<std::string> secrets;
    bool searched_again = false;  // for credentials, after the first were refused as expired
  };

  StatusOr<Credentials> Find(std::stop_token stop) {
    return FindCredentials(settings_, {*transport_, *processes_, clock_, random_, logger_}, std::move(stop));
  }
  StatusOr<Sending> Prepare(const OperationTraits& operation, Parameters parameters, const std::string& region);
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
StatusOr<Client::Sending> Client::Prepare(const OperationTraits& operation, Parameters parameters,
                                          const std::string& region) {
  Sending sending;
  sending.region = region;
  if (sending.region.empty()) {
    IC_ASSIGN_OR_RETURN(sending.region, DefaultRegion());
  }
  HttpRequest& request = sending.request;
  IC_ASSIGN_OR_RETURN(request.url, VpcEndpoint(settings_, sending.region));
  if (const auto key = parameters.find("AuthKey"); key != parameters.end()) sending.secrets.push_back(key->second);
  parameters["RegionId"] = sending.region;
  if (!operation.token.empty()) parameters[std::string(operation.token)] = random_.Uuid();
  request.body = EncodeParameters(parameters);
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

StatusOr<nlohmann::json> Client::Call(std::string_view operation, const Parameters& parameters,
                                      const std::string& region, std::stop_token stop) {
  const OperationTraits* traits = FindOperation(operation);
  if (traits == nullptr) {
    return InvalidArgumentError(fmt::format("this build knows no operation {} of the VPC API", operation));
  }
  IC_ASSIGN_OR_RETURN(Sending sending, Prepare(*traits, parameters, region));
  // Every operation here may be repeated: it reads, has a token, or says the same a second time.
  RetryCall call{
      .operation = std::string(operation), .idempotent = true, .policy = {.max_attempts = settings_.max_attempts}};
  call.classify = [&sending](const Status& failure) {
    // Refused before it was looked at, so surely not carried out; other credentials may be there by now, once.
    if (IsExpiredCredentials(failure) && !std::exchange(sending.searched_again, true)) return FailureKind::kTransient;
    return ClassifyFailure(failure);
  };
  call.on_retry = LogRetries(logger_, "Alibaba");
  call.outages = settings_.config.read_only ? &outages_ : nullptr;
  call.endpoint = HostOfUrl(sending.request.url);
  return RetryLoop(call, &budget_, clock_, random_, stop,
                   [&](RetryAttempt& attempt) { return Send(sending, attempt, stop); });
}

std::string Version() { return "interconnect/" IC_VERSION; }

Status Broken(std::string_view operation, std::string_view what) {
  return InternalError(fmt::format("the answer to {} {}", operation, what))
      .WithRemote({.operation = std::string(operation)});
}

// The element lists of one page; an answer without the list has none.
StatusOr<const nlohmann::json*> PageOf(std::string_view operation, const nlohmann::json& answer, const ListPath& path) {
  static const nlohmann::json kEmpty = nlohmann::json::array();
  const nlohmann::json* list = MemberOf(answer, path.wrapper);
  if (list != nullptr && !path.item.empty() && list->is_object()) list = MemberOf(*list, path.item);
  if (list == nullptr) return &kEmpty;
  if (!list->is_array()) return Broken(operation, fmt::format("has a {} that is no list", path.wrapper));
  return list;
}

}  // namespace

void AddList(Parameters& parameters, std::string_view name, const std::vector<std::string>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) parameters[fmt::format("{}.{}", name, i + 1)] = values[i];
}

StatusOr<nlohmann::json> VpcClient::CallPaged(std::string_view operation, const Parameters& parameters,
                                              const ListPath& path, const std::string& region, std::stop_token stop) {
  nlohmann::json all = nlohmann::json::array();
  Parameters request = parameters;
  request["PageSize"] = std::to_string(kPageSize);
  for (int page = 1; page <= kMostPages; ++page) {
    request["PageNumber"] = std::to_string(page);
    IC_ASSIGN_OR_RETURN(const nlohmann::json answer, Call(operation, request, region, stop));
    IC_ASSIGN_OR_RETURN(const nlohmann::json* list, PageOf(operation, answer, path));
    for (const nlohmann::json& element : *list) all.push_back(element);
    const auto total = IntegerOf(answer, "TotalCount");
    const bool complete = total ? static_cast<std::int64_t>(all.size()) >= *total : list->size() < kPageSize;
    if (complete || list->empty()) return all;
  }
  return Broken(operation, fmt::format("goes on after {} pages", kMostPages));
}

StatusOr<nlohmann::json> VpcClient::CallByToken(std::string_view operation, const Parameters& parameters,
                                                std::string_view list_member, const std::string& region,
                                                std::stop_token stop) {
  nlohmann::json all = nlohmann::json::array();
  Parameters request = parameters;
  request["MaxResults"] = std::string(kMaxResults);
  std::set<std::string> tokens;
  for (int page = 0; page < kMostPages; ++page) {
    IC_ASSIGN_OR_RETURN(const nlohmann::json answer, Call(operation, request, region, stop));
    IC_ASSIGN_OR_RETURN(const nlohmann::json* list, PageOf(operation, answer, {list_member, ""}));
    for (const nlohmann::json& element : *list) all.push_back(element);
    const std::string token = TextOf(answer, "NextToken");
    if (token.empty()) return all;
    if (!tokens.insert(token).second) return Broken(operation, "leads to a page that was read already");
    request["NextToken"] = token;
  }
  return Broken(operation, fmt::format("goes on after {} pages", kMostPages));
}

StatusOr<std::unique_ptr<VpcClient>> MakeVpcClient(AlibabaConfig config, Environment environment,
                                                   ClientDependencies dependencies) {
  IC_ASSIGN_OR_RETURN(Settings settings, ResolveSettings(std::move(config), std::move(environment)));
  std::shared_ptr<HttpTransport> transport = std::move(dependencies.transport);
  if (transport == nullptr) transport = MakeCurlTransport({.ca_bundle = settings.ca_bundle});
  if (settings.config.read_only) transport = std::make_shared<ReadOnlyTransport>(std::move(transport));
  transport = std::make_shared<LoggingTransport>(std::move(transport), dependencies.logger, *dependencies.clock);
  if (dependencies.processes == nullptr) dependencies.processes = MakeProcessRunner(*dependencies.clock);
  if (dependencies.user_agent.empty()) dependencies.user_agent = Version();
  return std::unique_ptr<VpcClient>(
      std::make_unique<Client>(std::move(settings), std::move(dependencies), std::move(transport)));
}

}  // namespace ic::alibaba
