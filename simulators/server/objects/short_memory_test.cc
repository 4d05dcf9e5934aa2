#include "simulators/server/objects/short_memory.h"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

namespace ic::sim {
namespace {

using std::chrono::seconds;

TEST(ShortMemory, HoldsForItsWindow) {
  ShortMemory<int> memory{seconds(10)};
  const Time begin{};
  memory.Keep("a", 1, begin);
  ASSERT_NE(memory.Find("a", begin + seconds(9)), nullptr);
  EXPECT_EQ(*memory.Find("a", begin + seconds(9)), 1);
  EXPECT_EQ(memory.Find("a", begin + seconds(10)), nullptr);
  EXPECT_EQ(memory.Find("b", begin), nullptr);
  memory.Keep("a", 2, begin + seconds(20));
  EXPECT_EQ(*memory.Find("a", begin + seconds(29)), 2);
}

TEST(ShortMemory, DoesNotGrowForEver) {
  ShortMemory<int> memory{seconds(10)};
  std::size_t most = 0;
  for (int i = 0; i < 20000; ++i) {
    const Time now = Time{} + seconds(i);
    memory.Keep(std::to_string(i), i, now);
    most = std::max(most, memory.size());
    ASSERT_NE(memory.Find(std::to_string(i), now), nullptr);
  }
  EXPECT_LT(most, 2000U);
}

}  // namespace
}  // namespace ic::sim
