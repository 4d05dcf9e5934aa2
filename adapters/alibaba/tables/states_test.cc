#include "adapters/alibaba/tables/states.h"

#include <gtest/gtest.h>

namespace ic::alibaba {
namespace {

TEST(States, APortThatEndedIsThereUntilItIsDeleted) {
  for (const char* word :
       {"Terminating", "Terminated", "Canceled", "Rejected", "Allocation Failed", "AllocationFailed"}) {
    const StateRow& row = StateOf(Kind::kConnection, word);
    EXPECT_FALSE(IsAbsent(row)) << word;
    EXPECT_FALSE(TroubleOf(row, word).empty()) << word;
    EXPECT_TRUE(NeedsDelete(row.stage)) << word;
  }
}

TEST(States, AnInterfaceWithoutASessionIsUp) {
  EXPECT_EQ(HealthOf(StateOf(Kind::kVirtualInterface, "active"), -1), HealthState::kUp);
  EXPECT_EQ(HealthOf(StateOf(Kind::kVirtualInterface, "unconfirmed"), -1), HealthState::kDown);
  EXPECT_EQ(HealthOf(StateOf(Kind::kVirtualInterface, "terminating"), -1), HealthState::kDown);
}

TEST(States, ARouterIsStoppedWhileItIsBeingTerminated) {
  EXPECT_TRUE(IsStopped(StateOf(Kind::kVirtualInterface, "terminating").stage));
  EXPECT_FALSE(IsSettled(StateOf(Kind::kVirtualInterface, "terminating").stage, false));
  EXPECT_TRUE(IsSettled(StateOf(Kind::kVirtualInterface, "terminated").stage, false));
}

TEST(States, StepsOfAPortAndItsLetter) {
  EXPECT_EQ(PortStepOf("Approved"), PortStep::kOrdered);
  EXPECT_EQ(PortStepOf("enabled"), PortStep::kInService);
  EXPECT_EQ(PortStepOf("new"), PortStep::kOther);
  EXPECT_EQ(LoaStepOf(""), LoaStep::kNone);
  EXPECT_EQ(LoaStepOf("Applying"), LoaStep::kReviewed);
  EXPECT_EQ(LoaStepOf("Completing"), LoaStep::kComplete);
}

TEST(States, ARouteThatIsThereHasTwoWords) {
  for (const char* word : {"Available", "Created", "created"}) EXPECT_EQ(RouteStage(word), Stage::kReady) << word;
  EXPECT_EQ(RouteStage("Creating"), Stage::kUnderway);
  EXPECT_EQ(RouteStage("Deleting"), Stage::kLeaving);
  EXPECT_EQ(RouteStage("Resting"), Stage::kUnknown);
}

}  // namespace
}  // namespace ic::alibaba
