// Whole runs of the real adapters over the simulated clouds, disturbed at every call.
#include "reconcile/run/testing/simulation.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/clouds/vendor.h"
#include "tests/simulation/world.h"

namespace ic::simulation {
namespace {

void Expect(const std::vector<std::string>& which, SimulationSettings settings) {
  if (settings.seeds == 0) GTEST_SKIP() << "no day's seeds";
  settings.on_failure = [](const std::string& failure) { ADD_FAILURE() << failure; };
  const MakeWorld make = [&which](std::uint64_t seed) { return MakeRealWorld(seed, which); };
  const SimulationReport report = Simulate(make, settings);
  fmt::print("seeds {} to {}: {} cases, {} runs\n", settings.first, settings.first + settings.seeds - 1, report.cases,
             report.runs);
  EXPECT_EQ(report.failures, 0U);
}

// An odd and an even seed each: states that take time, and states that do not.
class EachCloud : public testing::TestWithParam<const SimulatedVendor*> {};

TEST_P(EachCloud, Alone) {
  Expect({std::string(GetParam()->name)},
         SimulationSettings{.level = "real", .seeds = 2, .stride = GetParam()->stride}.FromEnvironment());
}

// Others each day; a failure names the seed.
TEST_P(EachCloud, OfTheDay) {
  Expect({std::string(GetParam()->name)},
         SimulationSettings{
             .level = "real", .seeds = 2, .stride = 3 * GetParam()->stride, .most = std::chrono::seconds(20)}
             .OfTheDay());
}

INSTANTIATE_TEST_SUITE_P(RealSimulation, EachCloud, testing::ValuesIn(AllVendors()),
                         [](const auto& vendor) { return std::string(vendor.param->name); });

TEST(RealSimulation, AllInOneSet) {
  std::vector<std::string> all;
  for (const SimulatedVendor* vendor : AllVendors()) all.emplace_back(vendor->name);
  Expect(all, SimulationSettings{.level = "real", .seeds = 2, .stride = 61}.FromEnvironment());
}

// A session is replaced whose interface moves in the same run, which gives it another id.
TEST(RealSimulation, ASessionThatMoved) {
  Expect({"aws"}, SimulationSettings{.level = "real", .first = 20261130000, .seeds = 1, .only = "change/undisturbed"});
}

}  // namespace
}  // namespace ic::simulation
