// The words and signs that every format shares.
#ifndef CLI_OUTPUT_WORDS_H_
#define CLI_OUTPUT_WORDS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "reconcile/run/apply/outcome.h"
#include "reconcile/run/drift/report.h"
#include "reconcile/run/plan/run_plan.h"

namespace ic::cli {

// `+` create, `<` adopt, `~` update, `-/+` replace, `+/-` replace with the new one first, `-` destroy, `.` forget.
std::string_view SignOf(const Step& step);
// "create", "destroy": as people say it (ActionName is what machines read).
std::string_view VerbOf(Action action);
// "created", "destroyed".
std::string_view DoneWordOf(Action action);

// "1 finding", "2 findings".
std::string Count(std::size_t number, std::string_view noun);
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
// "error", "warning".
std::string_view SeverityName(Severity severity);
// "up", "down", "unknown".
std::string_view HealthStateName(HealthState state);
// "done", "failed", "skipped", "not_begun", "would_do".
std::string_view StepStateName(StepState state);
// What a class of drift means, in a few words.
std::string_view ClassMeaning(DriftClass klass);
inline constexpr DriftClass kAllDriftClasses[] = {DriftClass::kMaterial, DriftClass::kPending,
                                                  DriftClass::kVendorInitiated, DriftClass::kCosmetic,
                                                  DriftClass::kUnmanaged};

// "2026-09-01 10:00 UTC", "12 s", "3 min 5 s".
std::string PlainTime(Time time);
std::string PlainDuration(Duration duration);
std::int64_t UnixSeconds(Time time);

// What steps.size() promises but a run that was ended did not report: not begun.
const StepResult& ResultOf(const ApplyOutcome& outcome, std::size_t step);
std::size_t CountState(const RunPlan& plan, const ApplyOutcome& outcome, StepState state);

// Every step was done (or, in a dry run, would be) and nothing was wrong.
bool IsComplete(const RunPlan& plan, const ApplyOutcome& outcome);

// The findings of a class, ignored ones apart.
std::vector<const DriftFinding*> FindingsOf(const DriftReport& report, DriftClass klass, bool ignored);
std::vector<const DriftFinding*> IgnoredFindings(const DriftReport& report);
std::size_t CountingFindings(const DriftReport& report);
// Everything was read, without an error, and no finding counts.
bool InSync(const DriftReport& report);

}  // namespace ic::cli

#endif  // CLI_OUTPUT_WORDS_H_
