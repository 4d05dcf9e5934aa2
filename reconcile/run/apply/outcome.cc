#include "reconcile/run/apply/outcome.h"

#include <algorithm>

namespace ic {

bool ApplyOutcome::ok() const {
  if (HasErrors(diagnostics)) return false;
  return std::all_of(results.begin(), results.end(), [](const StepResult& result) {
    return (result.state == StepState::kDone && !result.unfinished) || result.state == StepState::kWouldDo;
  });
}

}  // namespace ic
