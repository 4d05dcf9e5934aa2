// ApplyOutcome: what became of each step of a plan, and who is told while it happens.
#ifndef RECONCILE_RUN_APPLY_OUTCOME_H_
#define RECONCILE_RUN_APPLY_OUTCOME_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "reconcile/run/plan/run_plan.h"
#include "reconcile/run/set/located.h"

namespace ic {

enum class StepState : std::uint8_t {
  kDone,
  kFailed,
  kSkipped,    // something it depends on failed, or what it was to go with; nothing was done to it
  kCancelled,  // not begun, because the run ended before
  kWouldDo,    // a dry run
};

struct StepResult {
  StepState state = StepState::kDone;
  std::vector<LocatedDiagnostic> diagnostics;
  std::string id;           // of the object afterwards
  std::string because;      // kSkipped: the address that failed
  std::string deleted;      // id of what was deleted and has no successor: down until that is made
  bool unfinished = false;  // kDone: it was made, and something that was asked for was refused
  Duration took{};
};

struct ApplyOutcome {
  std::vector<StepResult> results;             // by index of RunPlan::steps
  std::vector<LocatedDiagnostic> diagnostics;  // of the run as a whole
  bool refused = false;                        // a safety rail stopped a step at the last moment
  bool stopped = false;                        // somebody asked for it to end
  bool state_lost = false;                     // the state could not be written, and so nothing more was begun
  bool ok() const;
};

// Told of what happens, from several threads, one call at a time.
class RunObserver {
 public:
  virtual ~RunObserver() = default;
  virtual void OnStart(const RunPlan& plan, std::size_t step) = 0;
  virtual void OnFinish(const RunPlan& plan, std::size_t step, const StepResult& result) = 0;
};

}  // namespace ic

#endif  // RECONCILE_RUN_APPLY_OUTCOME_H_
