// PlanOptions: what whoever asks for a plan may say beside the set.
#ifndef RECONCILE_RUN_PLAN_PLAN_OPTIONS_H_
#define RECONCILE_RUN_PLAN_PLAN_OPTIONS_H_

#include <set>
#include <string>

#include "reconcile/state/address.h"

namespace ic {

struct PlanOptions {
  bool destroy = false;                    // as if the set held no object
  bool refresh = true;                     // false: believe the state
  std::set<Address> allow;                 // deletions and replacements of circuits and sessions that are acknowledged
  std::set<std::string> allow_disruption;  // beside the set's own
  std::set<Address> replace;               // replaced although nothing differs
};

}  // namespace ic

#endif  // RECONCILE_RUN_PLAN_PLAN_OPTIONS_H_
