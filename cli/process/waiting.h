// Waiting: says on standard error that a command still reads the clouds, and what keeps it, while it lasts; and that it
// was stopped, if it is.
#ifndef CLI_PROCESS_WAITING_H_
#define CLI_PROCESS_WAITING_H_

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

#include "base/clock.h"
#include "base/log.h"
#include "cli/process/signals.h"
#include "cli/process/streams.h"

namespace ic::cli {

// What the calls that are sent again were told last. Thread-safe.
class LastTrouble {
 public:
  // A record of another kind is none.
  void Note(const LogRecord& record);
  // "AWS call will be sent again: …", once; empty if there is nothing new.
  std::string Take();

 private:
  std::mutex mutex_;
  std::string words_;
};

// What a command that changes nothing yet does when somebody stops it (Ctrl-C).
enum class WhenStopped {
  kEnds,   // at once: what was read so far is no answer
  kSaysSo  // it looks at `stop`, and says itself that it was stopped
};

class Waiting {
 public:
  static constexpr Duration kFirst = std::chrono::seconds(5);
  static constexpr Duration kThen = std::chrono::seconds(10);

  // `streams` and `clock` outlive it. `doing`: "planning".
  Waiting(Streams& streams, Clock& clock, std::shared_ptr<LastTrouble> trouble, std::string_view doing,
          WhenStopped when_stopped = WhenStopped::kEnds);

  // Begins to speak, in a thread of its own, and to hear signals, until it is destroyed.
  void Start();
  // Hears signals. `end`: ends the process; tests say how else.
  void Listen(std::function<void()> end);
  std::stop_token stop() const { return stop_.get_token(); }
  // Says where it stands. Called by the thread; by tests in its place.
  void Tick();

 private:
  void OnSignal(int count);

  Streams& streams_;
  Clock& clock_;
  const std::shared_ptr<LastTrouble> trouble_;
  const std::string doing_;
  const WhenStopped when_stopped_;
  const Time since_;
  std::function<void()> end_;
  std::stop_source stop_;
  std::jthread ticker_;
  std::optional<StopSignals> signals_;
};

}  // namespace ic::cli

#endif  // CLI_PROCESS_WAITING_H_
