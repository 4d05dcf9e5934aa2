#include "base/process.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/testing/fake_clock.h"

namespace ic {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class ProcessTest : public ::testing::Test {
 protected:
  StatusOr<std::string> Shell(const std::string& script, std::stop_token stop = {}) {
    return runner_->Run({.arguments = {"sh", "-c", script}, .timeout = timeout_, .max_output_bytes = 100000}, stop);
  }

  Duration timeout_ = std::chrono::seconds(30);
  const std::unique_ptr<ProcessRunner> runner_ = MakeProcessRunner(RealClock());
};

TEST_F(ProcessTest, ReturnsStandardOutput) {
  EXPECT_EQ(*Shell("printf '{\"Version\": 1}'"), "{\"Version\": 1}");
  EXPECT_EQ(Shell("head -c 90000 /dev/zero")->size(), 90000U);
}

TEST_F(ProcessTest, StandardInputIsEmptyAndErrorsAreNotSeen) {
  EXPECT_EQ(*Shell("cat; echo hidden >&2; echo done"), "done\n");
}

// The descriptors of a plugin's protocol must not stay open in a helper.
TEST_F(ProcessTest, NoDescriptorIsInherited) {
  // No pipeline: the shell itself would hold its ends for a moment.
  const auto result = Shell("readlink /proc/$$/fd/2; ls /proc/$$/fd; true");
  ASSERT_TRUE(result.ok()) << result.status().ToString();
  EXPECT_EQ(*result, "/dev/null\n0\n1\n2\n");
}

TEST_F(ProcessTest, FailuresNameTheProgramButNotItsArguments) {
  const auto failed = Shell("exit 3 # hidden");
  EXPECT_EQ(failed.status().code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(failed.status().message(), HasSubstr("sh ended with exit code 3"));
  EXPECT_THAT(failed.status().message(), Not(HasSubstr("hidden")));
  EXPECT_THAT(Shell("kill -9 $$").status().message(), HasSubstr("killed by signal 9"));
  EXPECT_THAT(runner_->Run({.arguments = {"/no/such/helper"}}, {}).status().message(),
              HasSubstr("/no/such/helper could not be started: No such file"));
  EXPECT_EQ(runner_->Run({}, {}).status().code(), StatusCode::kInvalidArgument);
}

TEST_F(ProcessTest, TooMuchOutputIsRefused) {
  EXPECT_THAT(Shell("yes").status().message(), HasSubstr("more than 100000 bytes"));
}

TEST_F(ProcessTest, ATimeoutKillsTheHelperAndWhatItStarted) {
  timeout_ = std::chrono::milliseconds(200);
  EXPECT_EQ(Shell("sleep 60 | sleep 60").status().code(), StatusCode::kDeadlineExceeded);
  EXPECT_EQ(Shell("exec >&-; sleep 60").status().code(), StatusCode::kDeadlineExceeded);
}

// Whoever asks: an account, region and cloud each has a runner of its own.
TEST_F(ProcessTest, WhatDidNotEndIsNotWaitedForAgain) {
  timeout_ = std::chrono::milliseconds(50);
  const std::string script = "echo x >> " + testing::TempDir() + "ic_hung_runs_$PPID; exec sleep 60";
  const std::string runs = testing::TempDir() + "ic_hung_runs_" + std::to_string(getpid());
  std::filesystem::remove(runs);
  std::ofstream(runs) << "";
  EXPECT_THAT(Shell(script).status().message(), HasSubstr("was killed"));
  const auto size = std::filesystem::file_size(runs);
  FakeClock later;
  later.Advance(RealClock().Now() - later.Now());
  for (const auto& [passed, again] : {std::pair(std::chrono::seconds(0), false),
                                      {std::chrono::seconds(290), false},
                                      {std::chrono::seconds(12), true}}) {
    later.Advance(passed);
    const auto runner = MakeProcessRunner(later);
    const Status status = runner->Run({.arguments = {"sh", "-c", "exit 0; " + script}}, {}).status();
    EXPECT_TRUE(status.ok()) << "other arguments: " << status.ToString();
    std::stop_source stopped;
    stopped.request_stop();
    const Status asked = runner->Run({.arguments = {"sh", "-c", script}}, stopped.get_token()).status();
    EXPECT_EQ(asked.code(), again ? StatusCode::kCancelled : StatusCode::kDeadlineExceeded);
    if (!again) {
      EXPECT_THAT(asked.message(), AllOf(HasSubstr("not run again for 5 minutes"), Not(HasSubstr("sleep"))));
      EXPECT_EQ(std::filesystem::file_size(runs), size);
    }
  }
  std::filesystem::remove(runs);
}

// By which little is waited for: it moves on whenever it is looked at.
class HastyClock final : public Clock {
 public:
  Time Now() override { return now_ += std::chrono::seconds(10); }
  bool SleepFor(Duration /*duration*/, std::stop_token /*stop*/) override { return true; }
  void Advance(Duration duration) { now_ += duration; }

 private:
  Time now_ = RealClock().Now() + std::chrono::hours(1);  // what hung in other tests is forgotten
};

TEST_F(ProcessTest, ManyThatHangCostLittleMoreThanOne) {
  HastyClock clock;
  const auto runner = MakeProcessRunner(clock);
  const auto said = [&](const std::string& account) {
    return runner->Run({.arguments = {"sh", "-c", "exec sleep 600", account}, .timeout = std::chrono::seconds(30)}, {})
        .status()
        .message();
  };
  EXPECT_THAT(said("a"), HasSubstr("did not end within 30 s"));
  for (const char* other : {"b", "c"}) EXPECT_THAT(said(other), HasSubstr("did not end within 10 s"));
  clock.Advance(std::chrono::minutes(6));
  EXPECT_THAT(said("d"), HasSubstr("did not end within 30 s"));
}

TEST_F(ProcessTest, AHelperThatLeavesAnAgentBehindIsNotWaitedFor) {
  EXPECT_EQ(*Shell("sleep 20 & echo done"), "done\n");
}

TEST_F(ProcessTest, StopKillsTheHelper) {
  std::stop_source source;
  std::jthread stopper([&] { source.request_stop(); });
  EXPECT_EQ(Shell("sleep 60", source.get_token()).status().code(), StatusCode::kCancelled);
}

TEST(SplitCommandLine, AsAShellDoes) {
  EXPECT_THAT(*SplitCommandLine("  /opt/bin/helper --profile 'my name' \"a \\\"b\\\" \\c\" d\\ e '' x''y "),
              ElementsAre("/opt/bin/helper", "--profile", "my name", "a \"b\" \\c", "d e", "", "xy"));
  EXPECT_THAT(*SplitCommandLine(""), ElementsAre());
  EXPECT_EQ(SplitCommandLine("a 'b").status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(SplitCommandLine("a\\").status().code(), StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace ic
