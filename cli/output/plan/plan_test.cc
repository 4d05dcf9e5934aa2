// Plans in each format, against files of testdata.
#include <gmock/gmock.h>

#include "cli/output/plan/plan_output.h"
#include "cli/output/testing/golden.h"
#include "cli/output/testing/samples.h"

namespace ic::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(PlanTextTest, OneBlockAStep) {
  ExpectGolden("plan.txt", PlanText(SamplePlan(), {}));
  ExpectGolden("plan-color.txt", PlanText(SamplePlan(), {.color = true}));
  ExpectGolden("plan-detailed.txt", PlanText(SamplePlan(), {.detailed = true}));
}

TEST(PlanTextTest, NarrowScreensBreakSentencesNotFields) {
  const std::string text = PlanText(SamplePlan(), {.width = 60});
  ExpectGolden("plan-60.txt", text);
  EXPECT_THAT(text, HasSubstr("- [\"10.0.0.0/16\", \"10.1.0.0/16\", \"10.2.0.0/16\"]\n"));
}

TEST(PlanTextTest, RefusalsAndErrorsSayWhatToDo) {
  ExpectGolden("plan-refused.txt", PlanText(RefusedPlan(), {}));
  ExpectGolden("plan-errors.txt", PlanText(WrongPlan(), {}));
}

TEST(PlanTextTest, NothingToDo) {
  EXPECT_EQ(PlanText(EmptyPlan(), {}), "No changes: 97 objects are as configured.\n");
  RunPlan one;
  one.counts.nothing = 1;
  EXPECT_EQ(PlanText(one, {}), "No changes: 1 object is as configured.\n");
}

TEST(PlanJsonTest, Documented) {
  ExpectGolden("plan.json", PlanJson(SamplePlan()));
  ExpectGolden("plan-refused.json", PlanJson(RefusedPlan()));
  ExpectGolden("plan-none.json", PlanJson(EmptyPlan()));
}

TEST(PlanMarkdownTest, SummaryThenFoldedDetails) {
  ExpectGolden("plan.md", PlanMarkdown(SamplePlan()));
  ExpectGolden("plan-refused.md", PlanMarkdown(RefusedPlan()));
  ExpectGolden("plan-errors.md", PlanMarkdown(WrongPlan()));
  EXPECT_EQ(PlanMarkdown(EmptyPlan()), "### Interconnect: no changes, 97 unchanged\n\n");
}

TEST(PlanMarkdownTest, ValuesFormNoMarkupAndMentionNobody) {
  const std::string text = PlanMarkdown(SamplePlan());
  EXPECT_THAT(text, Not(HasSubstr("<script")));
  EXPECT_THAT(text, Not(HasSubstr("@octocat")));
  EXPECT_THAT(text, Not(HasSubstr("net | core")));
}

TEST(PlanMarkdownTest, StaysShortEnoughToBePosted) {
  RunPlan plan = SamplePlan();
  while (plan.steps.size() < 600) plan.steps.push_back(plan.steps[1]);
  const std::string text = PlanMarkdown(plan);
  EXPECT_LT(text.size(), 65536U);
  EXPECT_THAT(text, HasSubstr("left out here: the comment would be too long."));
}

}  // namespace
}  // namespace ic::cli
