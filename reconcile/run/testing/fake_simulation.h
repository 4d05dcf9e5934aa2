// The fake clouds (reconcile/testing/fake_cloud.h) as a simulated world.
#ifndef RECONCILE_RUN_TESTING_FAKE_SIMULATION_H_
#define RECONCILE_RUN_TESTING_FAKE_SIMULATION_H_

#include <cstdint>
#include <memory>

#include "reconcile/run/testing/simulated_world.h"

namespace ic {

std::unique_ptr<SimulatedWorld> MakeFakeSimulation(std::uint64_t seed);

}  // namespace ic

#endif  // RECONCILE_RUN_TESTING_FAKE_SIMULATION_H_
