// Simulation: whole runs against a simulated world, with one mishap at each call and each write of a run in turn, until
// the world is as desired. Deterministic: a seed and the name of a case give the same run again.
//
// What must hold, whatever happens: running again comes to the desired world, each object once, nothing left over; a
// plan of it is then empty; nothing is touched that the plan does not name; no secret is in anything that is said or
// kept.
#ifndef RECONCILE_RUN_TESTING_SIMULATION_H_
#define RECONCILE_RUN_TESTING_SIMULATION_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "reconcile/run/run.h"
#include "reconcile/run/testing/memory_store.h"

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
  virtual std::set<std::string> TouchedBesides(const SetPlan& /*plan*/) { return {}; }
  // How many objects a step may make: one if it creates, and what the cloud makes with it.
  virtual std::size_t MayMake(const Step& step) { return Creates(step) ? 1 : 0; }
  // Ids under which Objects() has an object of the state; none for one that is lowered.
  virtual std::set<std::string> IdsOf(const StateObject& object) = 0;
  // Where the cloud's object differs from what is wanted, in words. `id_of` gives the ids of what it refers to.
  virtual std::vector<std::string> Differences(const DesiredObject& wanted, const StateObject& stored,
                                               const std::function<std::string(const Address&)>& id_of) = 0;
};

using MakeWorld = std::function<std::unique_ptr<SimulatedWorld>(std::uint64_t seed)>;

struct SimulationSettings {
  std::string level;  // of script/simulate, for the line that runs a failure again
  std::uint64_t first = 1;
  std::uint64_t seeds = 1;
  bool thorough = false;   // every mishap at every call; otherwise one at every call, another with every seed
  std::size_t stride = 1;  // 3: at every third call and write, at others with the next seed
  std::string only;        // the name of the one case to run; empty: all
  std::size_t parallelism = 1;
  std::size_t random_cases = 0;  // beside: runs with many mishaps at once
  // Told of each failure at once, with the line that runs it again. May be empty.
  std::function<void(const std::string& failure)> on_failure = {};

  // With what the environment says: IC_SIMULATION_FIRST, _SEEDS, _STRIDE, _THOROUGH, _CASE; _THINNED: how many times
  // longer the stride is, for a build that is as many times slower.
  SimulationSettings FromEnvironment() const;
};

struct SimulationReport {
  std::size_t cases = 0;
  std::size_t runs = 0;
  std::size_t failures = 0;
};

// Stops after some failures: more of the same help nobody.
SimulationReport Simulate(const MakeWorld& make, const SimulationSettings& settings);

}  // namespace ic

#endif  // RECONCILE_RUN_TESTING_SIMULATION_H_
