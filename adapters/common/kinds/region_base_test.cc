#include "adapters/common/kinds/region_base.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/common/kinds/testing/fake_kind.h"

namespace ic {
namespace {

using ::testing::SizeIs;

TEST(RegionBase, WarnsOnceOfAWordAndNeverOfNone) {
  FakeThings things;
  int warnings = 0;
  RegionBase region("r1", "Sky", ThingStates(), things.api, things.clock,
                    Logger(LogLevel::kWarn, [&](const LogRecord&) { ++warnings; }));
  region.NoteUnknownState(Kind::kConnection, "a", "");
  region.NoteUnknownState(Kind::kConnection, "a", "ready");
  EXPECT_EQ(warnings, 0);
  region.NoteUnknownState(Kind::kConnection, "a", "new");
  region.NoteUnknownState(Kind::kConnection, "b", "new");
  EXPECT_EQ(warnings, 1);
  region.NoteUnknownState(Kind::kVirtualInterface, "b", "new");
  EXPECT_EQ(warnings, 2);
}

bool IsBusy(const Status& status) { return status.message() == "busy"; }

TEST(RegionBase, RepeatsACallWhileTheObjectIsBusy) {
  FakeThings things;
  things.api.FailNext("Change", FailedPreconditionError("busy"));
  things.api.FailNext("Change", FailedPreconditionError("busy"));
  const Time deadline = things.clock.Now() + std::chrono::minutes(1);
  EXPECT_TRUE(things.region.CallUntilFree({.operation = "Change"}, IsBusy, deadline, {}).ok());
  EXPECT_EQ(things.api.CountCalls("Change"), 3);
  things.api.FailNext("Change", FailedPreconditionError("no"));
  EXPECT_FALSE(things.region.CallUntilFree({.operation = "Change"}, IsBusy, deadline, {}).ok());
  EXPECT_EQ(things.api.CountCalls("Change"), 4);
}

TEST(RegionBase, GivesUpAtTheDeadlineAndWhenStopped) {
  FakeThings things;
  for (int i = 0; i < 50; ++i) things.api.FailNext("Change", FailedPreconditionError("busy"));
  const auto late =
      things.region.CallUntilFree({.operation = "Change"}, IsBusy, things.clock.Now() + std::chrono::seconds(1), {});
  EXPECT_EQ(late.status().code(), StatusCode::kFailedPrecondition);
  EXPECT_GT(things.api.CountCalls("Change"), 1);
  std::stop_source stop;
  things.api.before = [&](std::string_view /*operation*/) { stop.request_stop(); };
  const auto stopped = things.region.CallUntilFree({.operation = "Change"}, IsBusy, Time::max(), stop.get_token());
  EXPECT_EQ(stopped.status().code(), StatusCode::kCancelled);
}

}  // namespace
}  // namespace ic
