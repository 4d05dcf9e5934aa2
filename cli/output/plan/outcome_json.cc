#include <chrono>

#include "cli/output/format/json.h"
#include "cli/output/plan/acknowledged_json.h"
#include "cli/output/plan/plan_output.h"
#include "cli/output/plan/step_words.h"

namespace ic::cli {
namespace {

Json ResultJson(const Step& step, const StepResult& result, std::size_t index) {
  return {
      {"number", index + 1},
      {"address", TextJson(step.address.ToString())},
      {"action", ActionName(step.action)},
      {"result", StepStateName(result.state)},
      {"id", OptionalText(result.id)},
      {"because", OptionalText(result.because)},
      {"deleted", OptionalText(result.deleted)},
      {"unfinished", result.unfinished},
      {"milliseconds", std::chrono::duration_cast<std::chrono::milliseconds>(result.took).count()},
      {"diagnostics", DiagnosticsArray(result.diagnostics)},
  };
}

}  // namespace

std::string OutcomeJson(const RunPlan& plan, const ApplyOutcome& outcome) {
  Json summary = Json::object();
  for (const StepState state :
       {StepState::kDone, StepState::kFailed, StepState::kSkipped, StepState::kCancelled, StepState::kWouldDo}) {
    summary[std::string(StepStateName(state))] = CountState(plan, outcome, state);
  }
  Json steps = Json::array();
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    steps.push_back(ResultJson(plan.steps[i], ResultOf(outcome, i), i));
  }
  return Dumped({
      {"format_version", kFormatVersion},
      {"complete", IsComplete(plan, outcome)},
      {"refused", outcome.refused},
      {"summary", std::move(summary)},
      {"steps", std::move(steps)},
      {"acknowledged", AcknowledgedJson(plan)},
      {"diagnostics", DiagnosticsArray(outcome.diagnostics)},
  });
}

}  // namespace ic::cli
