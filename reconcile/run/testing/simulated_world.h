// SimulatedWorld: what a simulation asks of the clouds that it runs against, and the sets it runs.
#ifndef RECONCILE_RUN_TESTING_SIMULATED_WORLD_H_
#define RECONCILE_RUN_TESTING_SIMULATED_WORLD_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "reconcile/run/apply/apply_set.h"
#include "reconcile/run/plan/plan_set.h"

namespace ic {

// What is wanted first, and what is wanted then.
struct SimulatedSets {
  DesiredSet first;
  DesiredSet second;
  std::set<Address> allow;           // deletions and replacements on the way from one to the other, and destroying
  std::vector<std::string> secrets;  // that must not be seen anywhere
};

// True if an object is there after the step that was not there before.
bool Creates(const Step& step);

// Clouds that outlive the processes which work on them. Calls are numbered from 0 over the life of the world.
class SimulatedWorld {
 public:
  virtual ~SimulatedWorld() = default;

  virtual const SimulatedSets& sets() const = 0;
  // For a new process. The logger is the simulation's own.
  virtual EngineEnvironment Environment() = 0;

  virtual std::size_t calls() const = 0;
  // What may happen to a call. Names; "meddle": somebody else edits the world right before it.
  virtual std::vector<std::string> mishaps() const = 0;
  virtual void Arm(const std::string& mishap, std::size_t call) = 0;
  // The process is dead: no call is carried out any more.
  virtual void Kill() = 0;
  virtual bool dead() = 0;  // asked from any thread
  // Nothing happens any more, and the next call is another process's.
  virtual void Restart() = 0;

  // What "stopped" calls: the run is asked to end while that call is on its way.
  std::function<void()> stop_run = [] {};

  // Edits the world as somebody else would; the same for the same number.
  virtual void Meddle(std::uint64_t number) = 0;
  // Ids that somebody else has edited since the last Restart.
  virtual const std::set<std::string>& meddled() const = 0;

  // All objects, by id: everything that a change would show in.
  virtual std::map<std::string, std::string> Objects() = 0;
  // Of these, what is none of our making.
  virtual const std::set<std::string>& strangers() const = 0;
  // What of Objects() a plan may touch beside the objects of its ids: the interface that shows its sessions, for
  // example. Asked before anything is done.
  virtual std::set<std::string> TouchedBesides(const RunPlan& /*plan*/) { return {}; }
  // A run begins whose changes are to be held against its plan.
  virtual void Watch() = 0;
  // What was changed since Watch and `plan` does not show, a sentence each: another object or kind than it names,
  // another fate, or a member that belongs to none of the fields that it changes.
  virtual std::vector<std::string> NotPlanned(const RunPlan& plan) = 0;
  // Ids of objects that were deleted since the last Restart while the cloud refused every create, which checks would
  // have told. What makes room for another may not be among them.
  virtual std::set<std::string> DeletedInVain() { return {}; }
  // How many objects a step may make: one if it creates, and what the cloud makes with it.
  virtual std::size_t MayMake(const Step& step) { return Creates(step) ? 1 : 0; }
  // Ids under which Objects() has an object of the state; none for one that is lowered.
  virtual std::set<std::string> IdsOf(const StateObject& object) = 0;
  // Where the cloud's object differs from what is wanted, in words. `id_of` gives the ids of what it refers to.
  virtual std::vector<std::string> Differences(const DesiredObject& wanted, const StateObject& stored,
                                               const std::function<std::string(const Address&)>& id_of) = 0;
};

using MakeWorld = std::function<std::unique_ptr<SimulatedWorld>(std::uint64_t seed)>;

}  // namespace ic

#endif  // RECONCILE_RUN_TESTING_SIMULATED_WORLD_H_
