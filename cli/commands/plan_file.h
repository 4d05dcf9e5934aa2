// Plan files: what `plan --out` writes and `apply FILE` reads. JSON, without any secret: what is applied is planned
// again from the same configuration, and must come out the same. A seal covers every byte: a digest against slips, a
// code with a key (HMAC) where somebody else could put a file in its place.
#ifndef CLI_COMMANDS_PLAN_FILE_H_
#define CLI_COMMANDS_PLAN_FILE_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/contract/factory.h"
#include "base/clock.h"
#include "base/status.h"
#include "cli/commands/planning.h"
#include "reconcile/run/plan/run_plan.h"

namespace ic::cli {

struct PlannedStep {
  std::string address;
  std::string action;
  std::string fingerprint;  // of what the step does and was decided from
  bool operator==(const PlannedStep&) const = default;
};

struct PlanFile {
  std::string version;                                      // of the program that wrote it
  std::string checksum;                                     // of the plan
  std::string lineage;                                      // of the state; empty: there was none yet
  std::int64_t serial = 0;                                  // likewise
  std::string made_at;                                      // ISO 8601, UTC
  std::vector<std::string> configuration;                   // -f, as typed
  std::vector<std::pair<std::string, std::string>> hashes;  // files that were read → SHA-256
  PlanRequest request;
  std::vector<PlannedStep> steps;
  std::string shown;  // what people read in it about the steps, as JSON
};

// The key of INTERCONNECT_PLAN_KEY, or of the file that INTERCONNECT_PLAN_KEY_FILE names; empty: none is given. Too
// short a one, and both at once, are errors.
StatusOr<std::string> PlanKeyOf(const std::map<std::string, std::string>& environment);

// kNotFound and so on if a file of the configuration cannot be read any more.
StatusOr<PlanFile> PlanFileOf(const AdapterFactory& factory, const Planned& planned, const PlanRequest& request,
                              const std::vector<std::string>& configuration, std::string version, Time now);

// `plan` is added as PlanJson shows it, for people and tools. `key` empty: sealed with a digest alone.
std::string WritePlanFile(const PlanFile& file, const RunPlan& plan, std::string_view key);

// kInvalidArgument: no plan file, or one of another format. kPermissionDenied: not as it was written, or not sealed
// with this key; `key` empty: sealed with one.
StatusOr<PlanFile> ReadPlanFile(std::string_view text, std::string_view key);

// Why this configuration is not read for the plan; empty: it may be. A plan names files below the current folder; any
// others whoever applies it names again (`typed`).
std::string ProblemOfConfiguration(const PlanFile& file, const std::vector<std::string>& typed);

// Of what is now: empty, or a sentence for each file that changed, is new or is gone.
std::vector<std::string> ChangedFiles(const PlanFile& file, const std::vector<std::string>& files_now);

// A line for each step that is not what was planned. Empty: it is the same plan.
std::vector<std::string> ChangedSteps(const AdapterFactory& factory, const PlanFile& file, const RunPlan& now);

}  // namespace ic::cli

#endif  // CLI_COMMANDS_PLAN_FILE_H_
