// The exit codes, which scripts build on, and how results map to them.
#ifndef CLI_PROCESS_EXIT_CODE_H_
#define CLI_PROCESS_EXIT_CODE_H_

#include <set>
#include <vector>

#include "reconcile/run/apply/outcome.h"
#include "reconcile/run/drift/report.h"
#include "reconcile/run/plan/run_plan.h"

namespace ic::cli {

enum class ExitCode : int {
  kDone = 0,     // nothing to do, or all of it done
  kError = 1,    // something is wrong, or was not finished
  kPending = 2,  // plan: changes; drift: findings that count
  kRefused = 3,  // a safety rail; what was printed says what lets it pass
};

// Errors go before refusals, refusals before changes.
ExitCode ExitOfPlan(const RunPlan& plan);

// A rail stopped it and nothing else is wrong: kRefused. Whatever else was not finished: kError.
ExitCode ExitOfOutcome(const ApplyOutcome& outcome);

ExitCode ExitOfDiagnostics(const std::vector<LocatedDiagnostic>& diagnostics);

struct DriftFailOn {
  std::set<DriftClass> classes = {DriftClass::kMaterial, DriftClass::kMarks, DriftClass::kPending,
                                  DriftClass::kVendorInitiated, DriftClass::kCosmetic};
  bool health = false;
};
// A cloud that could not be read is kError, whatever else was found.
ExitCode ExitOfDrift(const DriftReport& report, const DriftFailOn& fail_on);

}  // namespace ic::cli

#endif  // CLI_PROCESS_EXIT_CODE_H_
