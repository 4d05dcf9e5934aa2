#include "cli/process/progress.h"

#include <chrono>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"

namespace ic::cli {
namespace {

using std::chrono::seconds;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class ProgressTest : public ::testing::Test {
 protected:
  ProgressTest() {
    for (const char* name : {"a", "b", "c"}) {
      Step step;
      step.address = {Kind::kVirtualInterface, name};
      step.action = Action::kCreate;
      plan_.steps.push_back(step);
    }
  }
  // What was written since the last time.
  std::string Said() {
    std::string said = err_.str();
    err_.str("");
    return said;
  }
  static StepResult Done(int took) {
    StepResult result;
    result.id = "dxvif-1";
    result.took = seconds(took);
    return result;
  }

  std::istringstream in_;
  std::ostringstream out_;
  std::ostringstream err_;
  Streams streams_{in_, out_, err_};
  FakeClock clock_;
  RunPlan plan_;
};

TEST_F(ProgressTest, PlainLinesAtStartAtTheEndAndWhileItLasts) {
  Progress progress(streams_, clock_, {.live = false});
  progress.OnStart(plan_, 0);
  EXPECT_EQ(Said(), "virtual_interface.a  creating…\n");
  clock_.Advance(seconds(29));
  progress.Tick();
  EXPECT_THAT(Said(), IsEmpty());
  clock_.Advance(seconds(1));
  progress.Tick();
  EXPECT_EQ(Said(), "virtual_interface.a  still creating after 30 s\n");
  progress.Tick();
  EXPECT_THAT(Said(), IsEmpty());
  progress.OnFinish(plan_, 0, Done(45));
  EXPECT_EQ(Said(), "virtual_interface.a  created after 45 s · dxvif-1\n");
  StepResult failed = Done(1);
  failed.state = StepState::kFailed;
  progress.OnFinish(plan_, 1, failed);
  EXPECT_EQ(Said(), "virtual_interface.b  failed after 1 s\n");
}

TEST_F(ProgressTest, LiveLinesAreDrawnOnlyByTicksAndLeaveNothing) {
  {
    Progress progress(streams_, clock_, {.live = true, .width = 80, .height = 24});
    progress.OnStart(plan_, 0);
    progress.OnStart(plan_, 1);
    EXPECT_THAT(Said(), IsEmpty());
    clock_.Advance(seconds(12));
    progress.Tick();
    EXPECT_EQ(Said(),
              "virtual_interface.a  creating… 12 s\nvirtual_interface.b  creating… 12 s\n0 of 3 done, 2 running\n");
    progress.OnFinish(plan_, 0, Done(12));
    EXPECT_THAT(Said(), IsEmpty());
    progress.Tick();
    EXPECT_EQ(Said(), "\x1b[3F\x1b[Jvirtual_interface.b  creating… 12 s\n1 of 3 done, 1 running\n");
    progress.Say("Stopping\n");
    EXPECT_EQ(Said(), "\x1b[2F\x1b[JStopping\n");
    progress.Tick();
    Said();
  }
  EXPECT_EQ(Said(), "\x1b[2F\x1b[J");
}

TEST_F(ProgressTest, LiveLinesStayWithinTheScreen) {
  Progress progress(streams_, clock_, {.live = true, .width = 30, .height = 6});
  for (std::size_t i = 0; i < 3; ++i) progress.OnStart(plan_, i);
  progress.Tick();
  const std::string frame = Said();
  EXPECT_EQ(std::count(frame.begin(), frame.end(), '\n'), 3);
  EXPECT_THAT(frame, HasSubstr("0 of 3 done, 3 running (1 no>\n"));
  EXPECT_THAT(frame, Not(HasSubstr("virtual_interface.c")));
}

}  // namespace
}  // namespace ic::cli
