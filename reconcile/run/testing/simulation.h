// Simulation: whole runs against a simulated world, with one mishap at each call and each write of a run in turn, until
// the world is as desired. Deterministic: a seed and the name of a case give the same run again.
//
// What must hold, whatever happens: running again comes to the desired world, each object once, nothing left over; a
// plan of it is then empty; nothing is touched that the plan does not name; no secret is in anything that is said or
// kept.
#ifndef RECONCILE_RUN_TESTING_SIMULATION_H_
#define RECONCILE_RUN_TESTING_SIMULATION_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "reconcile/run/testing/simulated_world.h"

namespace ic {

struct SimulationSettings {
  std::string level;  // of script/simulate, for the line that runs a failure again
  std::uint64_t first = 1;
  std::uint64_t seeds = 1;
  bool undisturbed = false;  // no mishap but somebody else's edit: a run of each stage, for many seeds
  bool thorough = false;     // every mishap at every call; otherwise one at every call, another with every seed
  std::size_t stride = 1;    // 3: at every third call and write, at others with the next seed
  std::string only;          // the name of the one case to run; empty: all
  std::size_t parallelism = 1;
  std::size_t random_cases = 0;    // beside: runs with many mishaps at once
  std::chrono::seconds most = {};  // no case begins after that; zero: all are run
  // Told of each failure at once, with the line that runs it again. May be empty.
  std::function<void(const std::string& failure)> on_failure = {};

  // With what the environment says: IC_SIMULATION_FIRST, _SEEDS, _STRIDE, _THOROUGH, _CASE; _THINNED: how many times
  // longer the stride is, and fewer the cases of many mishaps, for a build that is as many times slower.
  SimulationSettings FromEnvironment() const;
  // With seeds that are others each day: 20261128000 and on. IC_SIMULATION_DATE=2026-11-28 names another day than today
  // (UTC), `none` leaves no seed.
  SimulationSettings OfTheDay() const;
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
