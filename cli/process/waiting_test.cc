#include "cli/process/waiting.h"

#include <chrono>
#include <memory>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace ic::cli
