// Whole runs of the real adapters over the simulated clouds, disturbed at every call.
#include "reconcile/run/testing/simulation.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/simulation/world.h"

namespace ic::simulation {
namespace {

void Expect(const std::vector<std::string>& which, std::uint64_t seeds) {
  SimulationSettings settings = SimulationSettings{.level = "real", .seeds = seeds}.FromEnvironment();
  settings.on_failure = [](const std::string& failure) { ADD_FAILURE() << failure; };
  const MakeWorld make = [&which](std::uint64_t seed) { return MakeRealWorld(seed, which); };
  const SimulationReport report = Simulate(make, settings);
  fmt::print("seeds {} to {}: {} cases, {} runs\n", settings.first, settings.first + settings.seeds - 1, report.cases,
             report.runs);
  EXPECT_EQ(report.failures, 0U);
}

TEST(RealSimulation, Aws) { Expect({"aws"}, 2); }
TEST(RealSimulation, Huawei) { Expect({"huawei"}, 2); }
TEST(RealSimulation, Alibaba) { Expect({"alibaba"}, 2); }
TEST(RealSimulation, ThreeCloudsInOneSet) { Expect({"aws", "huawei", "alibaba"}, 1); }

}  // namespace
}  // namespace ic::simulation
