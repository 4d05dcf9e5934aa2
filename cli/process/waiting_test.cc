#include "cli/process/waiting.h"

#include <chrono>
#include <csignal>
#include <future>
#include <memory>
#include <sstream>
#include <stop_token>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/testing/fake_clock.h"

namespace ic::cli {
namespace {

TEST(WaitingTest, SaysWhatLastsAndWhatWasInTheWayOnce) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Streams streams(in, out, err);
  FakeClock clock;
  const auto trouble = std::make_shared<LastTrouble>();
  const Logger logger(LogLevel::kWarn, [trouble](const LogRecord& record) { trouble->Note(record); });
  Waiting waiting(streams, clock, trouble, "planning");
  clock.Advance(std::chrono::seconds(5));
  logger.Warn("something else", {{"error", "no"}});
  logger.Warn("AWS call will be sent again", {{"error", "busy\nnow"}, {"attempt", "2"}});
  waiting.Tick();
  clock.Advance(std::chrono::seconds(10));
  waiting.Tick();
  EXPECT_EQ(err.str(),
            "still planning after 5 s · AWS call will be sent again: busy\\nnow\nstill planning after 15 s\n");
}

// Somebody who stops a command is told what that left, whatever it was doing; and asked twice, it ends.
TEST(WaitingTest, WhoIsStoppedSaysThatNothingWasBegun) {
  for (const char* doing : {"planning", "reading the clouds"}) {
    for (const WhenStopped when_stopped : {WhenStopped::kEnds, WhenStopped::kSaysSo}) {
      for (const int number : {SIGINT, SIGTERM}) {
        std::istringstream in;
        std::ostringstream out;
        std::ostringstream err;
        Streams streams(in, out, err);
        FakeClock clock;
        std::promise<void> ended;
        bool is_stopped = false;
        {
          Waiting waiting(streams, clock, std::make_shared<LastTrouble>(), doing, when_stopped);
          waiting.Listen([&ended] { ended.set_value(); });
          if (when_stopped == WhenStopped::kSaysSo) {
            std::promise<void> heard;
            const std::stop_callback hear(waiting.stop(), [&heard] { heard.set_value(); });
            kill(getpid(), number);
            ASSERT_EQ(heard.get_future().wait_for(std::chrono::seconds(20)), std::future_status::ready);
          }
          kill(getpid(), number);
          ASSERT_EQ(ended.get_future().wait_for(std::chrono::seconds(20)), std::future_status::ready);
          is_stopped = waiting.stop().stop_requested();
        }
        EXPECT_EQ(is_stopped, when_stopped == WhenStopped::kSaysSo);
        EXPECT_EQ(err.str(), std::string("Stopped while ") + doing + ": nothing was begun, and nothing was changed.\n");
      }
    }
  }
}

}  // namespace
}  // namespace ic::cli
