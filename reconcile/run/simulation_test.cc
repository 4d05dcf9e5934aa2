// Whole runs over the fake clouds, disturbed at every call (reconcile/run/testing/simulation.h).
#include "reconcile/run/testing/simulation.h"

#include <cstdint>
#include <cstdlib>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "reconcile/run/testing/fake_simulation.h"

namespace ic {
namespace {

void Expect(SimulationSettings settings) {
  if (settings.seeds == 0) GTEST_SKIP() << "no day's seeds";
  settings.on_failure = [](const std::string& failure) { ADD_FAILURE() << failure; };
  const SimulationReport report = Simulate(MakeFakeSimulation, settings);
  fmt::print("seeds {} to {}: {} cases, {} runs\n", settings.first, settings.first + settings.seeds - 1, report.cases,
             report.runs);
  EXPECT_EQ(report.failures, 0U);
}

// Twenty seeds in parts, each of which a slow build runs in well under a minute; seeds that are named are one part.
class Mishaps : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Mishaps, OneAtEveryCallOfARun) {
  const bool named = std::getenv("IC_SIMULATION_FIRST") != nullptr || std::getenv("IC_SIMULATION_SEEDS") != nullptr;
  if (named && GetParam() != 0) GTEST_SKIP() << "the first part runs the seeds that are named";
  Expect(SimulationSettings{.level = "fake", .first = 1 + 2 * GetParam(), .seeds = 2}.FromEnvironment());
}

INSTANTIATE_TEST_SUITE_P(Simulation, Mishaps, testing::Range<std::uint64_t>(0, 10));

// Orders of events that few sets have: undisturbed, a run is so short that there can be many.
TEST(Simulation, ManySetsUndisturbed) {
  Expect(SimulationSettings{.level = "fake", .seeds = 80, .undisturbed = true}.FromEnvironment());
}

// Others each day; a failure names the seed.
TEST(Simulation, SeedsOfTheDay) {
  Expect(SimulationSettings{.level = "fake", .seeds = 10, .most = std::chrono::seconds(20)}.OfTheDay());
}

TEST(Simulation, ManySeedsOfTheDayUndisturbed) {
  Expect(SimulationSettings{.level = "fake", .seeds = 150, .undisturbed = true, .most = std::chrono::seconds(20)}
             .OfTheDay());
}

// Several at once, many objects at once: which call is which differs from run to run, what must hold does not.
TEST(Simulation, ManyMishapsAtOnce) {
  Expect(SimulationSettings{.level = "fake", .seeds = 8, .parallelism = 8, .random_cases = 4}.FromEnvironment());
}

}  // namespace
}  // namespace ic
