// Plans and what became of them, in the formats people and machines read. Pure functions from data to text.
#ifndef CLI_OUTPUT_PLAN_PLAN_OUTPUT_H_
#define CLI_OUTPUT_PLAN_PLAN_OUTPUT_H_

#include <string>

#include "cli/output/format/text.h"
#include "reconcile/run/apply/outcome.h"
#include "reconcile/run/plan/run_plan.h"

namespace ic::cli {

std::string PlanText(const RunPlan& plan, const TextStyle& style);
std::string PlanJson(const RunPlan& plan);
std::string PlanMarkdown(const RunPlan& plan);  // a pull request comment: summary, then folded details

// What was done, what was not, and why.
std::string OutcomeText(const RunPlan& plan, const ApplyOutcome& outcome, const TextStyle& style);
std::string OutcomeJson(const RunPlan& plan, const ApplyOutcome& outcome);

}  // namespace ic::cli

#endif  // CLI_OUTPUT_PLAN_PLAN_OUTPUT_H_
