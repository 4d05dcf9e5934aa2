#include "cli/process/exit_code.h"

#include <algorithm>

namespace ic::cli {
namespace {

bool HasOtherErrorThanRails(const std::vector<LocatedDiagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const LocatedDiagnostic& located) {
    return located.diagnostic.severity == Severity::kError && !located.diagnostic.rail;
  });
}

// A step that failed for another reason than a rail, or was not begun because the run was stopped.
bool EndedOtherwise(const StepResult& result) {
  return result.state == StepState::kCancelled ||
         (result.state == StepState::kFailed && HasOtherErrorThanRails(result.diagnostics));
}

}  // namespace

ExitCode ExitOfPlan(const RunPlan& plan) {
  if (plan.HasErrors()) return ExitCode::kError;
  if (!plan.refusals.empty()) return ExitCode::kRefused;
  return plan.HasChanges() ? ExitCode::kPending : ExitCode::kDone;
}

ExitCode ExitOfOutcome(const ApplyOutcome& outcome) {
  if (outcome.ok()) return ExitCode::kDone;
  const bool otherwise = HasOtherErrorThanRails(outcome.diagnostics) ||
                         std::any_of(outcome.results.begin(), outcome.results.end(), EndedOtherwise);
  return outcome.refused && !otherwise ? ExitCode::kRefused : ExitCode::kError;
}

ExitCode ExitOfDiagnostics(const std::vector<LocatedDiagnostic>& diagnostics) {
  return HasErrors(diagnostics) ? ExitCode::kError : ExitCode::kDone;
}

ExitCode ExitOfDrift(const DriftReport& report, const DriftFailOn& fail_on) {
  if (!report.unread.empty() || HasErrors(report.diagnostics)) return ExitCode::kError;
  if (report.CountOf(fail_on.classes) > 0) return ExitCode::kPending;
  return fail_on.health && report.Unhealthy() ? ExitCode::kPending : ExitCode::kDone;
}

}  // namespace ic::cli
