// An engine for a set.
#ifndef RECONCILE_RUN_SET_SETUP_H_
#define RECONCILE_RUN_SET_SETUP_H_

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "reconcile/engine.h"
#include "reconcile/run/set/desired_set.h"

namespace ic::run {

struct EngineSettings {
  bool read_only = true;
  // No cloud is talked to: the accounts' settings are not tried, for they speak of files and variables of the machine
  // that will run this (profiles, certificates).
  bool offline = false;
  std::set<std::string> allow_disruption;  // beside the set's own
};

// Problems with the accounts' settings are added to `diagnostics`, at the account.
std::unique_ptr<Engine> MakeEngine(const EngineEnvironment& environment, const DesiredSet& desired,
                                   const EngineSettings& settings, std::vector<LocatedDiagnostic>& diagnostics);

}  // namespace ic::run

#endif  // RECONCILE_RUN_SET_SETUP_H_
