#include "reconcile/run/plan/validate_set.h"

#include "reconcile/run/plan/look_ahead.h"
#include "reconcile/run/set/setup.h"

namespace ic {

std::vector<LocatedDiagnostic> ValidateSet(const EngineEnvironment& environment, const DesiredSet& desired) {
  std::vector<LocatedDiagnostic> diagnostics;
  const auto engine = run::MakeEngine(environment, desired, {.offline = true}, diagnostics);
  const std::vector<Diagnostics> said = run::ValidateAll(*engine, desired);
  for (std::size_t i = 0; i < said.size(); ++i) {
    for (const Diagnostic& one : said[i].items()) diagnostics.push_back(desired.Locate(one, desired.objects[i]));
  }
  return diagnostics;
}

}  // namespace ic
