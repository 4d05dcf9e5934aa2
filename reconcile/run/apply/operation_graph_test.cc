#include "reconcile/run/apply/operation_graph.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic::run {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Step StepOf(Action action, const std::string& name, std::vector<std::size_t> after = {}) {
  Step step;
  step.action = action;
  step.address = {Kind::kConnection, name};
  step.after = std::move(after);
  return step;
}

// "0 destroy -> 1 2".
std::vector<std::string> Lines(const RunPlan& plan) {
  std::vector<std::string> lines;
  for (const OperationNode& node : OperationGraph(plan)) {
    std::string line = std::to_string(node.step) + (node.half == Half::kMake ? " make ->" : " destroy ->");
    for (const std::size_t later : node.before) line += " " + std::to_string(later);
    lines.push_back(std::move(line));
  }
  return lines;
}

TEST(OperationGraphTest, NothingToDoIsNoOperation) { EXPECT_THAT(OperationGraph({}), IsEmpty()); }

TEST(OperationGraphTest, WhatIsMadeFollowsWhatItStandsOn) {
  RunPlan plan;
  plan.steps = {StepOf(Action::kCreate, "a"), StepOf(Action::kAdopt, "b", {0}), StepOf(Action::kUpdate, "c", {1})};
  EXPECT_THAT(Lines(plan), ElementsAre("0 make -> 1", "1 make -> 2", "2 make ->"));
  const auto nodes = OperationGraph(plan);
  EXPECT_EQ(nodes[0].missing, 0U);
  EXPECT_EQ(nodes[2].missing, 1U);
}

TEST(OperationGraphTest, AReplacementIsTwoOperationsInTheOrderItSays) {
  RunPlan plan;
  plan.steps = {StepOf(Action::kReplace, "a")};
  EXPECT_THAT(Lines(plan), ElementsAre("0 destroy -> 1", "0 make ->"));
  plan.steps[0].create_first = true;
  EXPECT_THAT(Lines(plan), ElementsAre("0 make -> 1", "0 destroy ->"));
}

TEST(OperationGraphTest, WhatLeavesAParentThatIsMadeFirstMovesBeforeThatGoes) {
  RunPlan plan;
  plan.steps = {StepOf(Action::kReplace, "parent"), StepOf(Action::kUpdate, "child", {0})};
  plan.steps[0].create_first = true;
  plan.steps[1].former_parents = {plan.steps[0].address};
  EXPECT_THAT(Lines(plan), ElementsAre("0 make -> 1 2", "0 destroy ->", "1 make -> 1"));
}

TEST(OperationGraphTest, WithTheOldParentGoneFirstThereIsNothingToMoveAwayFrom) {
  RunPlan plan;
  plan.steps = {StepOf(Action::kReplace, "parent"), StepOf(Action::kUpdate, "child", {0})};
  plan.steps[1].former_parents = {plan.steps[0].address, {Kind::kConnection, "not in the plan"}};
  EXPECT_THAT(Lines(plan), ElementsAre("0 destroy -> 1", "0 make -> 2", "1 make ->"));
}

TEST(OperationGraphTest, ADeletionLetsItsChildrenGoFirst) {
  RunPlan plan;
  plan.steps = {StepOf(Action::kDelete, "child"), StepOf(Action::kForget, "parent", {0})};
  plan.steps[0].former_parents = {plan.steps[1].address};
  EXPECT_THAT(Lines(plan), ElementsAre("0 destroy -> 1", "1 destroy ->"));
}

TEST(OperationGraphTest, AReplacedChildStaysUntilItsParentHasChanged) {
  RunPlan plan;
  plan.steps = {StepOf(Action::kUpdate, "parent"), StepOf(Action::kReplace, "child", {0})};
  EXPECT_THAT(Lines(plan), ElementsAre("0 make -> 1 2", "1 destroy -> 2", "1 make ->"));
}

// A stop ends none of these while the old half is gone.
TEST(OperationGraphTest, WhatANewHalfWaitsForAndItsOldOneDoesNotFinishesIt) {
  RunPlan plan;
  plan.steps = {StepOf(Action::kCreate, "new parent"), StepOf(Action::kReplace, "child", {0, 2}),
                StepOf(Action::kDelete, "in the way"), StepOf(Action::kUpdate, "beside")};
  plan.steps[1].former_parents = {plan.steps[2].address};
  const std::vector<OperationNode> nodes = OperationGraph(plan);
  using Operation = std::pair<std::size_t, Half>;
  const auto finishing = FinishingOperations(plan, nodes);
  EXPECT_TRUE(finishing.contains(Operation{1, Half::kMake}));
  EXPECT_TRUE(finishing.contains(Operation{2, Half::kDestroy}));
  EXPECT_FALSE(finishing.contains(Operation{1, Half::kDestroy}));
  EXPECT_FALSE(finishing.contains(Operation{3, Half::kMake}));
  plan.steps[1].create_first = true;
  EXPECT_TRUE(FinishingOperations(plan, OperationGraph(plan)).empty());
}

TEST(OperationGraphTest, OperationsThatWaitForEachOtherAreFound) {
  RunPlan plan;
  plan.steps = {StepOf(Action::kReplace, "grandparent"), StepOf(Action::kReplace, "parent", {0}),
                StepOf(Action::kUpdate, "child", {1})};
  plan.steps[1].former_parents = {plan.steps[0].address};
  plan.steps[2].former_parents = {plan.steps[1].address};
  plan.steps[1].create_first = true;  // on the new grandparent, which waits for the old parent to go
  EXPECT_TRUE(GoesRound(OperationGraph(plan)));
  plan.steps[0].create_first = true;
  EXPECT_FALSE(GoesRound(OperationGraph(plan)));
}

TEST(OperationGraphTest, ASessionThatGoesStaysUntilItsInterfaceHasANewOneOfItsOwn) {
  RunPlan plan;
  plan.steps = {StepOf(Action::kUpdate, "interface"), StepOf(Action::kDelete, "session")};
  plan.steps[1].former_parents = {plan.steps[0].address};
  EXPECT_THAT(Lines(plan), ElementsAre("0 make ->", "1 destroy ->"));
  plan.steps[0].changes = {{.path = "customer_asn", .on_change = OnChange::kInPlace, .replaces_session = true}};
  EXPECT_THAT(Lines(plan), ElementsAre("0 make -> 1", "1 destroy ->"));
}

}  // namespace
}  // namespace ic::run
