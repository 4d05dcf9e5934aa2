#include "cli/output/plan/step_words.h"

#include <algorithm>

#include <fmt/format.h>

namespace ic::cli {

std::string_view SignOf(const Step& step) {
  switch (step.action) {
    case Action::kNothing:
      return " ";
    case Action::kCreate:
      return "+";
    case Action::kAdopt:
      return "<";
    case Action::kUpdate:
      return "~";
    case Action::kReplace:
      return step.create_first ? "+/-" : "-/+";
    case Action::kDelete:
      return "-";
    case Action::kForget:
      return ".";
  }
  return " ";
}

std::string_view VerbOf(Action action) {
  switch (action) {
    case Action::kNothing:
      return "keep";
    case Action::kCreate:
      return "create";
    case Action::kAdopt:
      return "adopt";
    case Action::kUpdate:
      return "update in place";
    case Action::kReplace:
      return "replace";
    case Action::kDelete:
      return "destroy";
    case Action::kForget:
      return "forget";
  }
  return "keep";
}

std::string_view DoneWordOf(Action action) {
  switch (action) {
    case Action::kNothing:
      return "kept";
    case Action::kCreate:
      return "created";
    case Action::kAdopt:
      return "adopted";
    case Action::kUpdate:
      return "updated";
    case Action::kReplace:
      return "replaced";
    case Action::kDelete:
      return "destroyed";
    case Action::kForget:
      return "forgotten";
  }
  return "kept";
}

std::string CountsSentence(const PlanCounts& counts) {
  std::string text = fmt::format("{} to create", counts.create);
  if (counts.adopt > 0) text += fmt::format(", {} to adopt", counts.adopt);
  text += fmt::format(", {} to change, {} to replace, {} to destroy", counts.update, counts.replace, counts.destroy);
  if (counts.forget > 0) text += fmt::format(", {} to forget", counts.forget);
  return text + fmt::format("; {} unchanged", counts.nothing);
}

std::string PlaceOf(const Step& step) {
  std::string text = step.account.empty() || step.account == step.cloud
                         ? step.cloud
                         : fmt::format("{} ({})", step.account, step.cloud);
  if (!step.region.empty()) text += (text.empty() ? "" : " ") + step.region;
  return text;
}

bool IsAbsent(std::string_view shown) { return shown.empty() || shown == "null"; }

std::string EffectOf(const FieldChange& change) {
  std::string effect;
  if (change.replaces_session) {
    effect = "replaces the session";
  } else if (change.on_change == OnChange::kReplace) {
    effect = "forces replacement";
  } else if (change.on_change == OnChange::kRefused) {
    effect = "cannot be changed";
  }
  if (change.interrupts.empty()) return effect;
  return effect + (effect.empty() ? "interrupts " : ", interrupts ") + change.interrupts;
}

std::string_view OnChangeName(OnChange value) {
  switch (value) {
    case OnChange::kInPlace:
      return "in_place";
    case OnChange::kReplace:
      return "replace";
    case OnChange::kRefused:
      return "refused";
  }
  return "in_place";
}

std::string_view StepStateName(StepState state) {
  switch (state) {
    case StepState::kDone:
      return "done";
    case StepState::kFailed:
      return "failed";
    case StepState::kSkipped:
      return "skipped";
    case StepState::kCancelled:
      return "not_begun";
    case StepState::kWouldDo:
      return "would_do";
  }
  return "not_begun";
}

const StepResult& ResultOf(const ApplyOutcome& outcome, std::size_t step) {
  static const StepResult kNotBegun{StepState::kCancelled, {}, {}, {}, {}};
  return step < outcome.results.size() ? outcome.results[step] : kNotBegun;
}

std::size_t CountState(const RunPlan& plan, const ApplyOutcome& outcome, StepState state) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < plan.steps.size(); ++i) count += ResultOf(outcome, i).state == state ? 1 : 0;
  return count;
}

bool IsComplete(const RunPlan& plan, const ApplyOutcome& outcome) {
  const std::size_t through =
      CountState(plan, outcome, StepState::kDone) + CountState(plan, outcome, StepState::kWouldDo);
  const bool whole = std::ranges::none_of(outcome.results, &StepResult::unfinished);
  return through == plan.steps.size() && whole && !outcome.refused && !HasErrors(outcome.diagnostics);
}

}  // namespace ic::cli
