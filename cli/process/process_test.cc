// Signals, the log, and Graphviz: what touches the process.
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/testing/fake_clock.h"
#include "cli/output/graph/graphviz.h"
#include "cli/process/log_lines.h"
#include "cli/process/signals.h"

namespace ic::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Counts what it is told, and can wait for it.
class Told {
 public:
  void Take(int count) {
    const std::lock_guard lock(mutex_);
    count_ = count;
    changed_.notify_all();
  }
  bool WaitFor(int count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(20), [&] { return count_ >= count; });
  }
  int count() {
    const std::lock_guard lock(mutex_);
    return count_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int count_ = 0;
};

TEST(StopSignalsTest, EachIsToldAndNoneEndsTheProcess) {
  Told told;
  StopSignals signals([&](int count) { told.Take(count); });
  kill(getpid(), SIGINT);
  EXPECT_TRUE(told.WaitFor(1));
  kill(getpid(), SIGTERM);
  EXPECT_TRUE(told.WaitFor(2));
  kill(getpid(), SIGHUP);
  EXPECT_TRUE(told.WaitFor(3));
}

TEST(StopSignalsTest, WhatWasInForceBeforeIsPutBack) {
  struct sigaction before {};
  sigaction(SIGINT, nullptr, &before);
  for (int round = 0; round < 3; ++round) {
    Told told;
    StopSignals signals([&](int count) { told.Take(count); });
    kill(getpid(), SIGINT);
    EXPECT_TRUE(told.WaitFor(1));
  }
  struct sigaction after {};
  sigaction(SIGINT, nullptr, &after);
  EXPECT_EQ(after.sa_handler, before.sa_handler);
}

TEST(StopSignalsTest, WhatIsIgnoredStaysIgnored) {
  (void)std::signal(SIGHUP, SIG_IGN);
  Told told;
  {
    StopSignals signals([&](int count) { told.Take(count); });
    kill(getpid(), SIGHUP);
    kill(getpid(), SIGTERM);
    EXPECT_TRUE(told.WaitFor(1));
  }
  EXPECT_EQ(told.count(), 1);
  (void)std::signal(SIGHUP, SIG_DFL);
}

TEST(LogLineTest, IsOneLineWhateverItHolds) {
  const std::vector<LogField> fields = {{"operation", "DescribeConnections"}, {"said", "two\nlines \"x\""}, {"no", ""}};
  const LogRecord record{LogLevel::kWarn, "Retrying", fields};
  EXPECT_EQ(LogLine(record, Time(std::chrono::milliseconds(1767225600123))),
            "00:00:00.123 WARN  Retrying operation=DescribeConnections said=\"two\\nlines \\\"x\\\"\" no=\"\"\n");
}

TEST(LogLineTest, OnlyFromItsLevel) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Streams streams(in, out, err);
  FakeClock clock;
  LineLogger(LogLevel::kOff, streams, clock).Error("no");
  LineLogger(LogLevel::kWarn, streams, clock).Info("no");
  EXPECT_THAT(err.str(), IsEmpty());
  LineLogger(LogLevel::kInfo, streams, clock).Info("yes");
  EXPECT_THAT(err.str(), HasSubstr("INFO  yes"));
  EXPECT_THAT(out.str(), IsEmpty());
}

TEST(DrawSvgTest, WithoutGraphvizSaysWhatToDo) {
  const auto svg = DrawSvg("digraph {}", "no-such-dot");
  EXPECT_EQ(svg.status().code(), StatusCode::kNotFound);
  EXPECT_THAT(svg.status().message(), AllOf(HasSubstr("install the package graphviz"), HasSubstr("mermaid")));
}

TEST(DrawSvgTest, AProgramThatFailsIsAnError) {
  EXPECT_EQ(DrawSvg("digraph {}", "false").status().code(), StatusCode::kInternal);
}

TEST(DrawSvgTest, WhatTheProgramPrintsIsTheResult) {
  // Whatever it is asked: `echo` stands in for dot, which need not be installed.
  EXPECT_EQ(*DrawSvg("digraph {}", "echo"), "-Tsvg\n");
}

}  // namespace
}  // namespace ic::cli
