// One trial of a simulation: a world, a state, and the runs against them; notes what must not be.
#ifndef RECONCILE_RUN_TESTING_TRIAL_H_
#define RECONCILE_RUN_TESTING_TRIAL_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "reconcile/run/testing/memory_store.h"
#include "reconcile/run/testing/simulated_world.h"

namespace ic {

// What is wanted of a run.
enum class Stage : std::uint8_t { kMake, kChange, kDestroy };
std::string_view StageName(Stage stage);

// What may happen to a write of the state.
enum class WriteMishap : std::uint8_t { kNone, kFails, kDiesBefore, kDiesAfter };

class Trial {
 public:
  Trial(const MakeWorld& make, std::uint64_t seed, std::size_t parallelism);

  SimulatedWorld& world() { return *world_; }
  std::size_t writes() const { return writes_; }
  std::size_t runs() const { return runs_; }
  // Empty: all is as it must be.
  const std::vector<std::string>& problems() const { return problems_; }

  // Brings the world to where the stage begins.
  void Prepare(Stage stage);
  // One run: plan and apply, or what a process could do of it. True if it did all there was to do.
  bool RunOnce(Stage stage);
  // Runs without mishaps until one does all there was to do (`patient`: and none has anything left to do); then
  // everything must be as desired.
  void Converge(Stage stage, bool patient = false);
  void StrikeWrite(std::size_t write, WriteMishap mishap);
  // The next run is only asked to end: it finishes what it began to replace.
  void StrikeStop() { only_stopped_ = true; }
  // What the last run said, for people.
  const std::string& words() const { return words_; }

 private:
  using Snapshot = std::map<std::string, std::string>;
  struct Touched {
    std::set<std::string> ids;
    std::size_t news = 0;  // objects that may be there afterwards and were not before
  };

  RunEnvironment Environment();
  Status BeforeWrite();
  void Note(std::string problem);
  void ListenTo(const RunPlan& plan);
  void CheckPlanChangedNothing(const Snapshot& before);
  void CheckReplacements(const RunPlan& plan);
  Touched MayTouch(const RunPlan& plan);
  void CheckTouched(const Touched& may, const Snapshot& before);
  void CheckSecrets();
  // After a run that was stopped: what it made is in the state.
  void CheckNothingLost(const Snapshot& before);
  // Likewise: what it deleted to replace it has its successor.
  void CheckNothingDown(const RunPlan& plan, const Snapshot& before);
  // Once the state could not be written, nothing more is made.
  void CheckNothingMadeUnstored();
  RunPlan PlanFor(Stage stage);
  bool HasNothingToDo(Stage stage);
  void CheckEmptyPlan(Stage stage);
  void CheckWorld(Stage stage);
  void CheckObjects(const DesiredSet& set);

  const std::uint64_t seed_;
  const std::size_t parallelism_;
  std::unique_ptr<SimulatedWorld> world_;
  MemoryStore store_;
  std::size_t writes_ = 0;
  std::size_t struck_ = 0;
  WriteMishap mishap_ = WriteMishap::kNone;
  std::stop_source stop_;  // of the run
  bool only_stopped_ = false;
  std::optional<Snapshot> unstored_;  // what was there when a write of the state failed in this run
  std::size_t runs_ = 0;
  std::mutex mutex_;  // of said_, which loggers write to
  std::string said_;  // everything that could be seen since the last check
  std::string words_;
  std::vector<std::string> problems_;
  std::set<std::string> leaving_;  // ids of what the runs so far were to delete
};

}  // namespace ic

#endif  // RECONCILE_RUN_TESTING_TRIAL_H_
