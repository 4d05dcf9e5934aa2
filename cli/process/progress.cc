#include "cli/process/progress.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/output/format/text.h"
#include "cli/output/format/words.h"
#include "cli/output/plan/step_words.h"

namespace ic::cli {
namespace {

// Lines that others on the screen may keep, the counting line among them.
constexpr int kSpareLines = 4;

std::string_view EndWordOf(const Step& step, const StepResult& result) {
  switch (result.state) {
    case StepState::kDone:
      return DoneWordOf(step.action);
    case StepState::kFailed:
      return "failed";
    case StepState::kSkipped:
      return "skipped";
    case StepState::kCancelled:
      return "stopped";
    case StepState::kWouldDo:
      return "would be done";
  }
  return "";
}

// One line must stay one line, or it could not be erased.
std::string Fitted(const std::string& line, int width) {
  const auto columns = static_cast<std::size_t>(std::max(1, width - 1));
  if (DisplayWidth(line) <= columns) return line;
  return line.substr(0, columns - 1) + ">";
}

}  // namespace

std::string_view DoingWordOf(Action action) {
  switch (action) {
    case Action::kCreate:
      return "creating";
    case Action::kAdopt:
      return "adopting";
    case Action::kUpdate:
      return "updating";
    case Action::kReplace:
      return "replacing";
    case Action::kDelete:
      return "destroying";
    case Action::kForget:
      return "forgetting";
    case Action::kNothing:
      break;
  }
  return "checking";
}

void Progress::Start() {
  ticker_ = std::jthread([this](const std::stop_token& stop) {
    const Duration period = look_.live ? kRedraw : Duration(std::chrono::seconds(1));
    while (clock_.SleepFor(period, stop)) Tick();  // until Stop
  });
}

void Progress::Stop() {
  ticker_ = {};  // requests its stop and waits for it
  const std::lock_guard lock(mutex_);
  const std::string erased = Erased();
  if (!erased.empty()) streams_.Say(erased);
}

void Progress::OnStart(const RunPlan& plan, std::size_t step) {
  const std::lock_guard lock(mutex_);
  const Time now = clock_.Now();
  const Step& what = plan.steps[step];
  all_ = plan.steps.size();
  const Running running{OneLine(what.address.ToString()), std::string(DoingWordOf(what.action)), now, now};
  running_[step] = running;
  if (!look_.live) streams_.Say(fmt::format("{}  {}…\n", running.address, running.doing));
}

void Progress::OnFinish(const RunPlan& plan, std::size_t step, const StepResult& result) {
  const std::lock_guard lock(mutex_);
  running_.erase(step);
  ++done_;
  if (look_.live) return;
  const Step& what = plan.steps[step];
  const std::string id = result.id.empty() || result.state == StepState::kFailed ? "" : " · " + OneLine(result.id);
  streams_.Say(fmt::format("{}  {} after {}{}\n", OneLine(what.address.ToString()), EndWordOf(what, result),
                           PlainDuration(result.took), id));
}

void Progress::Tick() {
  const std::lock_guard lock(mutex_);
  const Time now = clock_.Now();
  if (!look_.live) return SayWhatLasts(now);
  std::string text = Erased();
  const std::string frame = Frame(now);
  drawn_ = static_cast<std::size_t>(std::count(frame.begin(), frame.end(), '\n'));
  text += frame;
  if (!text.empty()) streams_.Say(text);
}

void Progress::Say(std::string_view text) {
  const std::lock_guard lock(mutex_);
  streams_.Say(Erased() + std::string(text));
}

// Up to the first of our lines, and away with all that follows.
std::string Progress::Erased() {
  if (drawn_ == 0) return "";
  return fmt::format("\x1b[{}F\x1b[J", std::exchange(drawn_, 0));
}

std::string Progress::Frame(Time now) const {
  if (running_.empty()) return "";
  const auto room = static_cast<std::size_t>(std::max(1, look_.height - kSpareLines));
  std::string frame;
  std::size_t shown = 0;
  for (const auto& [step, running] : running_) {
    if (shown == room) break;
    ++shown;
    frame += Fitted(fmt::format("{}  {}… {}", running.address, running.doing, PlainDuration(now - running.since)),
                    look_.width) +
             "\n";
  }
  const std::string more = shown < running_.size() ? fmt::format(" ({} not shown)", running_.size() - shown) : "";
  return frame + Fitted(fmt::format("{} of {} done, {} running{}", done_, all_, running_.size(), more), look_.width) +
         "\n";
}

void Progress::SayWhatLasts(Time now) {
  for (auto& [step, running] : running_) {
    if (now - running.said < kStill) continue;
    running.said = now;
    streams_.Say(
        fmt::format("{}  still {} after {}\n", running.address, running.doing, PlainDuration(now - running.since)));
  }
}

}  // namespace ic::cli
