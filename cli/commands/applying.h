// Applying: what apply and destroy have in common.
#ifndef CLI_COMMANDS_APPLYING_H_
#define CLI_COMMANDS_APPLYING_H_

#include <string>
#include <string_view>

#include "cli/commands/planning.h"
#include "cli/process/exit_code.h"
#include "cli/process/host.h"
#include "cli/process/options.h"

namespace ic::cli {

struct ApplyRequest {
  PlanRequest plan;
  std::string plan_file;  // empty: plan now
  bool yes = false;       // do not ask
  bool dry_run = false;
  bool json = false;
};

// --yes, --dry-run and --json.
void AddApplyOptions(CLI::App& command, ApplyRequest& request);

// Asks `question` on the terminal. Only 'yes' is a yes; otherwise it says that nothing was begun.
bool SaysYes(Streams& streams, std::string_view question);

// Locks, plans, asks, carries out, and says what was done. `name` is the command's, for whoever meets the lock.
ExitCode ApplyCommand(Host& host, const CommonOptions& common, const ApplyRequest& request, const std::string& name);

}  // namespace ic::cli

#endif  // CLI_COMMANDS_APPLYING_H_
