#include "reconcile/run/testing/simulated_world.h"

namespace ic {

bool Creates(const Step& step) {
  return step.action == Action::kCreate || step.action == Action::kAdopt || step.action == Action::kReplace;
}

}  // namespace ic
