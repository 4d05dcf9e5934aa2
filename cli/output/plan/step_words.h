// The words and signs for the steps of a plan and what became of them, the same in every format.
#ifndef CLI_OUTPUT_PLAN_STEP_WORDS_H_
#define CLI_OUTPUT_PLAN_STEP_WORDS_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "reconcile/run/apply/outcome.h"
#include "reconcile/run/plan/run_plan.h"

namespace ic::cli {

// `+` create, `<` adopt, `~` update, `-/+` replace, `+/-` replace with the new one first, `-` destroy, `.` forget.
std::string_view SignOf(const Step& step);
// "create", "destroy": as people say it (ActionName is what machines read).
std::string_view VerbOf(Action action);
// "created", "destroyed".
std::string_view DoneWordOf(Action action);

// "2 to create, 1 to change, 0 to replace, 0 to destroy; 97 unchanged": adopted and forgotten only if there are any.
std::string CountsSentence(const PlanCounts& counts);

// "aws us-east-1", "aws-partner (aws) us-east-1".
std::string PlaceOf(const Step& step);

// What the engine writes into a FieldChange where there is no value.
bool IsAbsent(std::string_view shown);

// "forces replacement, interrupts …": what is to be known of a change before it is made; empty: nothing.
std::string EffectOf(const FieldChange& change);

// "in_place", "replace", "refused".
std::string_view OnChangeName(OnChange value);
// "done", "failed", "skipped", "not_begun", "would_do".
std::string_view StepStateName(StepState state);

// What steps.size() promises but a run that was ended did not report: not begun.
const StepResult& ResultOf(const ApplyOutcome& outcome, std::size_t step);
std::size_t CountState(const RunPlan& plan, const ApplyOutcome& outcome, StepState state);

// Every step was done (or, in a dry run, would be) and nothing was wrong.
bool IsComplete(const RunPlan& plan, const ApplyOutcome& outcome);

}  // namespace ic::cli

#endif  // CLI_OUTPUT_PLAN_STEP_WORDS_H_
