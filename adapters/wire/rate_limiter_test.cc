#include "adapters/wire/rate_limiter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"

namespace ic {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST(RateLimiter, UnlimitedUntilTheFirstThrottling) {
  FakeClock clock;
  RateLimiter limiter(clock);
  for (int i = 0; i < 5000; ++i) {
    const auto ticket = limiter.Acquire({});
    ASSERT_TRUE(ticket.ok());
    limiter.OnSuccess(*ticket);
  }
  EXPECT_EQ(limiter.rate(), std::nullopt);
  EXPECT_THAT(clock.sleeps(), SizeIs(0));
}

TEST(RateLimiter, SlowsBelowTheRateThatWasThrottled) {
  FakeClock clock;
  RateLimiter limiter(clock, {.growth_per_second = 0});
  RateLimiter::Ticket last = 0;
  for (int i = 0; i < 20; ++i) {  // ten a second, for two seconds
    last = *limiter.Acquire({});
    clock.Advance(milliseconds(100));
  }
  limiter.OnThrottled(last);
  EXPECT_NEAR(limiter.rate().value(), 7.0, 0.5);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(limiter.Acquire({}).ok());
  const auto sleeps = clock.sleeps();
  ASSERT_THAT(sleeps, SizeIs(3));
  for (const Duration sleep : sleeps) EXPECT_NEAR(std::chrono::duration<double>(sleep).count(), 1 / 7.0, 0.02);
}

TEST(RateLimiter, ManyAnswersToRequestsInFlightSlowDownOnce) {
  FakeClock clock;
  RateLimiter limiter(clock);
  std::vector<RateLimiter::Ticket> tickets;
  for (int i = 0; i < 20; ++i) tickets.push_back(*limiter.Acquire({}));
  for (const auto ticket : tickets) limiter.OnThrottled(ticket);
  EXPECT_NEAR(limiter.rate().value(), 7.0, 0.01);
  limiter.OnThrottled(*limiter.Acquire({}));
  EXPECT_NEAR(limiter.rate().value(), 4.9, 0.01);
}

TEST(RateLimiter, NeverSlowerThanTheMinimum) {
  FakeClock clock;
  RateLimiter limiter(clock);
  for (int i = 0; i < 50; ++i) limiter.OnThrottled(*limiter.Acquire({}));
  EXPECT_DOUBLE_EQ(limiter.rate().value(), 0.5);
}

TEST(RateLimiter, RecoversWithTimeUntilItIsUnlimitedAgain) {
  FakeClock clock;
  RateLimiter limiter(clock, {.growth_per_second = 1, .unlimited_above = 8});
  limiter.OnThrottled(*limiter.Acquire({}));
  const double slow = limiter.rate().value();
  const Time begin = clock.Now();
  auto ticket = *limiter.Acquire({});
  clock.Advance(seconds(1));
  limiter.OnSuccess(ticket);
  limiter.OnSuccess(ticket);  // a second success in the same moment adds nothing
  EXPECT_NEAR(limiter.rate().value(), slow + std::chrono::duration<double>(clock.Now() - begin).count(), 1e-6);
  for (int i = 0; i < 10 && limiter.rate(); ++i) {
    ticket = *limiter.Acquire({});
    clock.Advance(seconds(1));
    limiter.OnSuccess(ticket);
  }
  EXPECT_EQ(limiter.rate(), std::nullopt);
}

TEST(RateLimiter, StopEndsTheWait) {
  FakeClock clock;
  RateLimiter limiter(clock);
  limiter.OnThrottled(*limiter.Acquire({}));
  std::stop_source source;
  source.request_stop();
  EXPECT_EQ(limiter.Acquire(source.get_token()).status().code(), StatusCode::kCancelled);
}

}  // namespace
}  // namespace ic
