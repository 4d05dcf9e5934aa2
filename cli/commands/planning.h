// Planning: what plan, apply and destroy have in common before anything is shown or done.
#ifndef CLI_COMMANDS_PLANNING_H_
#define CLI_COMMANDS_PLANNING_H_

#include <string>
#include <vector>

#include "cli/process/options.h"
#include "cli/process/session.h"
#include "reconcile/run/plan/plan_set.h"

namespace ic::cli {

// As typed, and as a plan file keeps it.
struct PlanRequest {
  bool destroy = false;
  bool refresh = true;
  std::vector<std::string> allow;             // addresses
  std::vector<std::string> replace;           // addresses
  std::vector<std::string> allow_disruption;  // redundancy groups, ids

  PlanOptions options() const;
  // What differs from a plan without options, as it is typed: "--no-refresh --allow bgp_peer.a". Empty: nothing.
  std::string words() const;
  bool operator==(const PlanRequest&) const = default;
};

// --allow and --allow-disruption: what lets a run pass the safety rails.
void AddRailOptions(CLI::App& command, PlanRequest& request);
// --replace and --no-refresh.
void AddPlanOptions(CLI::App& command, PlanRequest& request);

struct Planned {
  DesiredSet desired;
  RunPlan plan;  // with the diagnostics of reading; nothing else if the configuration has errors
};

// Reads the configuration and plans. Changes nothing.
Planned MakePlan(const Session& session, StateStore& state, const PlanRequest& request);

}  // namespace ic::cli

#endif  // CLI_COMMANDS_PLANNING_H_
