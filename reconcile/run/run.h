// Run: plan and apply over a whole set. The face of this folder, for the command line and for simulations.
#ifndef RECONCILE_RUN_RUN_H_
#define RECONCILE_RUN_RUN_H_

#include <chrono>
#include <cstddef>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "reconcile/engine.h"
#include "reconcile/run/desired_set.h"
#include "reconcile/run/set_plan.h"
#include "reconcile/state/store.h"

namespace ic {

// What a run works with; outlives it.
struct RunEnvironment {
  EngineEnvironment engine;
  StateStore* state = nullptr;
  std::size_t parallelism = 32;  // objects worked on at once; 1: in the order of the plan, one after the other
  std::stop_token stop;          // ends a run cleanly: what runs is finished or left resumable, nothing more is begun
};

struct PlanOptions {
  bool destroy = false;                    // as if the set held no object
  bool refresh = true;                     // false: believe the state
  std::set<Address> allow;                 // deletions and replacements of circuits and sessions that are acknowledged
  std::set<std::string> allow_disruption;  // beside the set's own
  std::set<Address> replace;               // replaced although nothing differs
};

// Offline: nothing is asked of any cloud or state.
std::vector<LocatedDiagnostic> ValidateSet(const EngineEnvironment& environment, const DesiredSet& desired);

// Changes nothing, anywhere: the engine it plans with is read-only.
SetPlan PlanSet(const RunEnvironment& environment, const DesiredSet& desired, const PlanOptions& options);

enum class StepState : std::uint8_t {
  kDone,
  kFailed,
  kSkipped,    // something it depends on failed
  kCancelled,  // not begun, because the run was stopped
  kWouldDo,    // a dry run
};

struct StepResult {
  StepState state = StepState::kDone;
  std::vector<LocatedDiagnostic> diagnostics;
  std::string id;       // of the object afterwards
  std::string because;  // kSkipped: the address that failed
  Duration took{};
};

struct ApplyOutcome {
  std::vector<StepResult> results;             // by index of SetPlan::steps
  std::vector<LocatedDiagnostic> diagnostics;  // of the run as a whole
  bool refused = false;                        // a safety rail stopped a step at the last moment
  bool ok() const;
};

// Told of what happens, from several threads, one call at a time.
class RunObserver {
 public:
  virtual ~RunObserver() = default;
  virtual void OnStart(const SetPlan& plan, std::size_t step) = 0;
  virtual void OnFinish(const SetPlan& plan, std::size_t step, const StepResult& result) = 0;
};

struct ApplyOptions {
  std::set<std::string> allow_disruption;  // as in PlanOptions
  RunObserver* observer = nullptr;
  bool dry_run = false;  // another runner of the same plan: same order, no engine, no state
};

// Carries out a plan that has neither errors nor refusals; the state is locked by the caller (not for a dry run).
// Each object is planned again right before it is touched; what was known in `plan` must not have changed.
ApplyOutcome ApplySet(const RunEnvironment& environment, const DesiredSet& desired, const SetPlan& plan,
                      const ApplyOptions& options);

}  // namespace ic

#endif  // RECONCILE_RUN_RUN_H_
