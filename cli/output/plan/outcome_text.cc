#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/output/format/diagnostics.h"
#include "cli/output/format/text.h"
#include "cli/output/format/words.h"
#include "cli/output/plan/plan_output.h"
#include "cli/output/plan/step_words.h"

namespace ic::cli {
namespace {

constexpr std::array kStateOrder = {StepState::kDone, StepState::kWouldDo, StepState::kFailed, StepState::kSkipped,
                                    StepState::kCancelled};

std::string_view TitleOf(StepState state) {
  switch (state) {
    case StepState::kDone:
      return "Done";
    case StepState::kWouldDo:
      return "Would be done";
    case StepState::kFailed:
      return "Failed";
    case StepState::kSkipped:
      return "Skipped, because something they stand on failed";
    case StepState::kCancelled:
      return "Not begun, because the run ended before";
  }
  return "";
}

Hue HueOfState(StepState state) {
  switch (state) {
    case StepState::kDone:
      return Hue::kGreen;
    case StepState::kFailed:
      return Hue::kRed;
    case StepState::kSkipped:
    case StepState::kCancelled:
      return Hue::kYellow;
    case StepState::kWouldDo:
      break;
  }
  return Hue::kCyan;
}

std::string StepLine(const Step& step, const StepResult& result, const TextStyle& style) {
  const Paint paint(style.color);
  const bool done = result.state == StepState::kDone;
  std::string line = paint(HueOfState(result.state), RightAligned(SignOf(step), 5)) + " " +
                     paint(Hue::kBold, OneLine(step.address.ToString())) + "  " +
                     std::string(done ? DoneWordOf(step.action) : VerbOf(step.action));
  const std::string& id = result.id.empty() ? step.id : result.id;
  if (!id.empty()) line += paint(Hue::kDim, " · " + OneLine(id));
  if (!result.deleted.empty()) line += paint(Hue::kRed, " · deleted, and its successor is not made");
  if (result.unfinished) line += paint(Hue::kRed, " · not whole");
  if (result.took.count() > 0) line += paint(Hue::kDim, " · " + PlainDuration(result.took));
  line += "\n";
  if (result.state == StepState::kSkipped && !result.because.empty()) {
    line += fmt::format("        waits for {}, which failed\n", OneLine(result.because));
  }
  for (const LocatedDiagnostic* located : ErrorsFirst(result.diagnostics)) {
    line += DiagnosticBlock(*located, style, 8);
  }
  return line;
}

std::string Section(const RunPlan& plan, const ApplyOutcome& outcome, StepState state, const TextStyle& style) {
  std::string out;
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const StepResult& result = ResultOf(outcome, i);
    if (result.state == state) out += StepLine(plan.steps[i], result, style);
  }
  if (out.empty()) return "";
  return Paint(style.color)(Hue::kBold, fmt::format("{}:", TitleOf(state))) + "\n" + out + "\n";
}

// "2 created, 1 updated": of what was done.
std::string DoneCounts(const RunPlan& plan, const ApplyOutcome& outcome) {
  constexpr std::array kOrder = {Action::kCreate,  Action::kAdopt,  Action::kUpdate,
                                 Action::kReplace, Action::kDelete, Action::kForget};
  std::string text;
  for (const Action action : kOrder) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
      if (plan.steps[i].action == action && ResultOf(outcome, i).state == StepState::kDone) ++count;
    }
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, DoneWordOf(action));
  }
  return text;
}

// What has gone and is not there again: empty if there is no such thing.
std::string DownWords(const RunPlan& plan, const ApplyOutcome& outcome) {
  std::vector<std::string> down;
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const std::string& id = ResultOf(outcome, i).deleted;
    if (!id.empty()) down.push_back(fmt::format("{} ({})", OneLine(plan.steps[i].address.ToString()), OneLine(id)));
  }
  if (down.empty()) return "";
  return fmt::format("Deleted, and {} not made: {}. What {} carried is down until the next apply.",
                     down.size() == 1 ? "its successor is" : "their successors are", JoinWords(down, "and"),
                     down.size() == 1 ? "it" : "they");
}

constexpr const char* kStoppedWords =
    "The run was stopped. What was done is in the state; plan and apply again to go on from here.";

std::string HowToGoOn(const ApplyOutcome& outcome, std::size_t failed) {
  if (outcome.state_lost) {
    return "The state could not be written, so nothing more was begun. Make it writable, then plan and apply again: "
           "what was done without being stored is found by its mark or its values.";
  }
  if (outcome.stopped) return kStoppedWords;
  if (outcome.refused) {
    return "A safety rail stopped the run; what would let it pass is said above. What was done is in the state: plan "
           "again and apply to go on.";
  }
  const bool unfinished = std::ranges::any_of(outcome.results, &StepResult::unfinished);
  if (failed > 0 || unfinished || HasErrors(outcome.diagnostics)) {
    return "What was done is in the state. Mend what the errors name, then plan and apply again: the run goes on from "
           "here.";
  }
  return kStoppedWords;
}

std::string OutcomeClosing(const RunPlan& plan, const ApplyOutcome& outcome, const TextStyle& style) {
  const Paint paint(style.color);
  const std::size_t all = plan.steps.size();
  const std::size_t done = CountState(plan, outcome, StepState::kDone);
  const std::size_t would = CountState(plan, outcome, StepState::kWouldDo);
  const std::size_t failed = CountState(plan, outcome, StepState::kFailed);
  if (would == all && would > 0) {
    return paint(Hue::kBold,
                 fmt::format("Dry run: {} would be carried out; nothing was changed.", Count(all, "step"))) +
           "\n";
  }
  if (IsComplete(plan, outcome)) {
    if (all == 0) return paint(Hue::kBold, "Nothing to apply.") + "\n";
    return paint(Hue::kGreen, fmt::format("Applied: {}.", DoneCounts(plan, outcome))) + "\n";
  }
  std::string counts = fmt::format("Not finished: {} of {} done", done, Count(all, "step"));
  const std::pair<StepState, std::string_view> rest[] = {
      {StepState::kFailed, "failed"}, {StepState::kSkipped, "skipped"}, {StepState::kCancelled, "not begun"}};
  for (const auto& [state, word] : rest) {
    const std::size_t count = CountState(plan, outcome, state);
    if (count > 0) counts += fmt::format(", {} {}", count, word);
  }
  const auto unfinished = std::ranges::count_if(outcome.results, &StepResult::unfinished);
  if (unfinished > 0) counts += fmt::format(", {} of them not whole", unfinished);
  std::string out = paint(Hue::kRed, counts + ".") + "\n";
  const std::string down = DownWords(plan, outcome);
  if (!down.empty()) out += Wrapped(down, 0, style.width);
  return out + Wrapped(HowToGoOn(outcome, failed), 0, style.width);
}

}  // namespace

std::string OutcomeText(const RunPlan& plan, const ApplyOutcome& outcome, const TextStyle& style) {
  std::string out;
  for (const StepState state : kStateOrder) out += Section(plan, outcome, state, style);
  const std::string diagnostics = DiagnosticBlocks(outcome.diagnostics, style);
  if (!diagnostics.empty()) out += diagnostics + "\n";
  return out + OutcomeClosing(plan, outcome, style);
}

}  // namespace ic::cli
