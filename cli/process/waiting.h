// Waiting: says on standard error that a command still reads the clouds, and what keeps it, while it lasts.
#ifndef CLI_PROCESS_WAITING_H_
#define CLI_PROCESS_WAITING_H_

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "base/clock.h"
#include "base/log.h"
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

class Waiting {
 public:
  static constexpr Duration kFirst = std::chrono::seconds(5);
  static constexpr Duration kThen = std::chrono::seconds(10);

  // `streams` and `clock` outlive it. `doing`: "planning".
  Waiting(Streams& streams, Clock& clock, std::shared_ptr<LastTrouble> trouble, std::string_view doing);

  // Begins to speak, in a thread of its own, until it is destroyed.
  void Start();
  // Says where it stands. Called by the thread; by tests in its place.
  void Tick();

 private:
  Streams& streams_;
  Clock& clock_;
  const std::shared_ptr<LastTrouble> trouble_;
  const std::string doing_;
  const Time since_;
  std::jthread ticker_;
};

}  // namespace ic::cli

#endif  // CLI_PROCESS_WAITING_H_
