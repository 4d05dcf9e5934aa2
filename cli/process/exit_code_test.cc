#include "cli/process/exit_code.h"

#include <gtest/gtest.h>

namespace ic::cli {
namespace {

LocatedDiagnostic Said(Severity severity, bool rail = false) {
  LocatedDiagnostic located;
  located.diagnostic = {severity, "summary", "detail", {}, rail};
  return located;
}

StepResult Ended(StepState state, std::vector<LocatedDiagnostic> diagnostics = {}) {
  StepResult result;
  result.state = state;
  result.diagnostics = std::move(diagnostics);
  return result;
}

TEST(ExitOfPlanTest, ErrorsBeforeRefusalsBeforeChanges) {
  RunPlan plan;
  EXPECT_EQ(ExitOfPlan(plan), ExitCode::kDone);
  plan.diagnostics = {Said(Severity::kWarning)};
  EXPECT_EQ(ExitOfPlan(plan), ExitCode::kDone);
  plan.steps.resize(1);
  EXPECT_EQ(ExitOfPlan(plan), ExitCode::kPending);
  plan.refusals.push_back({{}, "why", "--allow"});
  EXPECT_EQ(ExitOfPlan(plan), ExitCode::kRefused);
  plan.diagnostics.push_back(Said(Severity::kError));
  EXPECT_EQ(ExitOfPlan(plan), ExitCode::kError);
}

TEST(ExitOfOutcomeTest, ARailAloneIsThree) {
  ApplyOutcome outcome;
  outcome.results = {Ended(StepState::kDone), Ended(StepState::kWouldDo)};
  EXPECT_EQ(ExitOfOutcome(outcome), ExitCode::kDone);
  outcome.results.push_back(Ended(StepState::kFailed, {Said(Severity::kError, /*rail=*/true)}));
  outcome.results.push_back(Ended(StepState::kSkipped));
  outcome.refused = true;
  EXPECT_EQ(ExitOfOutcome(outcome), ExitCode::kRefused);
  outcome.results.push_back(Ended(StepState::kFailed, {Said(Severity::kError)}));
  EXPECT_EQ(ExitOfOutcome(outcome), ExitCode::kError);
}

TEST(ExitOfOutcomeTest, WhatWasNotFinishedIsAnError) {
  ApplyOutcome outcome;
  outcome.results = {Ended(StepState::kDone), Ended(StepState::kCancelled)};
  EXPECT_EQ(ExitOfOutcome(outcome), ExitCode::kError);
  outcome.refused = true;
  EXPECT_EQ(ExitOfOutcome(outcome), ExitCode::kError);
  outcome = {};
  outcome.diagnostics = {Said(Severity::kError)};
  EXPECT_EQ(ExitOfOutcome(outcome), ExitCode::kError);
}

TEST(ExitOfDriftTest, OnlyClassesThatCountMakeItTwo) {
  DriftReport report;
  EXPECT_EQ(ExitOfDrift(report, {}), ExitCode::kDone);
  report.findings.resize(1);
  report.findings[0].klass = DriftClass::kUnmanaged;
  EXPECT_EQ(ExitOfDrift(report, {}), ExitCode::kDone);
  EXPECT_EQ(ExitOfDrift(report, {.classes = {DriftClass::kUnmanaged}}), ExitCode::kPending);
  report.findings[0].klass = DriftClass::kCosmetic;
  EXPECT_EQ(ExitOfDrift(report, {}), ExitCode::kPending);
  report.findings[0].ignored = "known";
  EXPECT_EQ(ExitOfDrift(report, {}), ExitCode::kDone);
}

TEST(ExitOfDriftTest, HealthCountsOnlyIfAsked) {
  DriftReport report;
  report.sessions.resize(1);
  report.sessions[0].state = HealthState::kDown;
  EXPECT_EQ(ExitOfDrift(report, {}), ExitCode::kDone);
  EXPECT_EQ(ExitOfDrift(report, {.health = true}), ExitCode::kPending);
}

TEST(ExitOfDriftTest, AnUnreadCloudIsAnErrorWhateverElseWasFound) {
  DriftReport report;
  report.findings.resize(1);
  report.unread.push_back({"aws", "no credentials"});
  EXPECT_EQ(ExitOfDrift(report, {}), ExitCode::kError);
}

}  // namespace
}  // namespace ic::cli
