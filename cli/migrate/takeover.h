// What is moved, as the clouds have it now, and the proof that nothing is to do. Changes nothing anywhere: every engine
// made here is read-only, so that no changing call can leave the process.
#ifndef CLI_MIGRATE_TAKEOVER_H_
#define CLI_MIGRATE_TAKEOVER_H_

#include <map>
#include <string>
#include <vector>

#include "cli/migrate/sorted.h"
#include "reconcile/run/plan/run_plan.h"
#include "reconcile/run/set/desired_set.h"
#include "reconcile/run/set/environment.h"

namespace ic::cli {

struct Takeover {
  DesiredSet set;                              // the accounts, and every object that was read
  std::vector<StateObject> state;              // likewise, as an import leaves it; by address
  std::map<Address, std::string> ids;          // what imports each
  std::vector<LocatedDiagnostic> diagnostics;  // errors: not all could be read
};

// `accounts`: a set without objects. `account_of`: the entry of each cloud that objects are in.
Takeover TakeOver(const RunEnvironment& environment, DesiredSet accounts,
                  const std::map<std::string, std::string>& account_of, const std::vector<Sorted>& sorted);

// The plan of the set from the state that `moved` blocks leave, or, without them, an import.
RunPlan ShadowPlan(const RunEnvironment& environment, const Takeover& takeover, const std::vector<Sorted>& sorted,
                   bool moved_blocks);

// Whether it is what a migration has to come to: nothing to do, nothing refused, nothing wrong.
bool IsProof(const RunPlan& plan);

}  // namespace ic::cli

#endif  // CLI_MIGRATE_TAKEOVER_H_
