// The simulated clouds as a world of the simulation (reconcile/run/testing/simulated_world.h).
#ifndef TESTS_SIMULATION_WORLD_H_
#define TESTS_SIMULATION_WORLD_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "reconcile/run/testing/simulated_world.h"

namespace ic::simulation {

// Over those clouds. With an odd seed states take time.
std::unique_ptr<SimulatedWorld> MakeRealWorld(std::uint64_t seed, const std::vector<std::string>& which);

}  // namespace ic::simulation

#endif  // TESTS_SIMULATION_WORLD_H_
