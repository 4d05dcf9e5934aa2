#include "cli/process/waiting.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/output/format/text.h"
#include "cli/output/format/words.h"
#include "cli/process/exit_code.h"

namespace ic::cli {

void LastTrouble::Note(const LogRecord& record) {
  const auto has = [&record](std::string_view name) {
    return std::ranges::find(record.fields, name, &LogField::first);
  };
  const auto error = has("error");
  if (has("attempt") == record.fields.end() || error == record.fields.end()) return;
  const std::lock_guard lock(mutex_);
  words_ = OneLine(fmt::format("{}: {}", record.message, error->second));
}

std::string LastTrouble::Take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(words_, {});
}

Waiting::Waiting(Streams& streams, Clock& clock, std::shared_ptr<LastTrouble> trouble, std::string_view doing,
                 WhenStopped when_stopped)
    : streams_(streams),
      clock_(clock),
      trouble_(std::move(trouble)),
      doing_(doing),
      when_stopped_(when_stopped),
      since_(clock.Now()) {}

void Waiting::Start() {
  // Nothing was begun: there is nothing to put in order, and what is being read may last.
  Listen([] { _exit(static_cast<int>(ExitCode::kError)); });
  ticker_ = std::jthread([this](const std::stop_token& stop) {
    Duration wait = kFirst;
    while (clock_.SleepFor(wait, stop)) {  // until it is destroyed
      Tick();
      wait = kThen;
    }
  });
}

void Waiting::Listen(std::function<void()> end) {
  end_ = std::move(end);
  signals_.emplace([this](int count) { OnSignal(count); });
}

void Waiting::OnSignal(int count) {
  if (count == 1) streams_.Say(fmt::format("Stopped while {}: nothing was begun, and nothing was changed.\n", doing_));
  if (when_stopped_ == WhenStopped::kEnds || count > 1) {
    end_();
  } else {
    stop_.request_stop();
  }
}

void Waiting::Tick() {
  const std::string trouble = trouble_->Take();
  streams_.Say(fmt::format("still {} after {}{}\n", doing_, PlainDuration(clock_.Now() - since_),
                           trouble.empty() ? "" : " · " + trouble));
}

}  // namespace ic::cli
