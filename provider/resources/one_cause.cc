#include "provider/resources/one_cause.h"

#include <utility>

#include "reconcile/object/cannot_ask.h"

namespace ic {

void OneCause::Fold(Diagnostics& diagnostics) {
  const std::lock_guard lock(mutex_);
  Diagnostics folded;
  for (Diagnostic one : std::move(diagnostics).items()) {
    const bool about_cloud = one.severity == Severity::kError && reconcile::IsOneCause(one.summary);
    if (about_cloud && !said_.emplace(one.summary, one.detail).second) {
      one.severity = Severity::kWarning;
      one.detail = "The reason is in an error of this run, \"" + one.summary + "\".";
      one.summary = "Object was not looked at";
    }
    folded.Add(std::move(one));
  }
  diagnostics = std::move(folded);
}

void OneCause::Forget() {
  const std::lock_guard lock(mutex_);
  said_.clear();
}

}  // namespace ic
