// Progress: what a run is doing, on standard error. On a terminal one line per running object, redrawn in place and
// gone at the end; elsewhere a line when something starts, when it ends, and now and then while it lasts.
#ifndef CLI_PROCESS_PROGRESS_H_
#define CLI_PROCESS_PROGRESS_H_

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "base/clock.h"
#include "cli/process/streams.h"
#include "cli/process/terminal.h"
#include "reconcile/run/apply/outcome.h"

namespace ic::cli {

class Progress : public RunObserver {
 public:
  static constexpr Duration kRedraw = std::chrono::milliseconds(200);
  static constexpr Duration kStill = std::chrono::seconds(30);

  // `streams` and `clock` outlive it.
  Progress(Streams& streams, Clock& clock, const Appearance& look) : streams_(streams), clock_(clock), look_(look) {}
  ~Progress() override { Stop(); }

  // Begins and ends ticking, in a thread of its own. After Stop nothing of the live lines is left.
  void Start();
  void Stop();

  void OnStart(const RunPlan& plan, std::size_t step) override;
  void OnFinish(const RunPlan& plan, std::size_t step, const StepResult& result) override;

  // Draws, or says what still lasts. Called by the thread; by tests in its place.
  void Tick();

  // A message that shall stay, above the live lines.
  void Say(std::string_view text);

 private:
  struct Running {
    std::string address;
    std::string doing;
    Time since{};
    Time said{};
  };
  std::string Erased();
  std::string Frame(Time now) const;
  void SayWhatLasts(Time now);

  Streams& streams_;
  Clock& clock_;
  const Appearance look_;
  std::mutex mutex_;
  std::map<std::size_t, Running> running_;
  std::size_t done_ = 0;
  std::size_t all_ = 0;
  std::size_t drawn_ = 0;  // lines on the screen that are ours
  std::jthread ticker_;
};

// "creating", "destroying".
std::string_view DoingWordOf(Action action);

}  // namespace ic::cli

#endif  // CLI_PROCESS_PROGRESS_H_
