#include "base/run_budget.h"

#include <chrono>

#include <gtest/gtest.h>

namespace ic {
namespace {

using std::chrono::seconds;

TEST(RunBudgetTest, WhoWaitsAtTheSameTimeWaitsOnce) {
  RunBudget budget(std::chrono::minutes(2));
  const Time now{};
  for (int call = 0; call < 100; ++call) EXPECT_TRUE(budget.TakeWait(now + seconds(call % 7), seconds(60)));
  EXPECT_TRUE(budget.TakeWait(now + seconds(66), seconds(54)));
  EXPECT_FALSE(budget.TakeWait(now + seconds(121), seconds(1)));
}

TEST(RunBudgetTest, PagesRunOutAndStayOut) {
  RunBudget budget(RunBudget::kLongestWait, 3);
  for (int page = 0; page < 3; ++page) EXPECT_TRUE(budget.TakePage());
  for (int page = 0; page < 3; ++page) EXPECT_FALSE(budget.TakePage());
}

}  // namespace
}  // namespace ic
