// Output: plans, outcomes, drift reports and diagnostics in the formats people and machines read. Pure functions from
// data to text; no terminal, no file.
#ifndef CLI_OUTPUT_OUTPUT_H_
#define CLI_OUTPUT_OUTPUT_H_

#include <set>
#include <string>
#include <vector>

#include "reconcile/run/apply/outcome.h"
#include "reconcile/run/drift/report.h"
#include "reconcile/run/plan/run_plan.h"
#include "reconcile/run/set/desired_set.h"

namespace ic::cli {

// The version of every JSON document written here: {"format_version": "1.0", …}. The minor number grows with additions.
inline constexpr const char* kFormatVersion = "1.0";

struct TextStyle {
  bool color = false;     // ANSI; only on a terminal and without NO_COLOR
  bool detailed = false;  // also what stays: reasons, sources, unchanged fields that matter
  int width = 100;        // columns to wrap sentences to
};

std::string DiagnosticsText(const std::vector<LocatedDiagnostic>& diagnostics, const TextStyle& style);
std::string DiagnosticsJson(const std::vector<LocatedDiagnostic>& diagnostics);  // {"format_version", "valid", …}
std::string DiagnosticsSarif(const std::vector<LocatedDiagnostic>& diagnostics, const std::string& version);

std::string PlanText(const RunPlan& plan, const TextStyle& style);
std::string PlanJson(const RunPlan& plan);
std::string PlanMarkdown(const RunPlan& plan);  // a pull request comment: summary, then folded details

// What was done, what was not, and why.
std::string OutcomeText(const RunPlan& plan, const ApplyOutcome& outcome, const TextStyle& style);
std::string OutcomeJson(const RunPlan& plan, const ApplyOutcome& outcome);

std::string DriftText(const DriftReport& report, const TextStyle& style);
std::string DriftJson(const DriftReport& report);
std::string DriftMarkdown(const DriftReport& report);
std::string DriftSarif(const DriftReport& report, const std::string& version);
// node_exporter's textfile format.
std::string DriftPrometheus(const DriftReport& report);

// One node an object, edges from child to parent; groups of redundancy as clusters.
enum class GraphFormat : std::uint8_t { kDot, kMermaid };
std::string GraphOf(const DesiredSet& desired, GraphFormat format);

}  // namespace ic::cli

#endif  // CLI_OUTPUT_OUTPUT_H_
