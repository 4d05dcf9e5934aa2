// Outcomes of a run, against files of testdata.
#include <chrono>

#include <gmock/gmock.h>

#include "cli/output/plan/plan_output.h"
#include "cli/output/testing/golden.h"
#include "cli/output/testing/samples.h"

namespace ic::cli {
namespace {

using ::testing::HasSubstr;

StepResult Result(StepState state, std::string id = "", int seconds = 0) {
  StepResult result;
  result.state = state;
  result.id = std::move(id);
  result.took = std::chrono::seconds(seconds);
  return result;
}

// One step of each state; the last was not reported at all.
ApplyOutcome FailedOutcome() {
  ApplyOutcome outcome;
  outcome.results = {Result(StepState::kDone, "dxcon-fg1", 12), Result(StepState::kFailed, "dxvif-ffabc123", 185),
                     Result(StepState::kDone, "dxvif-ffcde456", 1), Result(StepState::kDone, "dxcon-fg5678gh", 7300),
                     Result(StepState::kSkipped)};
  outcome.results[0].diagnostics = {
      Located(Severity::kWarning, "Order still open", "The connection is ordered; its port is not ready yet.")};
  outcome.results[1].diagnostics = {At(Located(Severity::kError, "Cannot replace the virtual interface",
                                               "CreatePrivateVirtualInterface: VLAN 200 is in use on this connection "
                                               "(DirectConnectClientException, request 4711).",
                                               "vlan"),
                                       Named(Kind::kVirtualInterface, "prod"), "net/interconnect.yaml", 12, 11)};
  outcome.results[1].diagnostics.push_back(Located(Severity::kError, "The last healthy leg", "Repair dc2 first."));
  outcome.results[1].diagnostics.back().diagnostic.rail = true;
  outcome.results[1].deleted = "dxvif-ffabc123";
  outcome.results[4].because = "virtual_interface.prod";
  return outcome;
}

ApplyOutcome OutcomeOf(const RunPlan& plan, StepState state) {
  ApplyOutcome outcome;
  outcome.results.assign(plan.steps.size(), Result(state));
  return outcome;
}

TEST(OutcomeTextTest, SaysWhatWasDoneWhatWasNotAndWhy) {
  ExpectGolden("outcome-failed.txt", OutcomeText(SamplePlan(), FailedOutcome(), {}));
  ExpectGolden("outcome-failed-color.txt", OutcomeText(SamplePlan(), FailedOutcome(), {.color = true}));
}

TEST(OutcomeTextTest, AllDone) {
  const RunPlan plan = SamplePlan();
  ExpectGolden("outcome-done.txt", OutcomeText(plan, OutcomeOf(plan, StepState::kDone), {}));
  EXPECT_EQ(OutcomeText({}, {}, {}), "Nothing to apply.\n");
}

TEST(OutcomeTextTest, DryRun) {
  const RunPlan plan = SamplePlan();
  ExpectGolden("outcome-dry-run.txt", OutcomeText(plan, OutcomeOf(plan, StepState::kWouldDo), {}));
}

TEST(OutcomeTextTest, StoppedOrRefused) {
  const RunPlan plan = SamplePlan();
  EXPECT_THAT(OutcomeText(plan, {}, {}),
              HasSubstr("Not finished: 0 of 6 steps done, 6 not begun.\nThe run was stopped."));
  ApplyOutcome refused = FailedOutcome();
  refused.refused = true;
  EXPECT_THAT(OutcomeText(plan, refused, {}), HasSubstr("\nA safety rail stopped the run;"));
}

TEST(OutcomeJsonTest, Documented) {
  const RunPlan plan = SamplePlan();
  ExpectGolden("outcome-failed.json", OutcomeJson(plan, FailedOutcome()));
  ExpectGolden("outcome-done.json", OutcomeJson(plan, OutcomeOf(plan, StepState::kDone)));
}

TEST(OutcomeJsonTest, AnErrorOfTheRunIsNotComplete) {
  ApplyOutcome outcome;
  outcome.diagnostics = {Located(Severity::kError, "State lost", "The lock was lost.")};
  EXPECT_THAT(OutcomeJson({}, outcome), HasSubstr("\"complete\": false"));
}

}  // namespace
}  // namespace ic::cli
