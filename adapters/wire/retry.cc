#include "adapters/wire/retry.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <string_view>

#include <fmt/format.h>

#include "base/text.h"

namespace ic {
namespace {

constexpr int kRetryCost = 5;
constexpr int kTimeoutRetryCost = 10;

std::string Name(const RetryCall& call) { return call.operation.empty() ? "the call" : call.operation; }

}  // namespace

FailureKind ClassifyTransportFailure(const Status& status) {
  switch (status.code()) {
    case StatusCode::kUnavailable:
    case StatusCode::kDeadlineExceeded:
      return status.ambiguous() ? FailureKind::kAmbiguous : FailureKind::kTransient;
    default:
      return FailureKind::kPermanent;
  }
}

bool RetryBudget::Take(int cost) {
  const std::lock_guard lock(mutex_);
  if (left_ < cost) return false;
  left_ -= cost;
  return true;
}

void RetryBudget::Return(int count) {
  const std::lock_guard lock(mutex_);
  left_ = std::min(left_ + count, capacity_);
}

int RetryBudget::left() const {
  const std::lock_guard lock(mutex_);
  return left_;
}

RetryState::RetryState(const RetryCall& call, RetryBudget* budget, Clock& clock, Random& random)
    : call_(call), budget_(budget), clock_(clock), random_(random), since_(clock.Now()) {
  attempt_.max_attempts = std::max(call.policy.max_attempts, 1);
}

std::optional<Duration> RetryState::NextWait() const {
  const int doublings = std::min(attempt_.number - 1, 30);
  const auto ceiling = std::min<double>(static_cast<double>(call_.policy.backoff_cap.count()),
                                        std::ldexp(static_cast<double>(call_.policy.backoff_base.count()), doublings));
  const Duration jittered(static_cast<Duration::rep>(random_.Fraction() * ceiling));
  const Duration told = std::min(attempt_.retry_after.value_or(Duration::zero()), call_.policy.retry_after_cap);
  if (told <= jittered) return jittered;
  if (budget_ != nullptr && !budget_->run().TakeWait(clock_.Now(), told)) return std::nullopt;
  return told;
}

Status RetryState::BeforeFirst() const {
  return call_.outages == nullptr ? OkStatus() : call_.outages->Check(call_.endpoint, clock_.Now());
}

Status RetryState::GivenUp(const Status& failure) {
  const bool silent = call_.reads && failure.code() == StatusCode::kDeadlineExceeded && failure.remote() != nullptr &&
                      failure.remote()->http_status == 0;
  if (!silent && !WasNotReached(failure)) {
    unreached_ = 0;
    call_.outages->End(call_.endpoint);
    return OkStatus();
  }
  const bool enough = ++unreached_ >= std::min(Outages::kAttempts, attempt_.max_attempts);
  if (!enough && clock_.Now() - since_ < Outages::kPatience) return OkStatus();
  const Status said(failure.code(), fmt::format("{} {} in {} attempt{}: {}", call_.endpoint,
                                                silent ? "gave no answer" : "was not reached", unreached_,
                                                unreached_ == 1 ? "" : "s", failure.message()));
  return call_.outages->Begin(call_.endpoint, said.WithRemote({}), clock_.Now());
}

Status RetryState::AfterFailure(const Status& failure, std::stop_token stop) {
  if (failure.code() == StatusCode::kCancelled) return failure;
  const FailureKind kind = call_.classify(failure);
  if (kind == FailureKind::kPermanent) {
    const Status said = failure.Annotate(fmt::format("permanent error in {}", Name(call_)));
    // Who is refused once is refused by every call.
    const bool refused = call_.outages != nullptr && failure.code() == StatusCode::kUnauthenticated;
    return refused ? call_.outages->Begin(call_.endpoint, said, clock_.Now()) : said;
  }
  if (kind == FailureKind::kAmbiguous && !call_.idempotent) {
    return failure.Annotate(fmt::format(
        "{} failed and was not sent again, because it is not idempotent and may have been carried out", Name(call_)));
  }
  if (call_.outages != nullptr) {
    if (Status given_up = GivenUp(failure); !given_up.ok()) return given_up;
  }
  if (attempt_.number >= attempt_.max_attempts) {
    return failure.Annotate(fmt::format("{} failed, retries exhausted after {} attempt{}", Name(call_), attempt_.number,
                                        attempt_.number == 1 ? "" : "s"));
  }
  const std::optional<Duration> wait = NextWait();
  if (!wait) {
    return failure.Annotate(fmt::format(
        "{} failed after {} attempt{}, and the service asks to be left alone for longer than the {} minutes that a run "
        "waits at its word: run again later",
        Name(call_), attempt_.number, attempt_.number == 1 ? "" : "s",
        std::chrono::duration_cast<std::chrono::minutes>(RunBudget::kLongestWait).count()));
  }
  const int cost = failure.code() == StatusCode::kDeadlineExceeded ? kTimeoutRetryCost : kRetryCost;
  if (budget_ != nullptr && !budget_->Take(cost)) {
    return failure.Annotate(fmt::format(
        "{} failed after {} attempt{}, and the retry budget of this process is exhausted: too many calls fail",
        Name(call_), attempt_.number, attempt_.number == 1 ? "" : "s"));
  }
  taken_ = cost;
  if (call_.on_retry) call_.on_retry(failure, attempt_, *wait);
  if (!clock_.SleepFor(*wait, stop)) {
    Status stopped = CancelledError(fmt::format("{}: stopped while waiting to send it again", Name(call_)));
    return failure.remote() == nullptr ? stopped : stopped.WithRemote(*failure.remote());
  }
  if (unreached_ == 0) since_ = clock_.Now();
  ++attempt_.number;
  attempt_.retry_after.reset();
  return OkStatus();
}

// As the SDKs' standard mode does it: what the last retry took comes back, and a call without one earns a token.
void RetryState::AfterSuccess() {
  if (budget_ != nullptr) budget_->Return(taken_ > 0 ? taken_ : 1);
  if (call_.outages != nullptr) call_.outages->End(call_.endpoint);
}

std::optional<Time> ParseHttpDate(std::string_view value) {
  const std::string text(value);  // sscanf wants its end marked
  static constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::array<char, 4> month_name{};
  unsigned day = 0;
  int year = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int end = 0;
  if (std::sscanf(text.c_str(), "%*3[A-Za-z], %2u %3[A-Za-z] %4d %2d:%2d:%2d GMT%n", &day, month_name.data(), &year,
                  &hour, &minute, &second, &end) != 6 ||
      static_cast<std::size_t>(end) != text.size()) {
    return std::nullopt;
  }
  const auto* const month = std::find(kMonths.begin(), kMonths.end(), std::string_view(month_name.data()));
  if (month == kMonths.end()) return std::nullopt;
  year = std::clamp(year, 1970, 2200);  // the clock's nanoseconds end in 2262
  const std::chrono::year_month_day date(std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month - kMonths.begin()) + 1),
                                         std::chrono::day(day));
  if (!date.ok() || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
    return std::nullopt;
  return Time(std::chrono::sys_days(date)) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
         std::chrono::seconds(second);
}

std::optional<Duration> ParseRetryAfter(std::string_view value, Time now) {
  value = Trim(value);
  constexpr std::int64_t kMostSeconds = 10LL * 365 * 24 * 3600;
  std::int64_t seconds = 0;
  const char* const end = value.data() + value.size();
  if (const auto [rest, error] = std::from_chars(value.data(), end, seconds); error == std::errc() && rest == end) {
    if (seconds < 0) return std::nullopt;
    return std::chrono::seconds(std::min(seconds, kMostSeconds));
  }
  const std::optional<Time> when = ParseHttpDate(value);
  if (!when) return std::nullopt;
  return std::max(Duration(*when - now), Duration::zero());
}

}  // namespace ic
