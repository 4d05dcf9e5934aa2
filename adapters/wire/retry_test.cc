#include "adapters/wire/retry.h"

#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"

namespace ic {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

// Always the highest jitter.
class HighRandom : public Random {
 public:
  std::uint64_t Next() override { return ~std::uint64_t{0}; }
};

Status Ambiguous() { return UnavailableError("cut").WithRemote({.ambiguous = true}); }
Status NotSent() { return UnavailableError("refused").WithRemote({.ambiguous = false}); }

class RetryTest : public ::testing::Test {
 protected:
  // Sends until `failures` are used up, then succeeds.
  StatusOr<int> Run(RetryCall call, std::vector<Status> failures, RetryBudget* budget = nullptr,
                    std::stop_token stop = {}) {
    sent_ = 0;
    return RetryLoop(call, budget, clock_, random_, stop, [&](RetryAttempt& attempt) -> StatusOr<int> {
      EXPECT_EQ(attempt.number, sent_ + 1);
      clock_.Advance(took_);
      const auto index = static_cast<std::size_t>(sent_++);
      if (index < failures.size()) return failures[index];
      return 42;
    });
  }

  FakeClock clock_;
  HighRandom random_;
  int sent_ = 0;
  Duration took_{};  // by each sending
};

TEST_F(RetryTest, SuccessAtOnceWaitsForNothing) {
  EXPECT_EQ(*Run({.operation = "Get"}, {}), 42);
  EXPECT_EQ(sent_, 1);
  EXPECT_THAT(clock_.sleeps(), SizeIs(0));
}

TEST_F(RetryTest, BacksOffExponentiallyUpToTheCap) {
  EXPECT_TRUE(Run({.operation = "Get", .idempotent = true}, std::vector<Status>(7, Ambiguous())).ok());
  std::vector<std::int64_t> waits;
  for (const Duration wait : clock_.sleeps()) waits.push_back(std::chrono::ceil<milliseconds>(wait).count());
  EXPECT_THAT(waits, ElementsAre(1000, 2000, 4000, 8000, 16000, 20000, 20000));
}

TEST_F(RetryTest, JitterIsFull) {
  const auto random = SeededRandom(1);
  const RetryCall call{.operation = "Get", .idempotent = true, .policy = {.max_attempts = 200}};
  int sent = 0;
  const auto result = RetryLoop(call, nullptr, clock_, *random, {}, [&](RetryAttempt&) -> StatusOr<int> {
    return ++sent < 200 ? StatusOr<int>(Ambiguous()) : StatusOr<int>(1);
  });
  ASSERT_TRUE(result.ok());
  int below_half = 0;
  for (const Duration wait : clock_.sleeps()) {
    EXPECT_LT(wait, seconds(20));
    if (wait < seconds(10)) ++below_half;
  }
  EXPECT_GT(below_half, 60);
  EXPECT_LT(below_half, 140);
}

TEST_F(RetryTest, APermanentErrorIsSentOnce) {
  const auto result = Run({.operation = "Get", .idempotent = true}, {InvalidArgumentError("bad vlan")});
  EXPECT_EQ(result.status().ToString(), "INVALID_ARGUMENT: permanent error in Get: bad vlan");
  EXPECT_EQ(sent_, 1);
}

TEST_F(RetryTest, AnAmbiguousFailureOfAnotherCallIsSentOnce) {
  const auto result = Run({.operation = "Create"}, {Ambiguous()});
  EXPECT_THAT(result.status().message(),
              HasSubstr("Create failed and was not sent again, because it is not idempotent"));
  EXPECT_TRUE(result.status().ambiguous());
  EXPECT_EQ(sent_, 1);
}

TEST_F(RetryTest, WhatNeverLeftIsSentAgainEvenIfNotIdempotent) {
  EXPECT_TRUE(Run({.operation = "Create"}, {NotSent(), NotSent()}).ok());
  EXPECT_EQ(sent_, 3);
}

TEST_F(RetryTest, ThrottledCallsAreSentAgainEvenIfNotIdempotent) {
  RetryCall call{.operation = "Create"};
  call.classify = [](const Status&) { return FailureKind::kThrottled; };
  EXPECT_TRUE(Run(call, {ResourceExhaustedError("slow down")}).ok());
  EXPECT_EQ(sent_, 2);
}

TEST_F(RetryTest, GivesUpAfterMaxAttempts) {
  const auto result =
      Run({.operation = "Get", .idempotent = true, .policy = {.max_attempts = 3}}, std::vector<Status>(9, Ambiguous()));
  EXPECT_EQ(result.status().ToString(), "UNAVAILABLE: Get failed, retries exhausted after 3 attempts: cut");
  EXPECT_EQ(sent_, 3);
  EXPECT_THAT(clock_.sleeps(), SizeIs(2));
}

TEST_F(RetryTest, OneAttemptMeansNoRetry) {
  const auto result = Run({.operation = "Get", .idempotent = true, .policy = {.max_attempts = 1}}, {NotSent()});
  EXPECT_THAT(result.status().message(), HasSubstr("exhausted after 1 attempt:"));
  EXPECT_EQ(sent_, 1);
}

TEST_F(RetryTest, TheBudgetIsSharedAndEarnedBack) {
  RetryBudget budget(12);
  const RetryCall call{.operation = "Get", .idempotent = true};
  EXPECT_TRUE(Run(call, {NotSent(), NotSent()}, &budget).ok());
  EXPECT_EQ(budget.left(), 7);  // two retries of 5, the last of which came back
  EXPECT_FALSE(Run(call, std::vector<Status>(9, NotSent()), &budget).ok());
  EXPECT_EQ(sent_, 2);
  EXPECT_EQ(budget.left(), 2);
  const auto broke = Run(call, {NotSent()}, &budget);
  EXPECT_THAT(broke.status().message(), HasSubstr("retry budget of this process is exhausted"));
  EXPECT_TRUE(Run(call, {}, &budget).ok());
  EXPECT_EQ(budget.left(), 3);
}

TEST_F(RetryTest, ATimeoutCostsMore) {
  RetryBudget budget(100);
  const auto timeout = DeadlineExceededError("late").WithRemote({.ambiguous = true});
  EXPECT_FALSE(
      Run({.operation = "Get", .idempotent = true, .policy = {.max_attempts = 2}}, {timeout, timeout}, &budget).ok());
  EXPECT_EQ(budget.left(), 90);
}

TEST_F(RetryTest, RetryAfterIsHonouredWithinReason) {
  const RetryCall call{.operation = "Get", .idempotent = true};
  int sent = 0;
  const auto result = RetryLoop(call, nullptr, clock_, random_, {}, [&](RetryAttempt& attempt) -> StatusOr<int> {
    EXPECT_FALSE(attempt.retry_after.has_value());
    ++sent;
    if (sent == 1) attempt.retry_after = seconds(33);
    if (sent == 2) attempt.retry_after = std::chrono::hours(9);
    return sent < 3 ? StatusOr<int>(NotSent()) : StatusOr<int>(1);
  });
  ASSERT_TRUE(result.ok());
  EXPECT_THAT(clock_.sleeps(), ElementsAre(seconds(33), std::chrono::minutes(2)));
}

TEST_F(RetryTest, AStopEndsTheWaitAndKeepsWhatIsKnown) {
  std::stop_source source;
  source.request_stop();
  const auto result = Run({.operation = "Get", .idempotent = true}, {Ambiguous()}, nullptr, source.get_token());
  EXPECT_EQ(result.status().code(), StatusCode::kCancelled);
  EXPECT_TRUE(result.status().ambiguous());
  EXPECT_EQ(sent_, 1);
}

TEST_F(RetryTest, TellsOfEachRetry) {
  std::vector<int> told;
  RetryCall call{.operation = "Get", .idempotent = true};
  call.on_retry = [&](const Status&, const RetryAttempt& attempt, Duration) { told.push_back(attempt.number); };
  ASSERT_TRUE(Run(call, {NotSent(), Ambiguous()}).ok());
  EXPECT_THAT(told, ElementsAre(1, 2));
}

TEST(RetryAfter, SecondsAndDates) {
  const Time now{seconds(784111777)};  // 1994-11-06T08:49:37Z
  EXPECT_EQ(ParseRetryAfter("120", now), seconds(120));
  EXPECT_EQ(ParseRetryAfter(" 0 ", now), seconds(0));
  EXPECT_EQ(ParseRetryAfter("Sun, 06 Nov 1994 08:50:37 GMT", now), seconds(60));
  EXPECT_EQ(ParseRetryAfter("Sun, 06 Nov 1994 08:00:00 GMT", now), seconds(0));
  EXPECT_EQ(ParseRetryAfter("99999999999999", now), std::chrono::hours(24 * 365 * 10));
  for (const char* text : {"", "-1", "1.5", "soon", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT",
                           "Sun, 06 Nov 1994 08:49:37 GMT+1", "99999999999999999999"}) {
    EXPECT_EQ(ParseRetryAfter(text, now), std::nullopt) << text;
  }
}

// Where nothing is at stake nobody waits minutes for what cannot be reached.
TEST_F(RetryTest, WhoOnlyLooksGivesUpWhatIsNotReached) {
  Outages outages;
  const RetryCall call{.operation = "Get", .idempotent = true, .outages = &outages, .endpoint = "a"};
  const auto given_up = Run(call, std::vector<Status>(20, NotSent()));
  EXPECT_EQ(sent_, Outages::kAttempts);
  EXPECT_EQ(given_up.status().code(), StatusCode::kUnavailable);
  EXPECT_THAT(given_up.status().message(), HasSubstr("refused"));
  EXPECT_THAT(given_up.status().message(), HasSubstr("not reached in 3 attempts"));
}

TEST_F(RetryTest, TheOthersDoNotTryWhatOneHasGivenUp) {
  Outages outages;
  RetryCall call{.operation = "Get", .idempotent = true, .outages = &outages, .endpoint = "a"};
  EXPECT_FALSE(Run(call, std::vector<Status>(20, NotSent())).ok());
  const auto other = Run(call, {});
  EXPECT_EQ(sent_, 0);
  EXPECT_EQ(other.status().code(), StatusCode::kUnavailable);
  EXPECT_FALSE(other.status().ambiguous());
  EXPECT_THAT(other.status().message(), HasSubstr("refused"));
  call.endpoint = "b";
  EXPECT_TRUE(Run(call, {}).ok());
}

TEST_F(RetryTest, AllSayTheSameOfAnEndpointThatWasGivenUp) {
  Outages outages;
  RetryCall call{.operation = "Get", .idempotent = true, .outages = &outages, .endpoint = "a"};
  const Status first = Run(call, std::vector<Status>(20, NotSent())).status();
  call.operation = "List";
  EXPECT_EQ(Run(call, {}).status().message(), first.message());
}

TEST_F(RetryTest, AnAttemptThatTakesLongIsTheLast) {
  Outages outages;
  const RetryCall call{.operation = "Get", .idempotent = true, .outages = &outages, .endpoint = "a"};
  took_ = Outages::kPatience;
  EXPECT_FALSE(Run(call, std::vector<Status>(20, NotSent())).ok());
  EXPECT_EQ(sent_, 1);
}

TEST_F(RetryTest, AReadOfASilentEndpointIsGivenUpAndAChangeIsNot) {
  const Status silent = DeadlineExceededError("timed out").WithRemote({.ambiguous = true});
  took_ = seconds(60);
  for (const bool reads : {true, false}) {
    Outages outages;
    const RetryCall call{.operation = "Get", .idempotent = true, .reads = reads, .outages = &outages, .endpoint = "a"};
    EXPECT_EQ(Run(call, std::vector<Status>(3, silent)).ok(), !reads);
    EXPECT_EQ(sent_, reads ? 1 : 4);
  }
}

TEST_F(RetryTest, WhoIsRefusedOnceDoesNotAskAgain) {
  Outages outages;
  const RetryCall call{.operation = "Get", .idempotent = true, .outages = &outages, .endpoint = "a"};
  const Status refused = UnauthenticatedError("expired").WithRemote({.code = "Expired", .http_status = 400});
  const Status first = Run(call, {refused}).status();
  const Status other = Run(call, {refused}).status();
  EXPECT_EQ(sent_, 0);
  EXPECT_EQ(other.code(), StatusCode::kUnauthenticated);
  EXPECT_EQ(other.message(), first.message());
}

TEST_F(RetryTest, WhatWasGivenUpIsTriedAgainAfterAWhile) {
  Outages outages;
  const RetryCall call{.operation = "Get", .idempotent = true, .outages = &outages, .endpoint = "a"};
  EXPECT_FALSE(Run(call, std::vector<Status>(20, NotSent())).ok());
  clock_.Advance(Outages::kRemembered - seconds(1));
  EXPECT_FALSE(Run(call, {}).ok());
  clock_.Advance(seconds(1));
  EXPECT_TRUE(Run(call, {}).ok());
}

TEST_F(RetryTest, WhatIsReachedOrIsWorkedOnIsGivenItsTime) {
  Outages outages;
  RetryCall call{.operation = "Get", .idempotent = true, .outages = &outages, .endpoint = "a"};
  const Status overloaded = UnavailableError("busy").WithRemote({.http_status = 503});
  EXPECT_TRUE(Run(call, std::vector<Status>(9, overloaded)).ok());
  EXPECT_TRUE(Run(call, std::vector<Status>(9, Ambiguous())).ok());
  // An answer in between: the endpoint is there.
  EXPECT_TRUE(Run(call, {NotSent(), NotSent(), overloaded, NotSent()}).ok());
  call.outages = nullptr;  // something may be half done
  EXPECT_TRUE(Run(call, std::vector<Status>(9, NotSent())).ok());
}

TEST_F(RetryTest, WhatAServiceAsksToWaitHasABudgetOfTheRun) {
  for (const Duration told : {Duration(seconds(30)), Duration(seconds(119)), Duration(std::chrono::hours(24))}) {
    RetryBudget budget;
    const RetryCall call{
        .operation = "Get", .idempotent = true, .classify = [](const Status&) { return FailureKind::kThrottled; }};
    const Time begun = clock_.Now();
    Status last;
    int calls = 0;
    for (; calls < 1000 && last.ok(); ++calls) {
      int sent = 0;
      const auto result = RetryLoop(call, &budget, clock_, random_, {}, [&](RetryAttempt& attempt) -> StatusOr<int> {
        if (sent++ == 2) return 1;
        attempt.retry_after = told;
        return ResourceExhaustedError("slow down");
      });
      last = result.status();
    }
    EXPECT_THAT(last.ToString(), HasSubstr("15 minutes that a run waits at its word"));
    EXPECT_LE(clock_.Now() - begun, RunBudget::kLongestWait);
    EXPECT_GT(clock_.Now() - begun, RunBudget::kLongestWait - std::chrono::minutes(2));
    // Backing off by oneself is not at its word.
    EXPECT_TRUE(Run(call, {ResourceExhaustedError("slow down")}, &budget).ok());
  }
}

// Of many clouds and accounts each would have its own otherwise.
TEST_F(RetryTest, TheClientsOfARunShareThatBudget) {
  const auto run = std::make_shared<RunBudget>();
  const RetryCall call{
      .operation = "Get", .idempotent = true, .classify = [](const Status&) { return FailureKind::kThrottled; }};
  const Time begun = clock_.Now();
  int given_up = 0;
  for (int client = 0; client < 20; ++client) {
    RetryBudget budget(500, run);
    int sent = 0;
    const auto result = RetryLoop(call, &budget, clock_, random_, {}, [&](RetryAttempt& attempt) -> StatusOr<int> {
      if (sent++ == 2) return 1;
      attempt.retry_after = seconds(60);
      return ResourceExhaustedError("slow down");
    });
    given_up += result.ok() ? 0 : 1;
  }
  EXPECT_GT(given_up, 0);
  EXPECT_LE(clock_.Now() - begun, RunBudget::kLongestWait);
}

}  // namespace
}  // namespace ic
