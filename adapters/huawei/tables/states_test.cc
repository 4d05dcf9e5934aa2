#include "adapters/huawei/tables/states.h"

#include <gtest/gtest.h>

namespace ic::huawei {
namespace {

TEST(States, ALineThatFailedOrWasDeniedIsThereUntilItIsDeleted) {
  for (const char* word : {"ERROR", "DENY", "REJECTED"}) {
    const StateRow& row = StateOf(Kind::kConnection, word);
    EXPECT_FALSE(IsAbsent(row)) << word;
    EXPECT_TRUE(NeedsDelete(row.stage)) << word;
  }
}

TEST(States, AnInterfaceWithoutASessionIsUpIfItIsActive) {
  EXPECT_EQ(HealthOf(StateOf(Kind::kVirtualInterface, "ACTIVE"), -1), HealthState::kUp);
  EXPECT_EQ(HealthOf(StateOf(Kind::kVirtualInterface, "PENDING_UPDATE"), -1), HealthState::kUnknown);
  EXPECT_EQ(HealthOf(StateOf(Kind::kVirtualInterface, "PENDING_UPDATE"), 1), HealthState::kUp);
}

TEST(States, AHostedConnectionIsReadyOnceItIsOpened) {
  EXPECT_EQ(StateOf(Kind::kConnection, LineWord("BUILD", true)).stage, Stage::kReady);
  EXPECT_EQ(HealthOf(StateOf(Kind::kConnection, LineWord("BUILD", true)), -1), HealthState::kDown);
  EXPECT_EQ(StateOf(Kind::kConnection, LineWord("ACTIVE", true)).stage, Stage::kReady);
}

TEST(States, OfASessionThatNobodyTellsOf) {
  EXPECT_EQ(SessionHealth("ACTIVE", ""), HealthState::kUp);
  EXPECT_EQ(SessionHealth("PENDING_UPDATE", ""), HealthState::kUnknown);
  EXPECT_EQ(SessionHealth("PENDING_CREATE", "up"), HealthState::kDown);
  EXPECT_EQ(SessionHealth("new", "up"), HealthState::kUp);
}

}  // namespace
}  // namespace ic::huawei
