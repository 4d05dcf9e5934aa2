// Random desired sets for the simulated clouds, valid there, and what must be in the clouds beforehand.
#ifndef TESTS_SIMULATION_SETS_H_
#define TESTS_SIMULATION_SETS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "reconcile/run/testing/simulated_world.h"
#include "tests/clouds/clouds.h"

namespace ic::simulation {

// Over `which` clouds. Plants gateways, lines and the like.
SimulatedSets MakeSets(std::uint64_t seed, const std::vector<std::string>& which, Clouds& clouds);

}  // namespace ic::simulation

#endif  // TESTS_SIMULATION_SETS_H_
