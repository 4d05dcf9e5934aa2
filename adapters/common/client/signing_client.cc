#include "adapters/common/client/signing_client.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/caller_cache.h"
#include "adapters/common/client/credential_cache.h"
#include "adapters/common/client/json_read.h"
#include "adapters/wire/curl_transport.h"
#include "adapters/wire/logging.h"
#include "adapters/wire/outages.h"
#include "adapters/wire/plain_http.h"
#include "adapters/wire/rate_limiter.h"
#include "adapters/wire/read_only.h"
#include "base/process.h"
#include "base/redact.h"
#include "base/text.h"

namespace ic {
namespace {

constexpr int kRetryTokens = 500;

// What a region has.
struct RegionScope {
  std::string region;
  RateLimiter limiter;
  std::shared_ptr<CredentialCache> credentials;  // of the region, or of all of them
  std::shared_ptr<CallerCache> account;          // likewise: theirs
};

// One call, the same over all its sendings.
struct Outgoing {
  HttpRequest request;
  std::vector<std::string> secrets;  // of the members
  bool refused = false;              // the last sending's credentials
  bool searched_again = false;       // for credentials, after the first were refused
};

class SigningClient final : public ApiClient {
 public:
  SigningClient(std::unique_ptr<Protocol> protocol, std::span<const Operation> operations, SigningClientOptions options,
                ClientDependencies dependencies)
      : ApiClient(operations, std::move(dependencies.budget)),
        protocol_(std::move(protocol)),
        options_(std::move(options)),
        clock_(*dependencies.clock),
        random_(*dependencies.random),
        logger_(std::move(dependencies.logger)),
        transport_(std::move(dependencies.transport)),
        processes_(std::move(dependencies.processes)),
        user_agent_(std::move(dependencies.user_agent)),
        accounts_(std::move(dependencies.accounts)),
        budget_(kRetryTokens, run()) {}

  StatusOr<nlohmann::json> Call(const ApiCall& call, const std::string& region, std::stop_token stop) override;
  StatusOr<std::string> DefaultRegion() const override { return protocol_->DefaultRegion(); }
  StatusOr<Caller> WhoCalls(const std::string& region, std::stop_token stop) override;

 private:
  CredentialTools Tools() { return {*transport_, *processes_, clock_, random_, logger_}; }
  RegionScope& ScopeOf(const std::string& region);
  Status CheckAccount(RegionScope& scope, std::stop_token stop) const;
  Status FindCredentials(RegionScope& scope, const std::string& endpoint, std::stop_token stop);
  StatusOr<Outgoing> Prepare(const Operation& operation, const ApiCall& call, const std::string& region);
  StatusOr<nlohmann::json> Send(RegionScope& scope, Outgoing& outgoing, RetryAttempt& attempt, std::stop_token stop);
  void NoteRetryAfter(const HttpResponse& response, RetryAttempt& attempt) const;

  const std::unique_ptr<Protocol> protocol_;
  const SigningClientOptions options_;
  Clock& clock_;
  Random& random_;
  const Logger logger_;
  const std::shared_ptr<HttpTransport> transport_;
  const std::shared_ptr<ProcessRunner> processes_;
  const std::string user_agent_;
  const AccountRule accounts_;
  RetryBudget budget_;
  Outages outages_;
  std::atomic<bool> changed_ = false;  // a call that changes something was sent
  std::mutex mutex_;
  std::shared_ptr<CredentialCache> credentials_;  // where no region has its own; guarded by mutex_
  std::shared_ptr<CallerCache> account_;          // likewise
  std::map<std::string, std::unique_ptr<RegionScope>>
      scopes_;  // by region; guarded by mutex_, entries are never removed
};

RegionScope& SigningClient::ScopeOf(const std::string& region) {
  const std::lock_guard lock(mutex_);
  std::unique_ptr<RegionScope>& scope = scopes_[region];
  if (scope != nullptr) return *scope;
  const bool scoped = protocol_->words().scoped_credentials;
  std::shared_ptr<CredentialCache> credentials = credentials_;
  if (scoped || credentials == nullptr) {
    credentials = std::make_shared<CredentialCache>(
        [this, where = scoped ? region : std::string()](std::stop_token stop) {
          return protocol_->FindCredentials(where, Tools(), std::move(stop));
        },
        clock_, logger_);
  }
  std::shared_ptr<CallerCache> account = account_;
  if (scoped || account == nullptr) {
    account = std::make_shared<CallerCache>(
        [this, region, credentials](std::stop_token stop) -> StatusOr<Caller> {
          IC_ASSIGN_OR_RETURN(const Credentials found, credentials->Get(stop));
          return protocol_->FindAccount(found, region, Tools(), std::move(stop));
        },
        clock_);
  }
  if (!scoped) {
    credentials_ = credentials;
    account_ = account;
  }
  scope.reset(new RegionScope{region, RateLimiter(clock_), std::move(credentials), std::move(account)});
  return *scope;
}

StatusOr<Caller> SigningClient::WhoCalls(const std::string& named, std::stop_token stop) {
  std::string region = named;
  if (region.empty()) {
    IC_ASSIGN_OR_RETURN(region, DefaultRegion());
  }
  RegionScope& scope = ScopeOf(region);
  if (!protocol_->words().projects_own) return scope.account->Get(std::move(stop));
  IC_ASSIGN_OR_RETURN(const Credentials credentials, scope.credentials->Get(std::move(stop)));
  return Caller{.owner = credentials.project_id, .part = "project", .words = credentials.source};
}

// Before any call, so that credentials of the wrong account neither see nor change anything.
Status SigningClient::CheckAccount(RegionScope& scope, std::stop_token stop) const {
  if (accounts_.empty()) return OkStatus();
  const StatusOr<Caller> account = scope.account->Get(std::move(stop));
  if (!account.ok()) {
    return account.status().Annotate(
        "allowed_account_ids or forbidden_account_ids is set, and it could not be asked whose the credentials are");
  }
  return accounts_.Check(*account);
}

// Who is asked for credentials has its own patience: a call that has none is not tried again, and it is not its
// endpoint that was not reached. Once something was changed there is more patience: see Call.
Status SigningClient::FindCredentials(RegionScope& scope, const std::string& endpoint, std::stop_token stop) {
  if (changed_) return OkStatus();
  IC_RETURN_IF_ERROR(outages_.Check(endpoint, clock_.Now()));
  const Status found = scope.credentials->Get(std::move(stop)).status();
  if (found.ok() || found.code() == StatusCode::kCancelled) return found;
  if (found.code() == StatusCode::kResourceExhausted) return OkStatus();  // the call waits that out, as one of its own
  return outages_.Begin(endpoint, found, clock_.Now());
}

StatusOr<Outgoing> SigningClient::Prepare(const Operation& operation, const ApiCall& call, const std::string& region) {
  IC_ASSIGN_OR_RETURN(HttpRequest request, protocol_->Encode(operation, call, region, random_));
  SetHeader(request.headers, "User-Agent", user_agent_);
  request.timeout = call.timeout;
  request.mutating = operation.mutating;
  request.operation = operation.name;
  Outgoing outgoing{std::move(request), SecretsIn(call.members, protocol_->words().secret_members)};
  for (const std::string& secret : outgoing.secrets) KnowSecret(secret);
  return outgoing;
}

void SigningClient::NoteRetryAfter(const HttpResponse& response, RetryAttempt& attempt) const {
  attempt.retry_after.reset();
  for (const std::string_view header : {protocol_->words().retry_after, std::string_view("retry-after")}) {
    if (header.empty() || attempt.retry_after) continue;
    attempt.retry_after = ParseRetryAfter(FindHeader(response.headers, header), clock_.Now());
  }
}

StatusOr<nlohmann::json> SigningClient::Send(RegionScope& scope, Outgoing& outgoing, RetryAttempt& attempt,
                                             std::stop_token stop) {
  outgoing.refused = false;
  IC_ASSIGN_OR_RETURN(const Credentials credentials, scope.credentials->Get(stop));
  IC_ASSIGN_OR_RETURN(const RateLimiter::Ticket ticket, scope.limiter.Acquire(stop));
  HttpRequest request = outgoing.request;
  protocol_->Sign({credentials, scope.region, attempt, clock_.Now(), random_}, request);
  if (request.mutating) changed_ = true;
  IC_ASSIGN_OR_RETURN(const HttpResponse response, transport_->Send(request, stop));
  NoteRetryAfter(response, attempt);
  AnswerContext context{request.operation, clock_.Now(), outgoing.secrets};
  for (const std::string& secret : {credentials.keys.secret_key, credentials.keys.security_token, credentials.token}) {
    context.secrets.push_back(secret);
  }
  StatusOr<nlohmann::json> answer = protocol_->Decode(context, response);
  const Refusal refusal = answer.ok() ? Refusal() : protocol_->Classify(answer.status(), &credentials);
  if (refusal.kind == FailureKind::kThrottled) {
    scope.limiter.OnThrottled(ticket);
  } else {
    scope.limiter.OnSuccess(ticket);
  }
  outgoing.refused = refusal.search_again;
  if (refusal.search_again) scope.credentials->Reject(credentials);
  return answer;
}

StatusOr<nlohmann::json> SigningClient::Call(const ApiCall& call, const std::string& named, std::stop_token stop) {
  const Operation* const operation = Find(call.operation);
  if (operation == nullptr) {
    return InvalidArgumentError(fmt::format("{} has no operation \"{}\"", protocol_->words().service, call.operation));
  }
  if (!call.members.is_object() && !call.members.is_null()) {
    return InvalidArgumentError(fmt::format("the input of {} must be a JSON object", call.operation));
  }
  std::string region = named;
  if (region.empty()) {
    IC_ASSIGN_OR_RETURN(region, DefaultRegion());
  }
  IC_ASSIGN_OR_RETURN(Outgoing outgoing, Prepare(*operation, call, region));
  RegionScope& scope = ScopeOf(region);
  IC_RETURN_IF_ERROR(CheckAccount(scope, stop));
  IC_RETURN_IF_ERROR(FindCredentials(scope, HostOfUrl(outgoing.request.url), stop));
  RetryCall retry{.operation = call.operation,
                  .idempotent = operation->idempotent,
                  .policy = {.max_attempts = call.once ? 1 : options_.max_attempts}};
  retry.classify = [this, &outgoing](const Status& failure) {
    if (outgoing.refused && !std::exchange(outgoing.searched_again, true)) return FailureKind::kTransient;
    return protocol_->Classify(failure, nullptr).kind;
  };
  retry.on_retry = LogRetries(logger_, std::string(protocol_->words().vendor));
  // Until something was changed nothing is at stake.
  retry.outages = changed_ || call.once ? nullptr : &outages_;
  retry.reads = !operation->mutating;
  retry.endpoint = HostOfUrl(outgoing.request.url);
  if (retry.outages != nullptr && retry.reads) {
    outgoing.request.timeout = std::min(outgoing.request.timeout, Outages::kSilence);
  }
  IC_ASSIGN_OR_RETURN(nlohmann::json answer,
                      RetryLoop(retry, &budget_, clock_, random_, stop,
                                [&](RetryAttempt& attempt) { return Send(scope, outgoing, attempt, stop); }));
  const nlohmann::json* const member = operation->member.empty() ? nullptr : MemberOf(answer, operation->member);
  if (member != nullptr && member->is_object()) return nlohmann::json(*member);
  return answer;
}

}  // namespace

Status AccountRule::Check(const Caller& account) const {
  if (empty()) return OkStatus();
  if (account.owner.empty()) {
    return FailedPreconditionError(
        "allowed_account_ids or forbidden_account_ids is set, but this cloud does not tell whose credentials are");
  }
  const bool listed = !allowed.empty();
  const std::vector<std::string>& list = listed ? allowed : forbidden;
  if ((std::ranges::find(list, account.owner) != list.end()) == listed) return OkStatus();
  const std::string who = account.words.empty() ? std::string() : fmt::format(" ({})", account.words);
  return FailedPreconditionError(
      fmt::format("the credentials in use are of account {}{}, which {}. Nothing was asked and nothing changed. Use "
                  "credentials of another account, or change {}",
                  account.owner, who,
                  listed ? fmt::format("is not one of allowed_account_ids: {}", JoinWords(list, "and"))
                         : std::string("is one of forbidden_account_ids"),
                  listed ? "allowed_account_ids" : "forbidden_account_ids"));
}

StatusOr<std::string> BodyOf(const Operation& operation, const nlohmann::json& members) {
  try {
    if (operation.member.empty()) return members.dump();
    return nlohmann::json{{std::string(operation.member), members}}.dump();
  } catch (const nlohmann::json::exception&) {
    return InvalidArgumentError(fmt::format("{}: a text in the request is not valid UTF-8", operation.name));
  }
}

std::unique_ptr<ApiClient> MakeSigningClient(std::unique_ptr<Protocol> protocol, std::span<const Operation> operations,
                                             SigningClientOptions options, ClientDependencies dependencies) {
  std::shared_ptr<HttpTransport>& transport = dependencies.transport;
  if (transport == nullptr)
    transport = MakeCurlTransport({.ca_bundle = options.ca_bundle, .environment = options.environment});
  transport = std::make_shared<PlainHttpGuard>(std::move(transport), dependencies.plain_http);
  if (options.read_only) transport = std::make_shared<ReadOnlyTransport>(std::move(transport));
  transport = std::make_shared<LoggingTransport>(std::move(transport), dependencies.logger, *dependencies.clock);
  if (dependencies.budget == nullptr) dependencies.budget = std::make_shared<RunBudget>();
  if (dependencies.processes == nullptr) dependencies.processes = MakeProcessRunner(*dependencies.clock);
  if (dependencies.user_agent.empty()) dependencies.user_agent = "interconnect/" IC_VERSION;
  return std::make_unique<SigningClient>(std::move(protocol), operations, std::move(options), std::move(dependencies));
}

}  // namespace ic
