#include "adapters/common/client/credential_cache.h"

#include <atomic>
#include <latch>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"

namespace ic {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

class CredentialCacheTest : public ::testing::Test {
 protected:
  // The nth search gives the key id "n", valid for lifetime_, unless failing_.
  CredentialCache cache_{
      [this](std::stop_token stop) -> StatusOr<Credentials> {
        ++searches_;
        if (stop.stop_requested()) return CancelledError("stopped");
        if (failing_) return UnauthenticatedError("none");
        return Credentials{.keys = {std::to_string(searches_), "s"}, .expires = Expiry(), .source = "test"};
      },
      clock_, Logger()};

  std::optional<Time> Expiry() {
    if (lifetime_ == Duration::zero()) return std::nullopt;
    return clock_.Now() + lifetime_;
  }
  std::string Get() {
    const auto got = cache_.Get({});
    return got.ok() ? got->keys.access_key : got.status().ToString();
  }

  FakeClock clock_;
  int searches_ = 0;
  bool failing_ = false;
  Duration lifetime_ = std::chrono::hours(1);
};

TEST_F(CredentialCacheTest, KeepsThemUntilAQuarterOfAnHourIsLeft) {
  EXPECT_EQ(Get(), "1");
  clock_.Advance(minutes(44));
  EXPECT_EQ(Get(), "1");
  clock_.Advance(minutes(1));
  EXPECT_EQ(Get(), "2");
}

TEST_F(CredentialCacheTest, LongTermKeysAreKeptForEver) {
  lifetime_ = Duration::zero();
  EXPECT_EQ(Get(), "1");
  clock_.Advance(std::chrono::hours(1000));
  EXPECT_EQ(Get(), "1");
}

TEST_F(CredentialCacheTest, ShortOnesAreNotAskedForAtEveryCall) {
  lifetime_ = minutes(5);
  EXPECT_EQ(Get(), "1");
  clock_.Advance(seconds(59));
  EXPECT_EQ(Get(), "1");
  clock_.Advance(seconds(1));
  EXPECT_EQ(Get(), "2");
}

TEST_F(CredentialCacheTest, AFailedRenewalIsNoErrorWhileTheOldOnesAreValid) {
  EXPECT_EQ(Get(), "1");
  failing_ = true;
  clock_.Advance(minutes(55));
  EXPECT_EQ(Get(), "1");
  EXPECT_EQ(Get(), "1");
  EXPECT_EQ(searches_, 2);  // not again within the minute
  clock_.Advance(minutes(5));
  EXPECT_EQ(Get(), "UNAUTHENTICATED: none");
  failing_ = false;
  clock_.Advance(seconds(10));
  EXPECT_EQ(Get(), "4");
}

TEST_F(CredentialCacheTest, AFailureIsKeptForTenSeconds) {
  failing_ = true;
  EXPECT_EQ(Get(), "UNAUTHENTICATED: none");
  clock_.Advance(seconds(9));
  EXPECT_EQ(Get(), "UNAUTHENTICATED: none");
  EXPECT_EQ(searches_, 1);
  clock_.Advance(seconds(1));
  failing_ = false;
  EXPECT_EQ(Get(), "2");
}

TEST_F(CredentialCacheTest, RejectedOnesAreLookedForAgainOnce) {
  const Credentials first = *cache_.Get({});
  cache_.Reject(first);
  EXPECT_EQ(Get(), "2");
  cache_.Reject(first);  // a slow answer about those that are gone already
  EXPECT_EQ(Get(), "2");
}

TEST_F(CredentialCacheTest, AStopIsNotRemembered) {
  std::stop_source source;
  source.request_stop();
  EXPECT_EQ(cache_.Get(source.get_token()).status().code(), StatusCode::kCancelled);
  EXPECT_EQ(Get(), "1");
}

TEST(CredentialCache, CallersAtOnceShareOneSearch) {
  FakeClock clock;
  std::atomic<int> searches{0};
  std::latch started(1);
  std::latch go(1);
  CredentialCache cache(
      [&](std::stop_token) -> StatusOr<Credentials> {
        if (++searches == 1) started.count_down();
        go.wait();
        return Credentials{.keys = {"id", "s"}, .source = "test"};
      },
      clock, Logger());
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 16; ++i) threads.emplace_back([&] { EXPECT_TRUE(cache.Get({}).ok()); });
    started.wait();
    go.count_down();
  }
  EXPECT_EQ(searches, 1);
}

TEST(CredentialCache, OneRenewsWhileTheOthersGoOn) {
  FakeClock clock;
  std::atomic<int> searches{0};
  std::latch started(1);
  std::latch go(1);
  CredentialCache cache(
      [&](std::stop_token) -> StatusOr<Credentials> {
        if (++searches == 2) {
          started.count_down();
          go.wait();
        }
        return Credentials{
            .keys = {std::to_string(searches), "s"}, .expires = clock.Now() + std::chrono::hours(1), .source = "test"};
      },
      clock, Logger());
  ASSERT_TRUE(cache.Get({}).ok());
  clock.Advance(minutes(46));
  std::jthread renewing([&] { EXPECT_EQ(cache.Get({})->keys.access_key, "2"); });
  started.wait();
  EXPECT_EQ(cache.Get({})->keys.access_key, "1");
  clock.Advance(minutes(5));  // now nine minutes are left: the others wait
  std::jthread waiting([&] { EXPECT_EQ(cache.Get({})->keys.access_key, "2"); });
  go.count_down();
}

}  // namespace
}  // namespace ic
