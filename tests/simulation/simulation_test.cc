// Whole runs of the real adapters over the simulated clouds, disturbed at every call.
#include "reconcile/run/testing/simulation.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/clouds/vendor.h"
#include "tests/simulation/world.h"

namespace ic::simulation {
namespace {

void Expect(const std::vector<std::string>& which, std::size_t stride) {
  SimulationSettings settings = SimulationSettings{.level = "real", .seeds = 2, .stride = stride}.FromEnvironment();
  settings.on_failure = [](const std::string& failure) { ADD_FAILURE() << failure; };
  const MakeWorld make = [&which](std::uint64_t seed) { return MakeRealWorld(seed, which); };
  const SimulationReport report = Simulate(make, settings);
  fmt::print("seeds {} to {}: {} cases, {} runs\n", settings.first, settings.first + settings.seeds - 1, report.cases,
             report.runs);
  EXPECT_EQ(report.failures, 0U);
}

// An odd and an even seed each: states that take time, and states that do not.
class EachCloud : public testing::TestWithParam<const SimulatedVendor*> {};

TEST_P(EachCloud, Alone) { Expect({std::string(GetParam()->name)}, GetParam()->stride); }

INSTANTIATE_TEST_SUITE_P(RealSimulation, EachCloud, testing::ValuesIn(AllVendors()),
                         [](const auto& vendor) { return std::string(vendor.param->name); });

TEST(RealSimulation, AllInOneSet) {
  std::vector<std::string> all;
  for (const SimulatedVendor* vendor : AllVendors()) all.emplace_back(vendor->name);
  Expect(all, 29);
}

}  // namespace
}  // namespace ic::simulation
